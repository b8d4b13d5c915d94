import type { Failure } from '../../shared/failure.ts';
import { type LaunchCauseKind, mayBeEnvironment } from '../../shared/launch-cause.ts';
import type { RunState } from '../../shared/run-state.ts';

/** `explaining`: the program has not started, or ended with an error, and the cause is looked for. */
export type LaunchStage = 'starting' | 'running' | 'explaining' | 'stopping' | 'ended';

/** Where a launch stands; null where the run is none. */
export const launchStage = (run: RunState | null): LaunchStage | null => {
  if (run === null || run.verb !== 'launch') return null;
  const { outcome, cancelling, phase, launch } = run;
  if (outcome !== null) return 'ended';
  if (cancelling) return 'stopping';
  if (phase !== null && phase !== 'launch') return 'explaining';
  return launch === null || launch.readyMs === null ? 'starting' : 'running';
};

/** What the one button after a failed launch does. */
export type LaunchRemedy = 'install' | 'repair' | 'anew' | 'again' | 'look';

/** Causes that lie in the environment's own files: where the diagnosis sees nothing of them, new files help. */
const healedAnew: ReadonlySet<LaunchCauseKind> = new Set<LaunchCauseKind>([
  'numpy-torn',
  'torch-mismatch',
  'file-damaged',
  'interpreter-broken',
]);

export const launchRemedy = (failure: Failure): LaunchRemedy => {
  if (failure.code === 'environment-missing') return 'install';
  if (failure.code === 'launch-missing') return 'look';
  if (failure.code !== 'launch-failed') return 'again';
  const { kind } = failure.cause;
  if (kind === 'unfinished-run' || (isInNeed(failure) && mayBeEnvironment(kind))) return 'repair';
  return healedAnew.has(kind) ? 'anew' : 'again';
};

/** Whether the diagnosis after a failed launch found something to repair, whether or not that was the cause. */
export const isInNeed = (failure: Failure): boolean =>
  failure.code === 'launch-failed' && failure.findings !== null && failure.findings > 0;
