import { speak } from '../../shared/wording/language.ts';
import { failureLines, problems } from '../../shared/wording/terminal.ts';
import { type Wording, wordFailure } from '../../shared/wording.ts';
import { Cancelled } from '../engine/failing.ts';
import type { Engine } from '../engine/run-request.ts';
import { version } from '../version.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { failureOf } from './failure-of.ts';
import { type Output, openOutput } from './output.ts';
import { listenForStop, type StopSignals } from './stop-signals.ts';
import { printable } from './terminal-text.ts';

/** Time for what was printed to reach its reader. */
const flushLimitMs = 1000;

interface Terminal {
  out: Output;
  err: Output;
  stop: StopSignals;
  say: (wording: Wording) => void;
  openEngine: OpenEngine;
}

type OpenEngine = () => Promise<Engine>;

/** Only what runs something loads the engine. */
const openRealEngine: OpenEngine = async () => (await import('./open-engine.ts')).openEngine();

/** The command line from its words to the end of the process. Never throws. */
export const main = async (words: readonly string[], openEngine: OpenEngine = openRealEngine): Promise<void> => {
  const err: Output = openOutput(process.stderr, () => undefined);
  const say = (wording: Wording): void => err.lines(failureLines(wording).map(printable));
  const out = openOutput(process.stdout, (code) => say(problems.outputBroken(code)));
  const exit = async (code: number): Promise<void> => {
    await Promise.all([out.flush(flushLimitMs), err.flush(flushLimitMs)]);
    process.exit(code);
  };
  const stop = listenForStop();
  let unforeseen = false;
  const onUnforeseen = (error: unknown): void => {
    if (unforeseen) return;
    unforeseen = true;
    say(wordFailure(failureOf(error)));
    stop.request();
    void stop.tooLong.then(() => exit(1));
  };
  process.on('uncaughtException', onUnforeseen).on('unhandledRejection', onUnforeseen);
  // Nothing is left to wait for although the work has not ended: without this, Node would end with 0.
  process.once('beforeExit', () => {
    say(problems.stalled);
    void exit(1);
  });
  try {
    const code = await perform(words, { out, err, stop, say, openEngine });
    await exit(unforeseen ? 1 : code);
  } catch (error) {
    const failure = failureOf(error);
    const { exitCodeOfFailure } = await import('../../shared/exit-code.ts');
    say(wordFailure(failure));
    await exit(exitCodeOfFailure(failure.code));
  }
};

/** Parts are loaded when they are needed: help and a usage error answer at once. */
const perform = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const parsed = parseArguments(words, { cwd: process.cwd(), version });
  switch (parsed.kind) {
    case 'text':
      terminal.out.lines([parsed.text.trimEnd()]);
      return 0;
    case 'failure':
      terminal.say(wordFailure(parsed.failure));
      return 2;
    case 'request':
      break;
  }
  const { request } = parsed;
  // Who reads JSON is a program: what events quote must not depend on the user's language.
  if ('json' in request && request.json) await speak('en');
  switch (request.verb) {
    case 'serve':
      return servePage(request, terminal);
    case 'downloads':
      return showDownloads(request, terminal);
    case 'export-logs':
      return exportLogs(request, terminal);
    default:
      return run(request, terminal);
  }
};

const showDownloads = async (
  { olderThanDays, keepBytes }: Extract<Arguments, { verb: 'downloads' }>,
  { out, openEngine }: Terminal,
): Promise<number> => {
  const { downloadLines } = await import('../../shared/wording/terminal.ts');
  const engine = await openEngine();
  const removed =
    olderThanDays === null && keepBytes === null
      ? null
      : await engine.pruneDownloads({
          ...(olderThanDays === null ? {} : { maxAgeMs: olderThanDays * 24 * 3_600_000 }),
          ...(keepBytes === null ? {} : { maxBytes: keepBytes }),
        });
  out.lines(downloadLines(await engine.downloads(), removed).map(printable));
  return 0;
};

const exportLogs = async (
  given: Extract<Arguments, { verb: 'export-logs' }>,
  { out, stop, openEngine }: Terminal,
): Promise<number> => {
  const [{ exportedLines }, engine] = await Promise.all([import('../../shared/wording/terminal.ts'), openEngine()]);
  const abort = new AbortController();
  stop.onStop(() => abort.abort());
  try {
    out.lines(exportedLines(await engine.exportLogs({ ...given, signal: abort.signal })).map(printable));
    return 0;
  } catch (error) {
    // A file that was there is still as it was.
    if (error instanceof Cancelled) return 130;
    throw error;
  }
};

const run = async (
  given: Exclude<Arguments, { verb: 'serve' | 'downloads' | 'export-logs' }>,
  { out, err, stop, say, openEngine }: Terminal,
): Promise<number> => {
  const [{ runRequest }, { watchRun }, { canAsk, chooseView }, { exitCodeOfFailure }] = await Promise.all([
    import('./run-request.ts'),
    import('./watch-run.ts'),
    import('./choose-view.ts'),
    import('../../shared/exit-code.ts'),
  ]);
  const request = await runRequest(given);
  if (!request.ok) {
    say(wordFailure(request.failure));
    return exitCodeOfFailure(request.failure.code);
  }
  const { exitCode, problem } = await watchRun({
    engine: await openEngine(),
    request: { ...request.value, asks: canAsk({ json: given.json, out }) },
    stop,
    openView: ({ press }) => chooseView({ json: given.json, out, err, press, stop: stop.request }),
  });
  if (problem !== null) say(problem);
  return exitCode;
};

const servePage = async (
  given: Extract<Arguments, { verb: 'serve' }>,
  { out, stop, say, openEngine }: Terminal,
): Promise<number> => {
  const [{ serve }, { programFolders }] = await Promise.all([import('./serve.ts'), import('./program-folders.ts')]);
  const { exitCode, problem } = await serve({
    engine: await openEngine(),
    port: given.port,
    environment: given.environment,
    pageFolder: programFolders().page,
    out,
    stop,
  });
  if (problem !== null) say(problem);
  return exitCode;
};
