import { z } from 'zod';
import { acceleratorTroubles } from './accelerator-trouble.ts';
import { downloadProgressSchema } from './download.ts';
import { failureSchema } from './failure.ts';
import { findingSchema } from './finding.ts';
import { holderAnswerSchema, holderEnds, holderSchema } from './holder.ts';
import { machineSchema } from './machine.ts';
import { outcomeSchema } from './outcome.ts';
import { buildChoiceSchema, phaseSchema, planSchema, rungSchema, stepSizeSchema } from './plan.ts';

export type { Outcome, Undo } from './outcome.ts';

/**
 * Events: facts in the past tense, numbered without gaps from 1 within a run. The journal, the
 * command line's --json, the window and the local page all carry exactly these. Times are
 * milliseconds since the epoch, durations milliseconds, sizes bytes.
 */
const step = z.string(); // a step's id in the plan

/** What a date can hold: another number in a damaged journal would make every view throw that shows its time. */
const mostMs = 8.64e15;
const moment = z.number().min(-mostMs).max(mostMs);

export const verbSchema = z.enum(['detect', 'diagnose', 'repair', 'launch']);

export const lineLevelSchema = z.enum(['output', 'info', 'warning', 'error']);

export const packageStateSchema = z.enum([
  'waiting',
  'resolved',
  'downloading',
  'downloaded',
  'installed',
  'removed',
  'proven',
  'failed',
]);

export const proofSchema = z.object({
  layer: z.string(),
  kind: z.enum(['import', 'accelerator', 'run']),
  /** Module that was imported, or device that was used. */
  subject: z.string(),
  version: z.string().nullable(),
  ok: z.boolean(),
  /** For people: what was done, or why it failed. */
  detail: z.string(),
  /** Why a calculation on the accelerator failed. */
  trouble: z.enum(acceleratorTroubles).optional(),
});

