import { z } from 'zod';
import { findingSchema } from './finding.ts';

/**
 * The ordered steps that answer the findings. A plan is data: it is shown before anything is
 * touched, written to the journal, and executed by the runner as it stands.
 */
const id = z.string();

export const packageSpecSchema = z.object({
  /** Normalised name (PEP 503). */
  name: z.string(),
  /** As the manifest asks for it. */
  requirement: z.string(),
});

/** Where requirements are resolved; `index` null is the user's default index. Redacted. */
export const sourceSchema = z.object({ index: z.string().nullable(), requirements: z.array(z.string()) });

export const layerChoiceSchema = z.object({
  layer: z.string(),
  title: z.string(),
  /** The variant's accelerator; null for a layer without variants. */
  accelerator: z.string().nullable(),
  packages: z.array(packageSpecSchema),
  sources: z.array(sourceSchema).min(1),
});

export const stepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('install-python'), id, wanted: z.string() }),
  z.object({ kind: z.literal('resolve'), id, layers: z.array(layerChoiceSchema) }),
  z.object({ kind: z.literal('create-environment'), id, replace: z.boolean() }),
  z.object({ kind: z.literal('clean-up'), id, leftovers: z.array(z.string()), packages: z.array(z.string()) }),
  z.object({ kind: z.literal('remove-packages'), id, packages: z.array(z.string()) }),
  z.object({ kind: z.literal('check-numpy'), id }),
  z.object({ kind: z.literal('install-layer'), id, layer: layerChoiceSchema }),
  z.object({ kind: z.literal('prove'), id, layers: z.array(z.string()) }),
]);

export const phaseOf = (step: Step): Phase => {
  switch (step.kind) {
    case 'install-python':
    case 'resolve':
      return 'fetch';
    case 'prove':
      return 'prove';
    default:
      return 'change';
  }
};

export const phaseSchema = z.enum(['detect', 'diagnose', 'plan', 'fetch', 'change', 'prove']);

export const planSchema = z.object({
  steps: z.array(stepSchema),
  findings: z.array(findingSchema),
  /** The accelerator that was chosen for the layers with variants, and why; null where none has any. */
  accelerator: z.object({ id: z.string(), reason: z.string() }).nullable(),
  /** True on the ladder's rung that makes the environment anew. */
  rebuild: z.boolean(),
});

export type LayerChoice = z.infer<typeof layerChoiceSchema>;
export type Step = z.infer<typeof stepSchema>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
export type Phase = z.infer<typeof phaseSchema>;
export type Plan = z.infer<typeof planSchema>;
