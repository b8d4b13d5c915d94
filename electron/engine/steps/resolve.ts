import type { StepOf } from '../../../shared/plan.ts';
import { movedAside, sizesOf, versionChanges } from '../sizes.ts';
import { isSource } from '../source-archive.ts';
import { refuseWithoutRoom } from '../space.ts';
import type { StepContext } from './context.ts';
import { resolveLayers } from './resolve-layers.ts';

/**
 * All layers together to exact wheels, before anything is changed: an index that cannot be reached
 * or a requirement that no index meets ends the run here, with the environment untouched.
 */
export const resolve = async (step: StepOf<'resolve'>, context: StepContext): Promise<'done'> => {
  // Another attempt begins with the index that is preferred.
  context.work.round = 0;
  for (const pin of await resolveLayers(step.id, step.layers, context))
    context.emit({
      type: 'package-changed',
      step: step.id,
      package: pin.name,
      version: pin.version,
      bytes: pin.bytes,
      state: 'resolved',
    });
  await tellSizes(step, context);
  return 'done';
};

/** Says what the plan will download and move; throws Failing disk-space-low where that finds no room. */
const tellSizes = async (step: StepOf<'resolve'>, { tools, root, work, plan, emit }: StepContext): Promise<void> => {
  const versions = new Map(work.installed.map(({ name, version }) => [name, version]));
  const [recorded, missing] = await Promise.all([
    tools.packages.sizes(root, movedAside(plan, work.pins, versions)),
    tools.wheels.missing([...work.pins.values()].flat()),
  ]);
  const sizes = sizesOf(plan, work.pins, { versions, sizes: recorded, missing });
  emit({ type: 'plan-sized', sizes });
  const packages = sizes.flatMap((size) => size.packages);
  const changes = versionChanges(packages, versions);
  if (changes.length > 0)
    emit({ type: 'step-noted', step: step.id, note: 'version-changed', detail: changes.join(', ') });
  const sources = [...work.pins.values()]
    .flat()
    .filter((pin) => isSource(pin) && packages.some(({ name }) => name === pin.name))
    .map(({ name, version }) => `${name} ${version}`);
  if (sources.length > 0)
    emit({ type: 'step-noted', step: step.id, note: 'source-chosen', detail: sources.join(', ') });
  await refuseWithoutRoom(tools, root, {
    download: packages.reduce((sum, { name }) => sum + (missing.get(name) ?? 0), 0),
    // How much more than this it is unpacked, the wheels tell once they are here.
    unpacked: packages.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
  });
};