const facts = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run-started'),
    verb: verbSchema,
    environment: z.string().nullable(),
    manifest: z.object({ name: z.string(), title: z.string() }),
    profile: z.string(),
    /** What the user asked for beyond that, redacted, for the log. */
    options: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
    version: z.string(),
    pid: z.number().int(),
    /** The journal's path; null for a run that keeps none. */
    journal: z.string().nullable(),
    dryRun: z.boolean(),
  }),
  z.object({ type: z.literal('phase-started'), phase: phaseSchema }),
  z.object({ type: z.literal('machine-detected'), machine: machineSchema }),
  /** The build that suits the computer, and why; not told where no layer has variants. */
  z.object({ type: z.literal('build-chosen'), build: buildChoiceSchema }),
  z.object({
    type: z.literal('environment-inspected'),
    python: z.string().nullable(),
    packages: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('finding-found'), finding: findingSchema }),
  /** How far the audit of the installed files has come, in bytes that were read; ten a second at most. */
  z.object({ type: z.literal('audit-progressed'), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('proof-made'), proof: proofSchema }),
  z.object({ type: z.literal('plan-made'), plan: planSchema }),
  /** What the plan's steps will download and move, once the resolution knows. */
  z.object({ type: z.literal('plan-sized'), sizes: z.array(stepSizeSchema) }),
  /** A plan was executed and its proof failed, so all was put back; the next rung is taken if there is one. */
  z.object({
    type: z.literal('rung-failed'),
    rung: rungSchema,
    /** `findingKey` of each finding that may be why, and the rung on which it was answered. */
    tried: z.array(z.object({ finding: z.string(), rung: rungSchema })),
    /** Identifies what was wanted: the same rung for another stack is another attempt. */
    stack: z.string(),
    failure: failureSchema,
  }),
  z.object({ type: z.literal('step-started'), step, attempt: z.number().int().min(1), of: z.number().int().min(1) }),
  z.object({
    type: z.literal('step-progressed'),
    step,
    done: z.number(),
    total: z.number().nullable(),
    unit: z.enum(['bytes', 'packages', 'files', 'checks']),
  }),
  /** Twice a second at most, and once at the end. */
  z.object({ type: z.literal('download-progressed'), step, progress: downloadProgressSchema }),
  z.object({
    type: z.literal('package-changed'),
    step,
    package: z.string(),
    version: z.string().nullable(),
    bytes: z.number().nullable(),
    state: packageStateSchema,
  }),
  /** Something other than planned was done, and why: another index, another backend. */
  z.object({
    type: z.literal('step-noted'),
    step: step.nullable(),
    note: z.enum([
      'index-skipped',
      'backend-fallback',
      'uv-ready',
      'python-chosen',
      'nothing-needed',
      'rung-taken',
      'earlier-run-undone',
      'cache-evicted',
      'download-resumed',
      'download-restarted',
      'download-awaited',
      'source-chosen',
      'source-building',
      'left-alone',
      'given-up',
      'version-changed',
      'sizes-unknown',
    ]),
    detail: z.string(),
  }),
  z.object({
    type: z.literal('attempt-failed'),
    step,
    attempt: z.number().int(),
    of: z.number().int(),
    failure: failureSchema,
  }),
  /** A wait is announced once; views count down to `until`. `wait` is its id for Retry now. */
  z.object({
    type: z.literal('wait-started'),
    step,
    wait: z.string(),
    attempt: z.number().int(),
    of: z.number().int(),
    until: z.number(),
    failure: failureSchema,
  }),
  z.object({ type: z.literal('wait-ended'), step, wait: z.string(), how: z.enum(['elapsed', 'skipped', 'cancelled']) }),
  /**
   * Programs use files that the step is about to move, or (`path`) could not move. Where a person can
   * be asked the step waits until the question is answered; else the answer follows at once.
   */
  z.object({
    type: z.literal('holder-found'),
    step,
    question: z.string(),
    holders: z.array(holderSchema),
    path: z.string().nullable(),
    choices: z.array(holderAnswerSchema),
  }),
  z.object({
    type: z.literal('holder-answered'),
    step,
    question: z.string(),
    answer: holderAnswerSchema,
    by: z.enum(['user', 'option', 'default']),
  }),
  z.object({
    type: z.literal('holder-ended'),
    step,
    holder: z.object({ pid: z.number().int(), name: z.string() }),
    how: z.enum(holderEnds),
  }),
  z.object({
    type: z.literal('step-finished'),
    step,
    outcome: z.enum(['done', 'not-needed', 'failed', 'cancelled']),
    failure: failureSchema.nullable(),
    ms: z.number(),
  }),
  /** The manifest's program was started; its output follows as lines. */
  z.object({ type: z.literal('launch-started'), command: z.array(z.string()), pid: z.number().int() }),
  /** Its ready signal came, or (`time`) there is none and it has run for the time limit. `ms` since its start. */
  z.object({ type: z.literal('launch-ready'), how: z.enum(['output', 'port', 'url', 'time']), ms: z.number() }),
  /** With everything that it had started. Both are null where it was stopped by us. */
  z.object({
    type: z.literal('launch-ended'),
    exitCode: z.number().int().nullable(),
    signal: z.string().nullable(),
    ms: z.number(),
  }),
  z.object({
    type: z.literal('lines'),
    step: step.nullable(),
    lines: z.array(z.object({ at: moment, level: lineLevelSchema, text: z.string() })),
    /** Only in a journal that became too large, or was behind: it stands for so many events up to this one, whose lines are left out. */
    leftOut: z.object({ events: z.number().int().min(1), lines: z.number().int().min(0) }).optional(),
  }),
  z.object({ type: z.literal('cancel-requested') }),
  z.object({ type: z.literal('run-finished'), outcome: outcomeSchema, ms: z.number() }),
]);

export const eventSchema = z.intersection(
  z.object({ seq: z.number().int().min(1), run: z.string(), at: moment }),
  facts,
);

export type Fact = z.infer<typeof facts>;
export type Event = z.infer<typeof eventSchema>;
export type EventOf<T extends Fact['type']> = Extract<Event, { type: T }>;
export type Verb = z.infer<typeof verbSchema>;
export type LineLevel = z.infer<typeof lineLevelSchema>;
export type PackageState = z.infer<typeof packageStateSchema>;
export type Proof = z.infer<typeof proofSchema>;
