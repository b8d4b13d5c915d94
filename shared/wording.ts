/** The catalogue of everything the product says, so that every view says it in the same words. */
export {
  bytes,
  capability,
  duration,
  grouped,
  listed,
  memory,
  packagesIn,
  partOf,
  progressOf,
  secondsLeft,
  wholeSeconds,
  wordAttempt,
} from './wording/amounts.ts';
export { wordAudit } from './wording/audits.ts';
export { wordAccelerator, wordBuildChoice, wordVersions } from './wording/builds.ts';
export { downloadParts, wordTimeLeft } from './wording/downloads.ts';
export { type Wording, wordFailure } from './wording/failures.ts';
export { findingTitles } from './wording/finding-titles.ts';
export { wordFinding } from './wording/findings.ts';
export { answerWord, holderFacts, wordQuestion } from './wording/holders.ts';
export { describeEvent } from './wording/log-lines.ts';
export { wordNetworkProblem } from './wording/network-problems.ts';
export { undoWords, wordOutcome } from './wording/outcomes.ts';
export { planLeftAlone, planScope, planSize, rungWords, stepSize } from './wording/plans.ts';
export { wordProof } from './wording/proofs.ts';
export { commas, ended, inBrackets, sentences, titled } from './wording/sentences.ts';
export { bySeverity, severityWords } from './wording/severities.ts';
export { phaseTitles, statusWords, stepReason, stepTitle } from './wording/steps.ts';
export { wordWait } from './wording/waits.ts';
