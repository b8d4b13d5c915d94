import type { StepOf } from '../../../shared/plan.ts';
import { wantedPins } from '../sizes.ts';
import type { Pin } from '../tools.ts';
import type { StepContext } from './context.ts';
import { stagePins } from './stage-pins.ts';

/**
 * Installs what a layer lacks and what has to be replaced, at the resolved versions. All of it is
 * made in a staging folder and compared with its RECORDs there; only then the old files move to the
 * trash and the new ones take their places, both by rename.
 */
export const installLayer = async (
  step: StepOf<'install-layer'>,
  context: StepContext,
): Promise<'done' | 'not-needed'> => {
  const { root, run, tools, signal, work, emit } = context;
  const { pins, variantIndex } = work.pins.get(step.layer.layer) ?? { pins: [], variantIndex: null };
  const wanted = await lacking(step, context, pins);
  if (wanted.length === 0) return 'not-needed';
  const staging = await stagePins(step, context, { pins: wanted, variantIndex });
  const old = await Promise.all(wanted.map(({ name }) => tools.packages.filesOf(root, name)));
  const inTheWay = await tools.trash.inTheWay({ root, staging });
  await tools.trash.moveAside({ root, paths: [...old.flat(), ...inTheWay], run, signal });
  await tools.trash.place({ root, staging, run, signal });
  for (const { name, version, bytes } of wanted) {
    work.changed.add(name);
    emit({ type: 'package-changed', step: step.id, package: name, version, bytes, state: 'installed' });
  }
  emit({ type: 'step-progressed', step: step.id, done: wanted.length, total: wanted.length, unit: 'packages' });
  return 'done';
};

const lacking = async (
  step: StepOf<'install-layer'>,
  { tools, root }: StepContext,
  pins: readonly Pin[],
): Promise<Pin[]> => {
  const inventory = await tools.packages.list(root);
  const installed = new Map(inventory?.packages.map(({ name, version }) => [name, version]) ?? []);
  return wantedPins(step, pins, installed);
};
