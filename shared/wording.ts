/** The catalogue of everything the product says, so that every view says it in the same words. */
export { bytes, counted, duration, listed, memory, secondsLeft } from './wording/amounts.ts';
export { wordAccelerator, wordVersions } from './wording/builds.ts';
export { type Wording, wordFailure } from './wording/failures.ts';
export { wordFinding } from './wording/findings.ts';
export { describeEvent } from './wording/log-lines.ts';
export { wordOutcome } from './wording/outcomes.ts';
export { phaseTitles, statusWords, stepReason, stepTitle } from './wording/steps.ts';
export { wordWait } from './wording/waits.ts';
