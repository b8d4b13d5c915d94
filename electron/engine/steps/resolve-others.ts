import type { LayerChoice } from '../../../shared/plan.ts';
import { Failing } from '../failing.ts';
import type { Pin } from '../interfaces/wheels.ts';
import { constraintsOf } from '../kept.ts';
import type { StepContext } from './context.ts';
import { canBeFreed, type Resolved, resolveWith } from './resolve-with.ts';

/**
 * Damaged packages beside the stack at their versions, in ways that leave the stack's choice as it
 * is. Those that no index has stay as they are: neither the stack nor the others wait for them.
 */
export const resolveOthers = async (
  step: string,
  { packages }: LayerChoice,
  context: StepContext,
  { pins, variantIndex }: Resolved,
): Promise<Pin[]> => {
  const names = new Set(pins.map(({ name }) => name));
  const wanted = packages.filter(({ name }) => !names.has(name));
  const constraints = constraintsOf([...pins, ...context.work.keep.filter(({ name }) => !names.has(name))]);
  const attempt = async (some: typeof wanted): Promise<Pin[] | null> => {
    const requirements = some.map(({ requirement }) => requirement);
    try {
      const chosen = await resolveWith(step, context, { requirements, constraints, variantIndex, graph: false });
      return chosen.filter(({ name }) => !names.has(name));
    } catch (error) {
      if (!(error instanceof Failing) || !isTheirOwn.has(error.failure.code)) throw error;
      return null;
    }
  };
  if (wanted.length === 0) return [];
  const together = await attempt(wanted);
  if (together !== null) return together;
  const chosen = new Map<string, Pin>();
  for (const one of wanted) {
    const own = wanted.length === 1 ? null : await attempt([one]);
    if (own === null) context.work.leftAlone.set(one.requirement, 'not-on-index');
    for (const pin of own ?? []) chosen.set(pin.name, chosen.get(pin.name) ?? pin);
  }
  return [...chosen.values()];
};

/** Failures that are the packages' own and not the index's; the last one is what no installer can read. */
const isTheirOwn: ReadonlySet<string> = new Set([...canBeFreed, 'command-failed']);
