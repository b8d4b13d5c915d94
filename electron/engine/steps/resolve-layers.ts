import type { LayerChoice } from '../../../shared/plan.ts';
import { otherPackages } from '../../../shared/rungs.ts';
import { Failing } from '../failing.ts';
import type { Pin } from '../interfaces/wheels.ts';
import { asAnswered, partition } from '../partition.ts';
import { normalizeName } from '../requirement.ts';
import type { StepContext } from './context.ts';
import { resolveOthers } from './resolve-others.ts';
import { giveUpSource, resolveStack } from './resolve-stack.ts';

/**
 * Resolves these layers together, from the first source that has not been given up, and keeps the
 * result in `work` and as a lock file beside the journal.
 */
export const resolveLayers = async (
  step: string,
  layers: readonly LayerChoice[],
  context: StepContext,
): Promise<Pin[]> => {
  const { work, plan } = context;
  const stack = layers.filter(({ layer }) => layer !== otherPackages);
  // With one layer all are its own, whoever needs them.
  const { pins, variantIndex } = await resolveStack(step, stack, context, stack.length > 1);
  const parts = partition(stack, pins);
  for (const [layer, own] of parts)
    for (const { name } of own) {
      work.homes.set(name, work.homes.get(name) ?? layer);
      for (const left of work.leftAlone.keys()) if (left.startsWith(`${name}==`)) work.leftAlone.delete(left);
    }
  const others = layers.find(({ layer }) => layer === otherPackages);
  const beside = others === undefined ? [] : await resolveOthers(step, others, context, { pins, variantIndex });
  if (others !== undefined) parts.set(otherPackages, beside);
  const unwanted = context.manifest.remove.map(normalizeName).find((name) => pins.some((pin) => pin.name === name));
  if (unwanted !== undefined)
    throw stillNeeded(unwanted, stack.length > 1 ? pins : (await resolveStack(step, stack, context, true)).pins);
  work.pins = asAnswered(plan, parts);
  work.variantIndex = variantIndex;
  const all = [...pins, ...beside];
  await context.keepLock(all);
  return all;
};

/** Gives the present source up for this run and resolves from the next one; false where there is none. */
export const resolveFromNextIndex = async (
  step: string,
  context: StepContext,
  { failure }: Failing,
): Promise<boolean> => {
  const resolving = context.plan.steps.find((one) => one.kind === 'resolve');
  if (resolving === undefined || !giveUpSource(step, resolving.layers, context, failure)) return false;
  await resolveLayers(step, resolving.layers, context);
  return true;
};

/** A package that must be absent and is needed all the same would be removed and come back for ever. */
const stillNeeded = (name: string, pins: readonly Pin[]): Failing => {
  const parents = pins.filter((pin) => pin.requires.includes(name)).map((pin) => pin.name);
  const by = parents.length === 0 ? 'a layer' : parents.join(', ');
  return new Failing({ code: 'requirements-conflict', detail: [`${name} must be absent, but ${by} needs it.`] });
};
