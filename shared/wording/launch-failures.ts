import { mayBeEnvironment } from '../launch-cause.ts';
import { bare } from './bare.ts';
import { type LaunchFailed, launchCauseWords } from './launch-causes.ts';

/** What was found out about the environment afterwards, as a sentence; empty where it was not looked at. */
const stateOf = ({ findings, cause }: LaunchFailed): string => {
  if (findings === null) return '';
  if (findings > 0) return mayBeEnvironment(cause.kind) ? '' : 'The environment needs a repair, too. ';
  return 'The environment is as the manifest wants it. ';
};

const repair = ({ profile }: LaunchFailed): string =>
  `run smart-installer repair with the same options${profile === 'full' ? '' : ` and --profile ${profile}`}, then launch again.`;

/** The sentence, with the line that tells it, and the one next action. */
export const wordLaunchFailure = (failure: LaunchFailed): { sentence: string; next: string } => {
  const { cause, findings } = failure;
  const { cause: because, next } = launchCauseWords[cause.kind];
  const before = failure.ready ? 'The program has ended after it was ready' : 'The program could not be launched';
  const evidence = cause.evidence === null ? '' : ` It said: ${bare(cause.evidence.trim())}.`;
  const own = next(cause, failure);
  const isAnswered = findings !== null && findings > 0;
  return {
    sentence: `${before}: ${bare(because(cause, failure))}.${evidence}`,
    next:
      isAnswered && mayBeEnvironment(cause.kind)
        ? repair(failure).replace(/^r/, 'R')
        : `${stateOf(failure)}${own}${isAnswered ? ` Before that, ${repair(failure)}` : ''}`,
  };
};
