import type { LayerChoice, Plan } from '../../shared/plan.ts';
import type { Pin } from './interfaces/wheels.ts';

/**
 * Which layer installs which of the resolved packages: each layer its own requirements and all
 * that they need, unless an earlier layer has it. What no layer is known to need (a resolver that
 * does not tell) goes to the last one, so that nothing is lost.
 */
export const partition = (layers: readonly LayerChoice[], pins: readonly Pin[]): Map<string, Pin[]> => {
  const byName = new Map(pins.map((pin) => [pin.name, pin]));
  const taken = new Set<string>();
  const parts = new Map<string, Pin[]>();
  const take = (name: string, part: Pin[]): void => {
    const pin = byName.get(name);
    if (pin === undefined || taken.has(name)) return;
    taken.add(name);
    part.push(pin);
    for (const need of pin.requires) take(need, part);
  };
  for (const { layer, packages } of layers) {
    const part: Pin[] = [];
    for (const { name } of packages) take(name, part);
    parts.set(layer, part);
  }
  const rest = pins.filter(({ name }) => !taken.has(name));
  const last = layers.at(-1);
  if (last !== undefined) parts.get(last.layer)?.push(...rest);
  return parts;
};

/**
 * The same with every package that a step names in the part of that very step. What nobody could
 * tell before the resolution (a parent without its METADATA does not say what it needs) is then
 * installed by the step that promised it. Pure.
 */
export const asAnswered = (
  { steps }: Pick<Plan, 'steps'>,
  parts: ReadonlyMap<string, readonly Pin[]>,
): Map<string, Pin[]> => {
  const answering = new Map(
    steps.flatMap((step) =>
      step.kind === 'install-layer' && step.replace !== 'layer'
        ? step.replace.map((name): [string, string] => [name, step.layer.layer])
        : [],
    ),
  );
  const answered = new Map<string, Pin[]>([...parts.keys()].map((layer) => [layer, []]));
  for (const [layer, pins] of parts)
    for (const pin of pins) {
      const home = answering.get(pin.name) ?? layer;
      answered.set(home, [...(answered.get(home) ?? []), pin]);
    }
  return answered;
};
