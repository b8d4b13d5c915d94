import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { rungs } from './rungs.ts';

/**
 * The ordered steps that answer the findings. A plan is data: it is shown before anything is
 * touched, written to the journal, and executed by the runner as it stands.
 */
const id = z.string();

/** Which of the plan's findings a step answers, by their position; empty for what every plan needs. */
const because = z.array(z.number().int().min(0));

export const rungSchema = z.enum(rungs);

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
  /** Puts back what an interrupted run had changed; alone in its plan, for what follows depends on it. */
  z.object({ kind: z.literal('undo-run'), id, because, run: z.string() }),
  z.object({ kind: z.literal('install-python'), id, because, wanted: z.string() }),
  z.object({ kind: z.literal('resolve'), id, because, layers: z.array(layerChoiceSchema) }),
  /** Every wheel that the later steps install, verified and on the disk: nothing after it needs a network. */
  z.object({ kind: z.literal('download'), id, because }),
  /** The environment's own Python, its links and pyvenv.cfg are made again; the packages stay. */
  z.object({ kind: z.literal('renew-interpreter'), id, because }),
  z.object({ kind: z.literal('create-environment'), id, because, replace: z.boolean() }),
  /** Lets the owner read and write again, recorded so that it can be put back. */
  z.object({ kind: z.literal('restore-permissions'), id, because, packages: z.array(z.string()) }),
  /** Paths that are moved to the trash: leftovers, and files that shadow a module. */
  z.object({ kind: z.literal('clean-up'), id, because, paths: z.array(z.string()) }),
  z.object({ kind: z.literal('remove-packages'), id, because, packages: z.array(z.string()) }),
  z.object({
    kind: z.literal('install-layer'),
    id,
    because,
    layer: layerChoiceSchema,
    /** Packages that are replaced even where their version is the right one; `layer`: all of the layer's. */
    replace: z.union([z.literal('layer'), z.array(z.string())]),
    /** On the cache's rung: what the cache holds of them is thrown away and downloaded again. */
    evict: z.boolean(),
  }),
  z.object({ kind: z.literal('prove'), id, because, layers: z.array(z.string()) }),
]);

export const phaseOf = (step: Step): Phase => {
  switch (step.kind) {
    case 'install-python':
    case 'resolve':
    case 'download':
      return 'fetch';
    case 'prove':
      return 'prove';
    default:
      return 'change';
  }
};

export const phaseSchema = z.enum(['detect', 'diagnose', 'plan', 'fetch', 'change', 'prove', 'launch']);

/** The accelerator that was chosen for the layers with variants, and why in a sentence. */
export const buildChoiceSchema = z.object({ id: z.string(), reason: z.string() });

export const planSchema = z.object({
  steps: z.array(stepSchema),
  findings: z.array(findingSchema),
  /** Null where no layer has variants. */
  accelerator: buildChoiceSchema.nullable(),
  /** For each finding, by its position, the rung on which the plan answers it; null where it does not. */
  answers: z.array(rungSchema.nullable()),
  /** The highest rung of the ladder that the plan stands on; null for a plan without steps. */
  rung: rungSchema.nullable(),
  /** Findings (by position) that ask for a repair and that every rung has failed on before. */
  leftAlone: z.array(z.number().int().min(0)),
  /** Those of them that nothing was tried on: packages beside the stack that came from no index. */
  unpublished: z.array(z.number().int().min(0)).optional(),
  /** A lower rung has failed before on what stands on the highest one. */
  climbed: z.boolean().optional(),
});

/** Sizes in bytes, null where no index tells. */
export const stepSizeSchema = z.object({
  step: id,
  /** What still has to be downloaded of the wheels that it installs. */
  download: z.number().int().nullable(),
  /** What moves to the trash until the proof is made. */
  aside: z.number().int().nullable(),
  packages: z.array(z.object({ name: z.string(), version: z.string(), bytes: z.number().int().nullable() })),
});

export type BuildChoice = z.infer<typeof buildChoiceSchema>;
export type Rung = z.infer<typeof rungSchema>;
export type LayerChoice = z.infer<typeof layerChoiceSchema>;
export type Step = z.infer<typeof stepSchema>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
export type Phase = z.infer<typeof phaseSchema>;
export type Plan = z.infer<typeof planSchema>;
export type StepSize = z.infer<typeof stepSizeSchema>;
