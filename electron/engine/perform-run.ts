import type { Outcome } from '../../shared/events.ts';
import { layersOf, profileNames } from '../../shared/profiles.ts';
import { Cancelled, Failing } from './failing.ts';
import { launch } from './launch.ts';
import { choose, detect, lookOnly } from './look-at-environment.ts';
import { createPythonSearch } from './python-search.ts';
import type { Progress } from './repair/context.ts';
import { lookAtFolder } from './repair/look.ts';
import { repair } from './repair.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest } from './run-request.ts';
import { StepFailed } from './runner.ts';

/** One run from `run-started` to exactly one `run-finished`, whatever is thrown in between. Never throws. */
export const performRun = async (context: RunContext): Promise<void> => {
  const { request, log, tools, signal } = context;
  const began = tools.clock.now();
  const progress: Progress = { changed: new Set(), undo: 'nothing-changed', leftAlone: new Map() };
  log.emit({
    type: 'run-started',
    verb: request.verb,
    environment: request.environment,
    manifest: { name: request.manifest.name, title: request.manifest.title },
    profile: request.profile,
    options: optionsOf(request),
    version: context.version,
    pid: process.pid,
    journal: context.journalPath,
    dryRun: request.dryRun,
  });
  const finish = (outcome: Outcome) => log.emit({ type: 'run-finished', outcome, ms: tools.clock.now() - began });
  try {
    finish(await perform(context, progress));
  } catch (error) {
    if (signal.aborted || error instanceof Cancelled) finish({ kind: 'cancelled', undo: progress.undo });
    else if (error instanceof StepFailed)
      finish({ kind: 'failed', failure: error.failure, step: error.step, undo: progress.undo });
    else
      finish({
        kind: 'failed',
        failure: error instanceof Failing ? error.failure : context.unforeseen(error),
        step: null,
        undo: progress.undo,
      });
  }
};

const perform = async (context: RunContext, progress: Progress): Promise<Outcome> => {
  const { run, request, tools, waits, questions, log, signal, unforeseen } = context;
  const { emit } = log;
  const search = createPythonSearch(tools.python, {
    range: request.manifest.python,
    preferred: request.python,
    signal,
  });
  const layers = layersOf(request.manifest, request.profile);
  if (layers === null)
    throw new Failing({ code: 'profile-unknown', profile: request.profile, known: profileNames(request.manifest) });

  const root = request.environment;
  const folder = root === null ? null : await lookAtFolder(tools, root);
  if (root !== null) await tools.locks.check(root);
  if (root !== null && folder !== null && request.verb === 'launch') return launch(context, { root, folder, search });
  const machine = await detect(context, request.verb === 'detect' ? search : null);
  if (root === null || folder === null || request.verb === 'detect') return { kind: 'looked', findings: 0 };

  const place = { root, folder, layers, search, machine };
  const choice = await choose(context, place);
  if (request.verb === 'repair')
    return repair({
      run,
      request,
      root,
      layers,
      choice,
      machine,
      tools,
      waits,
      questions,
      signal,
      emit,
      line: log.line,
      unforeseen,
      findPython: () => search(choice.python),
      progress,
    });
  const { asking } = await lookOnly(context, place, { choice, deep: request.deep });
  return { kind: 'looked', findings: asking.length };
};

/** What was asked for beyond the defaults, for the log; credentials go at the event log's gate. */
const optionsOf = (request: RunRequest): Record<string, string | boolean | string[]> => {
  const { index } = request;
  const options = {
    accelerator: request.accelerator,
    backend: request.backend,
    python: request.python,
    'index-url': index.indexUrl,
    'extra-index-url': index.extraIndexUrls.length === 0 ? null : [...index.extraIndexUrls],
    'find-links': index.findLinks,
    offline: index.offline,
    rebuild: request.rebuild,
    'dry-run': request.dryRun,
    deep: request.deep,
    'end-holders': request.endHolders,
    build: request.buildFromSource.length === 0 ? null : [...request.buildFromSource],
  };
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      value === null || value === false || value === 'auto' ? [] : [[name, value]],
    ),
  );
};
