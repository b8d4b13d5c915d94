import type { LayerChoice, StepOf } from '../../../shared/plan.ts';
import { otherPackages } from '../../../shared/rungs.ts';
import { Failing } from '../failing.ts';
import { partition } from '../partition.ts';
import { normalizeName } from '../requirement.ts';
import { neededBytes, sizesOf } from '../sizes.ts';
import type { Backend, Pin } from '../tools.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';

/**
 * All layers together to exact versions, before anything is changed: an index that cannot be
 * reached or a requirement that no index meets ends the run here, with the environment untouched.
 */
export const resolve = async (step: StepOf<'resolve'>, context: StepContext): Promise<'done'> => {
  const backend = await backendOf(context, step.id);
  const { pins, variantIndex } = await resolveWithOthers(step, context, backend);
  for (const pin of pins)
    context.emit({
      type: 'package-changed',
      step: step.id,
      package: pin.name,
      version: pin.version,
      bytes: pin.bytes,
      state: 'resolved',
    });
  refuseUnwanted(context, pins);
  context.work.pins = new Map(
    [...partition(step.layers, pins)].map(([layer, own]) => [layer, { pins: own, variantIndex }]),
  );
  await tellSizes(context);
  return 'done';
};

/** Says what the plan will download and move; throws Failing disk-space-low where that finds no room. */
const tellSizes = async ({ tools, root, work, plan, emit }: StepContext): Promise<void> => {
  const [inventory, recorded, freeBytes] = await Promise.all([
    tools.packages.list(root),
    tools.packages.sizes(root),
    tools.disk.freeBytes(root),
  ]);
  const versions = new Map(inventory?.packages.map(({ name, version }) => [name, version]) ?? []);
  const sizes = sizesOf(plan, work.pins, { versions, sizes: recorded });
  emit({ type: 'plan-sized', sizes });
  const needed = neededBytes(sizes);
  if (freeBytes !== null && freeBytes < needed)
    throw new Failing({ code: 'disk-space-low', path: root, freeBytes, neededBytes: needed });
};

/** Packages beside the stack that no index has in their version stay as they are; the stack does not wait for them. */
const resolveWithOthers = async (step: StepOf<'resolve'>, context: StepContext, backend: Backend) => {
  const python = targetPython(context);
  const stack = step.layers.filter(({ layer }) => layer !== otherPackages);
  const others = step.layers.filter(({ layer }) => layer === otherPackages);
  if (others.length === 0) return resolveFromSources(step, context, backend, python);
  try {
    return await resolveFromSources(step, context, backend, python);
  } catch (error) {
    if (!(error instanceof Failing) || !canBeFreed.has(error.failure.code)) throw error;
    const names = others.flatMap(({ packages }) => packages.map(({ name }) => name));
    for (const name of names) context.work.leftAlone.add(name);
    context.emit({ type: 'step-noted', step: step.id, note: 'left-alone', detail: names.join(', ') });
    return resolveFromSources({ ...step, layers: stack }, context, backend, python);
  }
};

/** The variant's sources in order of preference; the next one is taken, and said, where an index cannot serve. */
const resolveFromSources = async (step: StepOf<'resolve'>, context: StepContext, backend: Backend, python: string) => {
  const rounds = Math.max(...step.layers.map(({ sources }) => sources.length));
  for (let round = 0; ; round += 1) {
    const sources = step.layers.map((layer) => sourceOf(layer, round));
    const variantIndex = sources.find(({ index }) => index !== null)?.index ?? null;
    try {
      return {
        pins: await resolveKeeping(
          context,
          backend,
          python,
          sources.flatMap(({ requirements }) => requirements),
          variantIndex,
        ),
        variantIndex,
      };
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

const canBeFreed: ReadonlySet<string> = new Set(['requirements-conflict', 'package-not-found', 'not-downloaded']);

/**
 * What is installed and whole is kept at its version, so that a repair changes nothing else; only
 * where that cannot be, versions are free.
 */
const resolveKeeping = async (
  context: StepContext,
  backend: Backend,
  python: string,
  requirements: string[],
  variantIndex: string | null,
): Promise<Pin[]> => {
  const { index, signal } = context;
  const request = {
    python,
    requirements,
    variantIndex,
    index,
    signal,
    onLine: (text: string) => context.line('output', text),
  };
  const constraints = context.work.keep;
  if (constraints.length === 0) return backend.resolve({ ...request, constraints });
  try {
    return await backend.resolve({ ...request, constraints });
  } catch (error) {
    if (!(error instanceof Failing) || !canBeFreed.has(error.failure.code)) throw error;
    context.line('warning', 'The installed versions cannot all be kept; looking for others.');
    return backend.resolve({ ...request, constraints: [] });
  }
};

/** A package that must be absent and is needed all the same would be removed and come back for ever. */
const refuseUnwanted = ({ manifest }: StepContext, pins: readonly Pin[]): void => {
  for (const name of manifest.remove.map(normalizeName)) {
    if (!pins.some((pin) => pin.name === name)) continue;
    const parents = pins.filter((pin) => pin.requires.includes(name)).map((pin) => pin.name);
    const by = parents.length === 0 ? 'a layer' : parents.join(', ');
    throw new Failing({ code: 'requirements-conflict', detail: [`${name} must be absent, but ${by} needs it.`] });
  }
};
