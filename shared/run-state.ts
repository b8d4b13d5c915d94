import { assertNever } from './assert-never.ts';
import type { Event, EventOf, Outcome, Proof, Verb } from './events.ts';
import type { Finding } from './finding.ts';
import { type LogLine, withLog } from './log-line.ts';
import type { Machine } from './machine.ts';
import { type Overall, overallAfter } from './overall.ts';
import type { BuildChoice, Phase, Plan, StepSize } from './plan.ts';
import { type HolderQuestion, type StepState, stepAfter, type Wait, waitingStep } from './step-state.ts';

export { keptLogLines, type LogLine } from './log-line.ts';
export type { HolderQuestion, StepState, StepStatus, Wait } from './step-state.ts';

/**
 * The state of a run as one pure fold over its events: what the engine answers in a snapshot, the
 * command line draws and the window shows. Replaying a journal gives the same screens.
 */

/** The program that a launch has started. */
export interface LaunchState {
  command: readonly string[];
  pid: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** Milliseconds from its start until it was ready; null while it is not. */
  readyMs: number | null;
  ended: { exitCode: number | null; signal: string | null; ms: number } | null;
}

export interface RunState {
  run: string;
  /** The last event that is in this state. */
  seq: number;
  verb: Verb;
  environment: string | null;
  manifest: { name: string; title: string };
  profile: string;
  dryRun: boolean;
  journal: string | null;
  startedAt: number;
  phase: Phase | null;
  machine: Machine | null;
  /** The build that was chosen, also where there is nothing to do; null before, and where there is none to choose. */
  build: BuildChoice | null;
  python: string | null;
  /** Installed packages, normalised name → version. */
  packages: Record<string, string>;
  findings: Finding[];
  /** What was asked for beyond the defaults, as the command line names it. */
  options: EventOf<'run-started'>['options'];
  /** How far the audit of installed files has come, in bytes; null before and after it. */
  audit: { done: number; total: number } | null;
  plan: Plan | null;
  /** What the plan's steps download and move; empty until the resolution knows. */
  sizes: StepSize[];
  steps: StepState[];
  /** How far the whole repair has come; null while nobody can tell. */
  overall: Overall | null;
  proofs: Proof[];
  /** Null in every run but a launch, and before its program has started. */
  launch: LaunchState | null;
  cancelling: boolean;
  outcome: Outcome | null;
  ms: number | null;
  log: { total: number; lines: LogLine[] };
}

/** The state after an event; `null` is the state before a run's first one. Events already in the state change nothing. */
export const reduce = (state: RunState | null, event: Event): RunState => {
  if (event.type === 'run-started' && state?.run !== event.run) {
    if (event.seq !== 1) throw new Error(`run ${event.run} begins with event ${event.seq}`);
    return withLog(begin(event), event);
  }
  if (state === null || state.run !== event.run)
    throw new Error(`event ${event.seq} of run ${event.run} does not begin this run`);
  if (event.seq <= state.seq) return state;
  if (firstSeq(event) !== state.seq + 1 || event.type === 'run-started')
    throw new Error(`event ${event.seq} follows ${state.seq}`);
  const next = { ...apply(state, event), seq: event.seq };
  return withLog({ ...next, overall: overallAfter(next, event) }, event);
};

/** A shortened journal has one event for many. */
const firstSeq = (event: Event): number =>
  event.type === 'lines' && event.leftOut !== undefined ? event.seq - event.leftOut.events + 1 : event.seq;

const begin = (event: Extract<Event, { type: 'run-started' }>): RunState => ({
  run: event.run,
  seq: event.seq,
  verb: event.verb,
  environment: event.environment,
  manifest: event.manifest,
  profile: event.profile,
  dryRun: event.dryRun,
  journal: event.journal,
  startedAt: event.at,
  phase: null,
  machine: null,
  build: null,
  python: null,
  packages: {},
  findings: [],
  options: event.options,
  audit: null,
  plan: null,
  sizes: [],
  steps: [],
  overall: null,
  proofs: [],
  launch: null,
  cancelling: false,
  outcome: null,
  ms: null,
  log: { total: 0, lines: [] },
});

/** Of an accelerator there is one proof a layer: a failed one names the build, a good one the device. */
const isAbout = (one: Proof, other: Proof): boolean =>
  one.layer === other.layer &&
  (one.subject === other.subject || (one.kind === 'accelerator' && other.kind === 'accelerator'));

const apply = (state: RunState, event: Exclude<Event, { type: 'run-started' }>): RunState => {
  switch (event.type) {
    case 'phase-started':
      // A diagnosis that is made again says again what is wrong.
      return { ...state, phase: event.phase, audit: null, findings: event.phase === 'diagnose' ? [] : state.findings };
    case 'machine-detected':
      return { ...state, machine: event.machine };
    case 'build-chosen':
      return { ...state, build: event.build };
    case 'environment-inspected':
      return { ...state, python: event.python, packages: event.packages };
    case 'finding-found':
      return { ...state, findings: [...state.findings, event.finding] };
    case 'audit-progressed':
      return { ...state, audit: { done: event.done, total: event.total } };
    case 'proof-made':
      return {
        ...state,
        proofs: [...state.proofs.filter((one) => !isAbout(one, event.proof)), event.proof],
      };
    case 'plan-made':
      return { ...state, plan: event.plan, sizes: [], steps: event.plan.steps.map(waitingStep) };
    case 'plan-sized':
      return { ...state, sizes: event.sizes };
    case 'step-started':
    case 'step-progressed':
    case 'download-progressed':
    case 'package-changed':
    case 'attempt-failed':
    case 'wait-started':
    case 'wait-ended':
    case 'holder-found':
    case 'holder-answered':
    case 'step-finished':
      return {
        ...state,
        steps: state.steps.map((step) => (step.step.id === event.step ? stepAfter(step, event) : step)),
      };
    case 'launch-started':
      return {
        ...state,
        launch: { command: event.command, pid: event.pid, startedAt: event.at, readyMs: null, ended: null },
      };
    case 'launch-ready':
      return { ...state, launch: state.launch === null ? null : { ...state.launch, readyMs: event.ms } };
    case 'launch-ended': {
      const { exitCode, signal, ms } = event;
      return { ...state, launch: state.launch === null ? null : { ...state.launch, ended: { exitCode, signal, ms } } };
    }
    case 'cancel-requested':
      return { ...state, cancelling: true };
    case 'run-finished':
      return { ...state, audit: null, outcome: event.outcome, ms: event.ms };
    case 'step-noted':
    case 'holder-ended':
    case 'rung-failed':
    case 'lines':
      return state;
    default:
      return assertNever(event);
  }
};

/** The wait that is running now, if any. */
export const currentWait = (state: RunState): Wait | null =>
  state.steps.find((step) => step.wait !== null)?.wait ?? null;

/** What a person is asked now, if anything. */
export const currentQuestion = (state: RunState): HolderQuestion | null =>
  state.steps.find((step) => step.question !== null)?.question ?? null;

/** Steps that ended, of all; for a bar that never jumps back. */
export const stepsDone = (state: RunState): { done: number; total: number } => ({
  done: state.steps.filter((step) => step.ended !== null).length,
  total: state.steps.length,
});
