import type { RunState } from '../../shared/run-state.ts';
import type { View } from '../view.ts';

export type Screen =
  | 'opening'
  | 'refused'
  | 'settings'
  | 'log'
  | 'environment'
  | 'plan'
  | 'progress'
  | 'outcome'
  | 'launch';

type Shown = Pick<View, 'link' | 'host' | 'run' | 'putAway' | 'areSettingsOpen' | 'isLogOpen'>;

/** Which screen a view shows: derived, so that a reloaded page shows the same one. */
export const screenOf = ({ link, host, run, putAway, areSettingsOpen, isLogOpen }: Shown): Screen => {
  if (typeof link === 'object') return 'refused';
  if (host === null) return 'opening';
  if (areSettingsOpen) return 'settings';
  if (isLogOpen) return 'log';
  if (run?.verb === 'launch') return 'launch';
  if (run === null || run.verb !== 'repair') return 'environment';
  if (run.dryRun) return isPlanToShow(run) && putAway !== run.run ? 'plan' : 'environment';
  return run.outcome === null ? 'progress' : 'outcome';
};

/** A dry run that is being made, or one that ended with something to do. */
const isPlanToShow = ({ outcome, plan }: RunState): boolean =>
  outcome === null || (outcome.kind === 'looked' && plan !== null && plan.steps.length > 0);
