import type { LayerChoice, StepOf } from '../../../shared/plan.ts';
import { otherPackages } from '../../../shared/rungs.ts';
import { Failing } from '../failing.ts';
import { constraintsOf, type Kept, looser } from '../kept.ts';
import { asAnswered, partition } from '../partition.ts';
import { normalizeName } from '../requirement.ts';
import { neededBytes, sizesOf, versionChanges } from '../sizes.ts';
import type { Pin } from '../tools.ts';
import type { StepContext } from './context.ts';
import { resolveOthers } from './resolve-others.ts';
import { canBeFreed, type Resolved, resolveWith } from './resolve-with.ts';

/**
 * All layers together to exact versions, before anything is changed: an index that cannot be
 * reached or a requirement that no index meets ends the run here, with the environment untouched.
 */
export const resolve = async (step: StepOf<'resolve'>, context: StepContext): Promise<'done'> => {
  const { work, plan } = context;
  const stack = step.layers.filter(({ layer }) => layer !== otherPackages);
  const { pins, variantIndex } = await resolveStack(step, stack, context);
  const parts = partition(stack, pins);
  for (const [layer, own] of parts)
    for (const { name } of own) {
      work.homes.set(name, work.homes.get(name) ?? layer);
      for (const left of work.leftAlone.keys()) if (left.startsWith(`${name}==`)) work.leftAlone.delete(left);
    }
  const others = step.layers.find(({ layer }) => layer === otherPackages);
  const beside = others === undefined ? [] : await resolveOthers(step, others, context, { pins, variantIndex });
  if (others !== undefined) parts.set(otherPackages, beside);
  for (const pin of [...pins, ...beside])
    context.emit({
      type: 'package-changed',
      step: step.id,
      package: pin.name,
      version: pin.version,
      bytes: pin.bytes,
      state: 'resolved',
    });
  refuseUnwanted(context, pins);
  work.pins = new Map([...asAnswered(plan, parts)].map(([layer, own]) => [layer, { pins: own, variantIndex }]));
  await tellSizes(step, context);
  return 'done';
};

/** Says what the plan will download and move; throws Failing disk-space-low where that finds no room. */
const tellSizes = async (step: StepOf<'resolve'>, { tools, root, work, plan, emit }: StepContext): Promise<void> => {
  const [inventory, recorded, freeBytes] = await Promise.all([
    tools.packages.list(root),
    tools.packages.sizes(root),
    tools.disk.freeBytes(root),
  ]);
  const versions = new Map(inventory?.packages.map(({ name, version }) => [name, version]) ?? []);
  const sizes = sizesOf(plan, work.pins, { versions, sizes: recorded });
  emit({ type: 'plan-sized', sizes });
  const changes = versionChanges(
    sizes.flatMap(({ packages }) => packages),
    versions,
  );
  if (changes.length > 0)
    emit({ type: 'step-noted', step: step.id, note: 'version-changed', detail: changes.join(', ') });
  const needed = neededBytes(sizes);
  if (freeBytes !== null && freeBytes < needed)
    throw new Failing({ code: 'disk-space-low', path: root, freeBytes, neededBytes: needed });
};

/** The variant's sources in order of preference; the next one is taken, and said, where an index cannot serve. */
const resolveStack = async (
  step: StepOf<'resolve'>,
  layers: readonly LayerChoice[],
  context: StepContext,
): Promise<Resolved> => {
  const rounds = Math.max(...layers.map(({ sources }) => sources.length));
  for (let round = 0; ; round += 1) {
    const sources = layers.map((layer) => sourceOf(layer, round));
    const variantIndex = sources.find(({ index }) => index !== null)?.index ?? null;
    try {
      const requirements = sources.flatMap((source) => source.requirements);
      return { pins: await resolveKeeping(step, context, requirements, variantIndex), variantIndex };
    } catch (error) {
      if (round + 1 >= rounds || !(error instanceof Failing) || !canBeOtherIndex.has(error.failure.code)) throw error;
      context.emit({
        type: 'step-noted',
        step: step.id,
        note: 'index-skipped',
        detail: `${variantIndex ?? 'the default index'} (${error.failure.code})`,
      });
    }
  }
};

const canBeOtherIndex: ReadonlySet<string> = new Set([
  'index-unreachable',
  'download-failed',
  'package-not-found',
  'not-downloaded',
]);

const sourceOf = (layer: LayerChoice, round: number): { index: string | null; requirements: string[] } =>
  layer.sources[Math.min(round, layer.sources.length - 1)] ?? { index: null, requirements: [] };

/** What is installed is kept at its version, so that a repair changes nothing else; only what keeps a solution away is given up. */
const resolveKeeping = async (
  step: StepOf<'resolve'>,
  context: StepContext,
  requirements: readonly string[],
  variantIndex: string | null,
): Promise<Pin[]> => {
  const concerned = new Set(
    context.plan.steps.flatMap((one) => (one.kind === 'install-layer' ? [one.layer.layer] : [])),
  );
  for (let keep = context.work.keep; ; ) {
    try {
      return await resolveWith(step, context, { requirements, constraints: constraintsOf(keep), variantIndex });
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

/** A package that must be absent and is needed all the same would be removed and come back for ever. */
const refuseUnwanted = ({ manifest }: StepContext, pins: readonly Pin[]): void => {
  for (const name of manifest.remove.map(normalizeName)) {
    if (!pins.some((pin) => pin.name === name)) continue;
    const parents = pins.filter((pin) => pin.requires.includes(name)).map((pin) => pin.name);
    const by = parents.length === 0 ? 'a layer' : parents.join(', ');
    throw new Failing({ code: 'requirements-conflict', detail: [`${name} must be absent, but ${by} needs it.`] });
  }
};
