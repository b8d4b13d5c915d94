import { mayBeEnvironment } from '../launch-cause.ts';
import { bare } from './bare.ts';
import { texts } from './catalogue.ts';
import { type LaunchFailed, wordLaunchCause } from './launch-causes.ts';
import { ended, sentences, titled } from './sentences.ts';

/** What was found out about the environment afterwards, as a sentence; empty where it was not looked at. */
const stateOf = ({ findings, cause }: LaunchFailed): string => {
  if (findings === null) return '';
  if (findings > 0) return mayBeEnvironment(cause.kind) ? '' : texts().launches.needsRepairToo;
  return texts().launches.environmentWhole;
};

/** The sentence, with the line that tells it, and the one next action. */
export const wordLaunchFailure = (failure: LaunchFailed): { sentence: string; next: string } => {
  const said = texts().launches;
  const { cause, findings } = failure;
  const worded = wordLaunchCause(failure);
  const profile = failure.profile === 'full' ? null : failure.profile;
  const isAnswered = findings !== null && findings > 0;
  return {
    sentence: sentences([
      ended(titled(failure.ready ? said.endedAfterReady : said.notLaunched, worded.cause)),
      cause.evidence === null ? '' : said.itSaid(bare(cause.evidence)),
    ]),
    next:
      isAnswered && mayBeEnvironment(cause.kind)
        ? said.repair(profile)
        : sentences([stateOf(failure), worded.next, isAnswered ? said.repairBefore(profile) : '']),
  };
};
