import { assertNever } from '../../shared/assert-never.ts';
import type { Plan } from '../../shared/plan.ts';
import type { StepState, StepStatus } from '../../shared/run-state.ts';
import { stepWords } from '../../shared/wording/terminal.ts';
import {
  bytes,
  commas,
  downloadParts,
  duration,
  packagesIn,
  partOf,
  progressOf,
  statusWords,
  stepReason,
  wholeSeconds,
  wordAttempt,
  wordFailure,
} from '../../shared/wording.ts';

export type SignName = StepStatus | 'again' | 'stopped';

/** A step's sign and the word beside it: colour is never the only sign. */
export const signOf = (step: StepState): { sign: SignName; word: string } => {
  if (step.ended === 'not-needed') return { sign: 'done', word: stepWords.notNeeded };
  if (step.ended === 'cancelled') return { sign: 'stopped', word: stepWords.stopped };
  if (step.wait !== null) return { sign: 'again', word: statusWords.waiting };
  return { sign: step.status, word: statusWords[step.status] };
};

/** Times below this would only flicker. */
const shownFromMs = 2000;

/** A time that runs, in whole seconds: tenths of it would be noise. Empty while it is too short to read. */
export const runningTime = (ms: number): string => {
  if (ms < shownFromMs) return '';
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? wholeSeconds(seconds) : duration(seconds * 1000);
};

/** How long a step has taken, or took. */
export const timeOf = ({ ended, ms, startedAt }: StepState, now: number): string => {
  if (ended !== null) return ms === null || ended === 'not-needed' ? '' : duration(ms);
  return startedAt === null ? '' : runningTime(now - startedAt);
};

/** What a step does or did, in one line below its title. */
export const detailsOf = (step: StepState, plan: Pick<Plan, 'findings' | 'rung'>): string => {
  if (step.ended === 'failed') return step.failure === null ? '' : wordFailure(step.failure).sentence;
  if (step.ended !== null || step.wait !== null) return packageNames(step);
  switch (step.status) {
    case 'working':
      return (
        [...attempt(step), ...amount(step), ...packagesDone(step), ...inHand(step)].join(' · ') ||
        stepReason(step.step, plan)
      );
    case 'waiting':
      return packageNames(step);
    case 'done':
    case 'failed':
    case 'needs-you':
      return '';
    default:
      return assertNever(step.status);
  }
};

const attempt = ({ attempt: current, of }: StepState): string[] => (current > 1 ? [wordAttempt(current, of)] : []);

const amount = ({ progress, download }: StepState): string[] => {
  if (download !== null) return downloadParts(download);
  return progress === null ? [] : [progressOf(progress)];
};

/** Said by the amount already where that counts packages. */
const packagesDone = ({ packages, progress, step }: StepState): string[] => {
  if (packages.length === 0 || progress?.unit === 'packages') return [];
  if (step.kind === 'resolve') return [packagesIn(packages.length)];
  const done = packages.filter(
    ({ state }) => state === 'installed' || state === 'removed' || state === 'proven',
  ).length;
  return [partOf(String(done), packagesIn(packages.length))];
};

/** The packages that are worked on right now, with what is known of them. */
const inHand = ({ packages }: StepState): string[] =>
  packages
    .filter(({ state }) => state === 'downloading')
    .slice(0, 2)
    .map(({ name, version, bytes: size }) =>
      [name, version, size === null ? null : `(${bytes(size)})`].filter((part) => part !== null).join(' '),
    );

const namesAtMost = 6;

const packageNames = ({ packages, step, ended }: StepState): string => {
  if (step.kind !== 'install-layer') return '';
  const names = step.layer.packages.map(({ name }) => {
    const version = ended === 'done' ? packages.find((one) => one.name === name)?.version : null;
    return version === undefined || version === null ? name : `${name} ${version}`;
  });
  return names.length > namesAtMost ? packagesIn(names.length) : commas(names);
};
