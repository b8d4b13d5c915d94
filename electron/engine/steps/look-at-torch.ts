import type { StepOf } from '../../../shared/plan.ts';
import { torchLayer, wrongBuild, wrongBuildFinding } from '../diagnose/torch-build.ts';
import { Failing } from '../failing.ts';
import type { StoredWheel } from '../interfaces/wheels.ts';
import type { StepContext } from './context.ts';

/**
 * Before anything is changed: the wheel of torch that has arrived is for the accelerator. An index
 * may serve a CPU build under the same version, as the default one does on Windows. Throws Failing
 * build-not-served, after which the next index is asked.
 */
export const refuseWrongWheel = async (
  wheels: readonly StoredWheel[],
  { tools, choice, machine }: Pick<StepContext, 'tools' | 'choice' | 'machine'>,
): Promise<void> => {
  const layer = torchLayer(choice.layers);
  const wheel = wheels.find(({ name }) => name === 'torch');
  if (layer?.accelerator == null || wheel === undefined) return;
  const build = wrongBuild(await tools.wheels.torch(wheel), layer, { machine, choice });
  if (build !== null)
    throw new Failing({ code: 'build-not-served', version: wheel.version, build, accelerator: layer.accelerator });
};

/**
 * After each layer: torch is still the build that it has to be. A package of a later layer may write
 * over it with files of its own. Throws Failing not-healed, after which all is put back.
 */
export const refuseOtherTorch = async (
  step: StepOf<'install-layer'>,
  { tools, root, choice, machine, plan, work }: StepContext,
): Promise<void> => {
  const layer = torchLayer(choice.layers);
  if (layer?.accelerator == null) return;
  const installs = plan.steps.filter((one) => one.kind === 'install-layer');
  const isToCome = installs.findIndex((one) => one.layer.layer === layer.layer) > installs.indexOf(step);
  const build = isToCome ? null : wrongBuild(await tools.packages.torch(root), layer, { machine, choice });
  if (build === null) return;
  const finding = wrongBuildFinding(build, layer, choice);
  throw new Failing({ code: 'not-healed', findings: [finding], fresh: work.fresh });
};
