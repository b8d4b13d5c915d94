import type { z } from 'zod';
import { type CallName, type Input, inputs, type Output } from '../shared/contract.ts';
import type { Result } from '../shared/failure.ts';
import { callFailure } from './call-failure.ts';
import type { Engine, RunRequest } from './engine/run-request.ts';
import { type Hosting, hostFacts, snapshotOf } from './host-facts.ts';
import { createLogCalls, type ExportHost } from './log-calls.ts';
import type { Preferences } from './settings/preferences.ts';
import { indexOptionsOf } from './settings/run-options.ts';
import { wholePath } from './whole-path.ts';

export interface AnswerOptions extends Hosting {
  engine: Engine;
  preferences: Preferences;
  /** Awaited before every call but the snapshot, which is what a view waits for to show itself. */
  prepare?: () => Promise<unknown>;
  /** Asks the user for a folder; null where they chose none, or the host has no dialog. */
  chooseFolder: (start: string | undefined, setting: FolderSetting) => Promise<string | null>;
  /** The same for a file. */
  chooseFile: (setting: FileSetting) => Promise<string | null>;
  /** Where an export of logs goes. */
  exportHost: ExportHost;
}

export type FolderSetting = NonNullable<Input<'choose-folder'>['setting']>;
export type FileSetting = Input<'choose-file'>['setting'];

/** A call's name and its raw input → a result. Never throws: what nobody foresaw is the failure `bug`. */
export type Answer = (call: string, raw: unknown) => Promise<Result<unknown>>;

type Reply<C extends CallName> = Result<Output<C>> | Promise<Result<Output<C>>>;

/** The only place that parses what views send. A call of the contract without a line here is a type error. */
export const createAnswer = (options: AnswerOptions): Answer => {
  const { engine, preferences } = options;
  const logs = createLogCalls({ engine, host: options.exportHost });
  const facts = () => hostFacts(options);
  const calls: { [C in CallName]: Answered<C> } = {
    snapshot: parsed(inputs.snapshot, () => ({ ok: true, value: snapshotOf(options) })),
    start: parsed(inputs.start, (input) => {
      const environment = wholePath(input.environment);
      if ('problem' in environment) return invalid('start', [`environment: ${environment.problem}`]);
      return engine.start(requestOf(input, environment.path, preferences));
    }),
    cancel: parsed(inputs.cancel, ({ run }) => engine.cancel(run)),
    'answer-holders': parsed(inputs['answer-holders'], ({ run, question, answer }) =>
      engine.answerHolders(run, question, answer),
    ),
    'retry-now': parsed(inputs['retry-now'], ({ run, wait }) => engine.retryNow(run, wait)),
    'choose-folder': parsed(inputs['choose-folder'], async ({ start, setting = 'environment' }) => {
      const folder = await options.chooseFolder(start, setting);
      if (folder !== null) preferences.chose(setting, folder);
      return { ok: true, value: { folder } };
    }),
    'choose-file': parsed(inputs['choose-file'], async ({ setting }) => {
      const file = await options.chooseFile(setting);
      if (file !== null) preferences.chose(setting, file);
      return { ok: true, value: { file } };
    }),
    'save-settings': parsed(inputs['save-settings'], async (patch) => {
      const saved = await preferences.save(patch);
      return saved.ok ? { ok: true, value: { host: facts(), isDeclined: saved.value === 'declined' } } : saved;
    }),
    'cache-size': parsed(inputs['cache-size'], async () => ({ ok: true, value: await engine.downloads() })),
    'clear-cache': parsed(inputs['clear-cache'], async () => ({
      ok: true,
      value: await engine.pruneDownloads({ maxBytes: 0 }),
    })),
    'log-runs': parsed(inputs['log-runs'], logs['log-runs']),
    'log-lines': parsed(inputs['log-lines'], logs['log-lines']),
    'log-find': parsed(inputs['log-find'], logs['log-find']),
    'log-text': parsed(inputs['log-text'], logs['log-text']),
    'export-preview': parsed(inputs['export-preview'], logs['export-preview']),
    'export-logs': parsed(inputs['export-logs'], logs['export-logs']),
    'export-status': parsed(inputs['export-status'], logs['export-status']),
    'export-cancel': parsed(inputs['export-cancel'], logs['export-cancel']),
    'export-show': parsed(inputs['export-show'], logs['export-show']),
  };
  return async (call, raw) => {
    if (!isCall(call)) return invalid(call.slice(0, 40), ['there is no such call']);
    try {
      if (call !== 'snapshot') await options.prepare?.();
      return await calls[call](call, raw);
    } catch (error) {
      return { ok: false, failure: callFailure(error, engine) };
    }
  };
};

const isCall = (call: string): call is CallName => Object.hasOwn(inputs, call);

type Answered<C extends CallName> = (call: string, raw: unknown) => Promise<Result<Output<C>>>;

/** Hands a call's input on only where it is what the contract says. */
const parsed =
  <C extends CallName>(schema: z.ZodType<Input<C>>, reply: (input: Input<C>) => Reply<C>): Answered<C> =>
  async (call, raw) => {
    const input = schema.safeParse(raw);
    if (input.success) return reply(input.data);
    return invalid(
      call,
      input.error.issues.map(
        (issue) => `${issue.path.length === 0 ? 'input' : issue.path.join('.')}: ${issue.message}`,
      ),
    );
  };

const invalid = (call: string, problems: string[]): Result<never> => ({
  ok: false,
  failure: { code: 'call-invalid', call, problems },
});

/**
 * A view's request with all that it may not choose: no interpreter, no index, no ending of
 * programs beforehand (it answers what a run asks). Those decide what is executed, and come from the
 * settings, which the host asks the user about, or from the command line only. It may pass on the
 * user's yes to building packages: which ones there are to build, the manifest and its indexes say.
 */
const requestOf = (input: Input<'start'>, environment: string, { manifest, settings }: Preferences): RunRequest => ({
  verb: input.verb,
  environment,
  manifest: manifest(),
  profile: input.profile ?? settings().profile,
  accelerator: input.accelerator ?? settings().accelerator,
  backend: settings().backend,
  python: null,
  index: indexOptionsOf(settings()),
  rebuild: input.rebuild ?? false,
  dryRun: input.dryRun ?? false,
  deep: false,
  endHolders: false,
  asks: true,
  buildFromSource: input.buildFromSource ?? [],
});
