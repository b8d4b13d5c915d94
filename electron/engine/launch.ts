import type { Outcome } from '../../shared/events.ts';
import { mayBeEnvironment } from '../../shared/launch-cause.ts';
import type { Layer } from '../../shared/manifest.ts';
import { layersOf } from '../../shared/profiles.ts';
import { unfinishedFindings } from './diagnose/unfinished.ts';
import { Failing } from './failing.ts';
import type { FolderKind } from './interfaces/environments.ts';
import { explain, type LaunchFailed, startOfFailure, type Watched } from './launch/explain.ts';
import { choose, detect, lookOnly } from './look-at-environment.ts';
import type { PythonSearch } from './python-search.ts';
import type { RunContext } from './run-context.ts';

interface Place {
  root: string;
  folder: FolderKind;
  search: PythonSearch;
}

/**
 * Starts the manifest's program and stays until it has ended. It takes no lock: a repair that begins
 * meanwhile finds the program among those that hold files, and asks. Throws Failing: launch-missing,
 * environment-missing, and launch-failed with its cause, after a diagnosis of the environment.
 */
export const launch = async (context: RunContext, place: Place): Promise<Outcome> => {
  const { request, log } = context;
  const { manifest } = request;
  if (manifest.launch === undefined) throw new Failing({ code: 'launch-missing', manifest: manifest.title });
  if (place.folder.kind !== 'environment') throw new Failing({ code: 'environment-missing', path: place.root });
  const installed = await installedProfile(context, place.root);
  log.emit({ type: 'phase-started', phase: 'launch' });
  const isHalfDone = (await unfinishedFindings({ root: place.root, tools: context.tools })).length > 0;
  const watched = isHalfDone ? null : await watch(context, place.root, manifest.launch);
  if (watched !== null && hasEndedWell(watched)) return { kind: 'launched' };
  const command = context.tools.launcher.command(place.root, manifest.launch);
  const failure = await startOfFailure(context, { ...installed, root: place.root, command, watched });
  throw new Failing(await withDiagnosis(context, { ...place, layers: installed.layers }, failure));
};

/** Without a ready signal, one that ends early and without an error has done its work. */
const hasEndedWell = ({ end, ready }: Watched): boolean => end.how === 'ended' && end.exitCode === 0 && ready;

const watch = async (
  { tools, log, signal }: RunContext,
  root: string,
  wanted: Parameters<typeof tools.launcher.run>[0]['launch'],
): Promise<Watched> => {
  const { emit } = log;
  const began = tools.clock.now();
  let isStarted = false;
  let ready = wanted.ready === undefined;
  const ended = (exitCode: number | null, sent: string | null): void => {
    if (isStarted) emit({ type: 'launch-ended', exitCode, signal: sent, ms: tools.clock.now() - began });
  };
  try {
    const end = await tools.launcher.run({
      root,
      launch: wanted,
      signal,
      onLine: (text) => log.line(null, 'output', text),
      onStart: (pid) => {
        isStarted = true;
        emit({ type: 'launch-started', command: tools.launcher.command(root, wanted), pid });
      },
      onReady: (how, ms) => {
        ready = true;
        emit({ type: 'launch-ready', how, ms });
      },
    });
    ended(end.exitCode, end.signal);
    return { end, ready };
  } catch (error) {
    ended(null, null);
    throw error;
  }
};

/** The profile that was installed there, which is what the environment has to be; `full` where nothing tells. */
const installedProfile = async (
  { request, tools }: RunContext,
  root: string,
): Promise<{ profile: string; layers: readonly Layer[] }> => {
  const { manifest } = request;
  const mark = await tools.environments.readMark(root);
  const layers = mark?.manifest === manifest.name ? layersOf(manifest, mark.profile) : null;
  return mark === null || layers === null
    ? { profile: request.profile, layers: layersOf(manifest, request.profile) ?? manifest.layers }
    : { profile: mark.profile, layers };
};

/** The failure with what the diagnosis says to it. What ended it from outside says nothing of the environment. */
const withDiagnosis = async (
  context: RunContext,
  place: Place & { layers: readonly Layer[] },
  failure: LaunchFailed,
): Promise<LaunchFailed> => {
  const { kind } = failure.cause;
  if (kind === 'ended-from-outside') return failure;
  try {
    const machine = await detect(context, null);
    const choice = await choose(context, { ...place, machine });
    const deep = mayBeEnvironment(kind) ? 'last' : false;
    const { asking } = await lookOnly(context, { ...place, machine }, { choice, deep });
    return explain(failure, asking);
  } catch (error) {
    // Why the program did not start is known, and told also where the look at its environment fails.
    if (!(error instanceof Failing)) throw error;
    context.log.line(null, 'warning', `The environment could not be looked at: ${error.failure.code}`);
    return failure;
  }
};
