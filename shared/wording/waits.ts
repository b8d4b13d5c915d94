import type { Failure } from '../failure.ts';
import type { Wait } from '../run-state.ts';
import { secondsLeft } from './amounts.ts';
import { wordFailure } from './failures.ts';

/**
 * A wait between attempts: the countdown, which attempt comes next, and why there is a wait.
 * `now` is milliseconds since the epoch.
 */
export const wordWait = (
  wait: Pick<Wait, 'until' | 'attempt' | 'of' | 'failure'>,
  now: number,
): { countdown: string; attempt: string; reason: string } => ({
  countdown: `trying again in ${secondsLeft(wait.until, now)} s`,
  attempt: `attempt ${wait.attempt} of ${wait.of}`,
  reason: shortReason(wait.failure),
});

/** A few words for a line that also counts down; the whole sentence is in the log. */
const shortReason = (failure: Failure): string => {
  switch (failure.code) {
    case 'index-unreachable':
    case 'download-failed':
      return failure.cause;
    case 'hash-mismatch':
      return `${failure.package ?? 'a package'} did not arrive whole`;
    case 'file-locked':
      return `${failure.path} is in use`;
    case 'command-timed-out':
      return `${failure.command} took longer than ${failure.seconds} s`;
    default:
      return wordFailure(failure).sentence.replace(/\.$/, '');
  }
};
