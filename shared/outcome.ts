import { z } from 'zod';
import { failureSchema } from './failure.ts';

/**
 * What became of a run's changes when it did not reach its end: there were none, all was put back,
 * or something (a file in use) could not be put back yet and the next run does it.
 */
const undoSchema = z.enum(['nothing-changed', 'restored', 'pending']);

export const outcomeSchema = z.discriminatedUnion('kind', [
  /** The environment is as the manifest wants it; `changed` names what this run changed. */
  z.object({ kind: z.literal('repaired'), changed: z.array(z.string()) }),
  z.object({ kind: z.literal('nothing-to-do') }),
  /** A detect or diagnose that ended, or a plan that was only shown; counts the findings that ask for a repair. */
  z.object({ kind: z.literal('looked'), findings: z.number().int() }),
  /** The program was ready, and has ended without an error. */
  z.object({ kind: z.literal('launched') }),
  z.object({ kind: z.literal('cancelled'), undo: undoSchema }),
  z.object({
    kind: z.literal('failed'),
    failure: failureSchema /** A step's id in the plan. */,
    step: z.string().nullable(),
    undo: undoSchema,
  }),
]);

export type Outcome = z.infer<typeof outcomeSchema>;
export type Undo = z.infer<typeof undoSchema>;
