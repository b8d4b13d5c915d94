import type { LayerChoice } from '../../../shared/plan.ts';
import { wordFailure } from '../../../shared/wording.ts';
import { canBeOtherIndex, Failing } from '../failing.ts';
import type { Pin } from '../interfaces/wheels.ts';
import { constraintsOf, type Kept, looser } from '../kept.ts';
import type { StepContext } from './context.ts';
import type { Wanted } from './explained.ts';
import { canBeFreed, type Resolved, resolveWith } from './resolve-with.ts';

/**
 * The variant's sources in order of preference; the next one is taken, and said, where an index cannot
 * serve. `graph`: see ResolveRequest.
 */
export const resolveStack = async (
  step: string,
  layers: readonly LayerChoice[],
  context: StepContext,
  graph: boolean,
): Promise<Resolved> => {
  for (;;) {
    const { index, requirements } = sourcesOf(layers, context.work.round);
    try {
      return {
        pins: await resolveKeeping(step, context, { requirements, variantIndex: index, graph }),
        variantIndex: index,
      };
    } catch (error) {
      if (!(error instanceof Failing) || !canBeOtherIndex(error.failure)) throw error;
      if (!giveUpSource(step, layers, context, error.failure)) throw error;
    }
  }
};

/** Goes on to the next source, and says so; false where there is none. */
export const giveUpSource = (
  step: string,
  layers: readonly LayerChoice[],
  { work, emit }: StepContext,
  failure: Failing['failure'],
): boolean => {
  if (work.round + 1 >= Math.max(...layers.map(({ sources }) => sources.length))) return false;
  const { index } = sourcesOf(layers, work.round);
  emit({
    type: 'step-noted',
    step,
    note: 'index-skipped',
    detail: `${index ?? 'the default index'} (${wordFailure(failure).sentence})`,
  });
  work.round += 1;
  return true;
};

/** What all layers together ask for in that round, and the one index that a variant names for it. */
const sourcesOf = (layers: readonly LayerChoice[], round: number): { index: string | null; requirements: string[] } => {
  const sources = layers.flatMap((layer) => layer.sources[Math.min(round, layer.sources.length - 1)] ?? []);
  return {
    index: sources.find(({ index }) => index !== null)?.index ?? null,
    requirements: sources.flatMap(({ requirements }) => requirements),
  };
};

/** What is installed is kept at its version, so that a repair changes nothing else; only what keeps a solution away is given up. */
const resolveKeeping = async (
  step: string,
  context: StepContext,
  wanted: Omit<Wanted, 'constraints'>,
): Promise<Pin[]> => {
  const concerned = new Set(
    context.plan.steps.flatMap((one) => (one.kind === 'install-layer' ? [one.layer.layer] : [])),
  );
  for (let keep = context.work.keep; ; ) {
    try {
      return await resolveWith(step, context, { ...wanted, constraints: constraintsOf(keep) });
    } catch (error) {
      if (!(error instanceof Failing) || !canBeFreed.has(error.failure.code)) throw error;
      const less = looser(keep, error.failure, concerned);
      if (less === null) throw error;
      context.line('warning', `Not all installed versions can be kept for the choice: ${given(keep, less)}.`);
      keep = less;
    }
  }
};

const given = (keep: readonly Kept[], less: readonly Kept[]): string =>
  constraintsOf(keep.filter((one) => !less.includes(one))).join(', ');
