import type { Event } from './events.ts';
import type { Step } from './plan.ts';
import type { RunState, StepState } from './run-state.ts';

/** How far a whole repair has come, by time: what is over, of that and what is still to be expected. */
export interface Overall {
  /** From 0 to 1, and in one run never less than before. */
  done: number;
  /** Milliseconds that are still expected, without jumps; null in the first moments, and while a person is asked. */
  msLeft: number | null;
  /** Milliseconds since the epoch at which the two were true. */
  at: number;
  /** Milliseconds of work so far: without the time in which a person was asked, or the computer slept. */
  worked: number;
}

/**
 * Expected times, measured on the default stack (56 packages, 2.7 GB, two cores): core 0.9 s, PyTorch
 * 13 s, language models 6.8 s, thirteen checks 25 s. They only share the bar out: a download counts by
 * its own speed as soon as that is known.
 */
const expectedMs = {
  lookUp: 3000,
  python: 20_000,
  createEnvironment: 1500,
  perPackage: 250,
  perCheck: 2000,
  other: 500,
} as const;
/** Bytes of wheels that are put in place in a millisecond. */
const placedPerMs = 300_000;
/** Bytes that come in a millisecond, until it is known: a line of 40 Mbit/s. */
const assumedPerMs = 5000;

/** Nothing is said of the time left before so much of it has been seen. */
const leastSeenMs = 2000;
/** Between two events; in more than that the computer slept, or its clock was set. The longest silent steps take a minute. */
const longestSilenceMs = 120_000;
/** How much a new guess counts beside what was said before: a longer time is believed later than a shorter one. */
const weight = { shorter: 0.25, longer: 0.08 } as const;

const moves: ReadonlySet<Event['type']> = new Set([
  'plan-sized',
  'step-started',
  'step-progressed',
  'download-progressed',
  'package-changed',
  'wait-started',
  'wait-ended',
  'holder-found',
  'holder-answered',
  'step-finished',
  'run-finished',
]);

/**
 * What `state` says after `event`, which is in it already. Null until the plan's sizes are known,
 * and in a run that changes nothing: there is then no honest share.
 */
export const overallAfter = (state: RunState, event: Event): Overall | null => {
  const before = state.overall;
  if (!moves.has(event.type) || state.verb !== 'repair' || state.dryRun) return before;
  if (event.type === 'run-finished') return before === null ? null : { ...before, msLeft: null, at: event.at };
  const began = state.steps.find(({ startedAt }) => startedAt !== null)?.startedAt ?? null;
  if (began === null || !isSized(state)) return before;
  const left = state.steps.reduce((sum, step) => sum + expectedOf(step, state, event.at), 0);
  const isAsked = state.steps.some(({ question }) => question !== null);
  const wasAsked = event.type === 'holder-answered' || (isAsked && event.type !== 'holder-found');
  const worked = (before?.worked ?? 0) + (wasAsked ? 0 : passed(before?.at ?? began, event.at));
  const share = worked + left === 0 ? 0 : worked / (worked + left);
  return {
    done: Math.max(before?.done ?? 0, share),
    msLeft:
      isAsked || worked < leastSeenMs || !isPaceKnown(state, event.at)
        ? null
        : Math.max(steady(before, left, event.at), announcedMs(state, event.at)),
    at: event.at,
    worked,
  };
};

const passed = (from: number, to: number): number => Math.min(longestSilenceMs, Math.max(0, to - from));

/** A plan that downloads says how much only when its versions are found. */
const isSized = ({ steps, sizes }: RunState): boolean =>
  sizes.length > 0 || !steps.some(({ step }) => step.kind === 'resolve');

const steady = (before: Overall | null, guess: number, at: number): number => {
  if (before === null || before.msLeft === null) return guess;
  const expected = Math.max(0, before.msLeft - passed(before.at, at));
  return Math.round(expected + (guess - expected) * (guess < expected ? weight.shorter : weight.longer));
};

/** Milliseconds that a step still needs. */
const expectedOf = (step: StepState, state: RunState, now: number): number => {
  if (step.ended !== null) return 0;
  const whole = wholeMs(step.step, step, state);
  const waits = waitMs(step, now);
  if (step.step.kind === 'download') return waits + downloadMs(step, state, now);
  const { progress } = step;
  const done =
    progress === null || progress.total === null || progress.total === 0 ? 0 : progress.done / progress.total;
  return waits + whole * (1 - Math.min(1, done));
};

const waitMs = ({ wait }: StepState, now: number): number =>
  wait === null ? 0 : Math.max(0, wait.until - Math.max(now, wait.since));

/** A wait with an announced end is no guess: the time left is not told as less than that. */
const announcedMs = ({ steps }: RunState, now: number): number =>
  Math.max(0, ...steps.map((step) => waitMs(step, now)));

const wholeMs = (step: Step, { progress }: StepState, state: RunState): number => {
  switch (step.kind) {
    case 'resolve':
      return expectedMs.lookUp;
    case 'install-python':
      return expectedMs.python;
    case 'create-environment':
      return expectedMs.createEnvironment;
    case 'install-layer': {
      const packages = state.sizes.find((size) => size.step === step.id)?.packages ?? [];
      const bytes = packages.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
      return packages.length * expectedMs.perPackage + bytes / placedPerMs;
    }
    case 'prove': {
      const checks = progress?.total ?? checksOf(step.layers, state);
      return Math.max(1, checks) * expectedMs.perCheck;
    }
    default:
      return expectedMs.other;
  }
};

/** Each package that a manifest names is imported. */
const checksOf = (layers: readonly string[], { steps }: RunState): number =>
  steps
    .flatMap(({ step }) => (step.kind === 'resolve' ? step.layers : []))
    .filter(({ layer }) => layers.includes(layer))
    .reduce((sum, { packages }) => sum + packages.length, 0);

const downloadMs = (step: StepState, state: RunState, now: number): number =>
  missingBytes(step, state) / (pacePerMs(step, now) ?? assumedPerMs);

const missingBytes = ({ download, ended }: StepState, { sizes }: RunState): number => {
  const planned = sizes.reduce((sum, size) => sum + (size.download ?? 0), 0);
  return ended === null ? Math.max(0, (download?.total ?? planned) - (download?.done ?? 0)) : 0;
};

/** Bytes that come in a millisecond; null where that is not known yet. */
const pacePerMs = ({ download, startedAt }: StepState, now: number): number | null => {
  if (download === null || startedAt === null) return null;
  if (download.bytesPerSecond !== null && download.bytesPerSecond > 0) return download.bytesPerSecond / 1000;
  // A line that stands still is taken to come back as fast as it was.
  const average = now - startedAt < leastSeenMs ? 0 : download.done / (now - startedAt);
  return average > 0 ? average : null;
};

/** A time that rests on a guess at the line would soon be another. */
const isPaceKnown = (state: RunState, now: number): boolean =>
  state.steps.every(
    (step) => step.step.kind !== 'download' || missingBytes(step, state) === 0 || pacePerMs(step, now) !== null,
  );

/**
 * What is left by now, between two events: it goes on running down. Null where it is not known, and
 * where what was expected is over.
 */
export const timeLeftAt = (overall: Overall | null, now: number): number | null => {
  if (overall === null || overall.msLeft === null) return null;
  const left = overall.msLeft - Math.max(0, now - overall.at);
  return left > 0 ? left : null;
};
