import { z } from 'zod';
import { type Event, verbSchema } from './events.ts';
import type { Result } from './failure.ts';
import { holderAnswerSchema } from './holder.ts';
import { packageName } from './manifest.ts';
import type { RunState } from './run-state.ts';
import type { Language } from './wording/language.ts';

/**
 * The calls that a view can make, each with the schema of its input. Hosts (window, local page)
 * carry them and nothing else; every input is parsed in electron/answer.ts before use. A view
 * cannot name a manifest, an interpreter or an index: those decide what is executed.
 */
export const inputs = {
  /** All that a new or reloaded view needs; it goes on from `run.seq` with the events. */
  snapshot: z.strictObject({}),
  start: z.strictObject({
    verb: verbSchema,
    environment: z.string().min(1).max(4096),
    profile: z.string().min(1).max(40).optional(),
    accelerator: z.string().min(1).max(20).optional(),
    dryRun: z.boolean().optional(),
    rebuild: z.boolean().optional(),
    /** The user's yes to what the failure `source-only` names; it adds no package to what is installed. */
    buildFromSource: z.array(packageName).max(100).optional(),
  }),
  cancel: z.strictObject({ run: z.string().max(100) }),
  'retry-now': z.strictObject({ run: z.string().max(100), wait: z.string().max(100) }),
  'answer-holders': z.strictObject({
    run: z.string().max(100),
    question: z.string().max(100),
    answer: holderAnswerSchema,
  }),
  /** Answered by the window only; the local page has no folder dialog and says null. */
  'choose-folder': z.strictObject({ start: z.string().max(4096).optional() }),
} as const;

export type CallName = keyof typeof inputs;
export type Input<C extends CallName> = z.infer<(typeof inputs)[C]>;

export interface Snapshot {
  version: string;
  host: 'window' | 'page';
  /** Which language the host speaks; its views speak the same one. */
  language: Language;
  /** The environment's folder that the views begin with. */
  environment: string;
  manifest: { name: string; title: string; profiles: string[] };
  /** The program that the manifest names; null where it names none. What is started, only the manifest says. */
  launch: { title: string } | null;
  /** What a view begins with, where nothing has been run yet: a look, the plan of a repair, or the program. */
  opensOn: 'environment' | 'plan' | 'launch';
  /** The run in progress, or the last one that ended; null before the first. */
  run: RunState | null;
}

interface Outputs {
  snapshot: Snapshot;
  start: { run: string };
  cancel: null;
  'retry-now': null;
  'answer-holders': null;
  'choose-folder': { folder: string | null };
}

export type Output<C extends CallName> = Outputs[C];

/** What a view gets from its host, whatever carries it. */
export interface Client {
  call: <C extends CallName>(name: C, input: Input<C>) => Promise<Result<Output<C>>>;
  /** Calls back with events of the current run in order; returns the way to stop. */
  onEvents: (listen: (events: Event[]) => void) => () => void;
}
