import type { RunState } from '../../shared/run-state.ts';
import { currentWait } from '../../shared/run-state.ts';
import {
  commas,
  ended,
  phaseTitles,
  sentences,
  stepTitle,
  titled,
  wordFailure,
  wordOutcome,
  wordWait,
} from '../../shared/wording.ts';
import { words } from '../words.ts';
import { launchStage } from './launch-view.ts';
import { signOf } from './step-view.ts';

/**
 * What a screen reader is told of a run: it changes with the state of the run and never with the
 * time, so that a countdown is announced once.
 */
export const announcementOf = (run: RunState | null): string => {
  if (run === null) return '';
  if (run.outcome !== null) {
    const { title, sentence } = wordOutcome(run.verb, run.outcome);
    if (run.outcome.kind === 'failed' && run.verb === 'launch') {
      const { failure } = run.outcome;
      return sentences([ended(title), wordFailure(failure).sentence, words.next(failure)]);
    }
    return sentences([ended(title), sentence]);
  }
  if (run.cancelling && run.verb !== 'launch') return words.stopping;
  const stage = launchStage(run);
  if (stage !== null && stage !== 'ended') return words.launch[stage](run.manifest.title).title;
  const wait = currentWait(run);
  const step = run.steps.findLast(({ startedAt }) => startedAt !== null);
  if (step === undefined) return run.phase === null ? '' : phaseTitles[run.phase];
  const title = stepTitle(step.step);
  if (wait === null) return titled(title, signOf(step).word);
  const { attempt } = wordWait(wait, wait.since);
  return sentences([ended(titled(title, commas([words.tryingAgain, attempt]))), wordFailure(wait.failure).sentence]);
};
