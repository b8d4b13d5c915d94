import type { StepOf } from '../../../shared/plan.ts';
import { alsoNeeded, stillOld } from '../also-needed.ts';
import { Failing } from '../failing.ts';
import type { InstalledPackage } from '../interfaces/packages.ts';
import type { Pin, StoredWheel } from '../interfaces/wheels.ts';
import { versionChanges, wantedPins } from '../sizes.ts';
import { namesLeftAlone, type StepContext } from './context.ts';
import { refuseOtherTorch } from './look-at-torch.ts';
import { moveAside } from './move-aside.ts';
import { stageWheels } from './stage-wheels.ts';

/**
 * Installs what a layer lacks and what has to be replaced, from the wheels on the disk. All of it is
 * made in staging folders and compared with its RECORDs there; only then the old files move to the
 * trash and the new ones take their places, both by rename.
 */
export const installLayer = async (
  step: StepOf<'install-layer'>,
  context: StepContext,
): Promise<'done' | 'not-needed'> => {
  const { root, run, tools, signal, work, emit } = context;
  // Anew: since the look a long download may have passed, with a user's pip beside it.
  const installed = (await tools.packages.list(root))?.packages ?? [];
  const staged = await stageAll(step, context, installed);
  if (staged.length === 0) {
    refuseNothing(step, context);
    return 'not-needed';
  }
  // To take away what the files' own lists do not tell of is more than replacing one package.
  const stale = step.replace === 'layer';
  for (const { staging, pins } of staged) {
    const names = pins.map(({ name }) => name);
    const old = await tools.packages.filesOfEach(root, names, { stale });
    const paths = await tools.trash.inTheWay({ root, staging, old: old.flat() });
    await moveAside(step.id, context, paths);
    await tools.trash.place({ root, staging, run, signal });
  }
  await refuseOtherTorch(step, context);
  const all = staged.flatMap(({ pins }) => pins);
  for (const { name, version, bytes } of all) {
    work.changed.add(name);
    emit({ type: 'package-changed', step: step.id, package: name, version, bytes, state: 'installed' });
  }
  emit({ type: 'step-progressed', step: step.id, done: all.length, total: all.length, unit: 'packages' });
  return 'done';
};

interface Staged {
  staging: string;
  pins: readonly Pin[];
}

/** What is wanted, and then what that needs in another version than the installed one, each in a folder of its own. */
const stageAll = async (
  step: StepOf<'install-layer'>,
  context: StepContext,
  installed: readonly InstalledPackage[],
): Promise<Staged[]> => {
  const { tools, work, emit } = context;
  const pins = work.pins.get(step.layer.layer) ?? [];
  const versions = new Map(installed.map(({ name, version }) => [name, version]));
  const folders: Staged[] = [];
  const staged: InstalledPackage[] = [];
  for (let wanted = wantedPins(step, pins, versions); wanted.length > 0; ) {
    const staging = await stageWheels(step, context, wheelsOf(wanted, work.wheels));
    folders.push({ staging, pins: wanted });
    staged.push(...((await tools.packages.list(staging))?.packages ?? []));
    wanted = await comingAlong(context, { pins, staged, installed });
    const changes = versionChanges(wanted, versions);
    if (changes.length > 0)
      emit({ type: 'step-noted', step: step.id, note: 'version-changed', detail: changes.join(', ') });
  }
  return folders;
};

/** Python is started only where a version could be in question. */
const comingAlong = async (
  { root, tools, signal }: StepContext,
  chosen: Parameters<typeof stillOld>[0],
): Promise<Pin[]> => {
  if (stillOld(chosen).length === 0) return [];
  const interpreter = await tools.python.inspect(tools.environments.pythonOf(root), signal);
  return alsoNeeded({ ...chosen, markers: interpreter?.markers ?? null });
};

/** A step that answers a finding and has nothing to install has not answered it. */
const refuseNothing = ({ because }: StepOf<'install-layer'>, { plan, work }: StepContext): void => {
  const left = namesLeftAlone(work);
  const findings = because
    .flatMap((at) => plan.findings[at] ?? [])
    .filter((finding) => !('package' in finding && left.has(finding.package ?? '')));
  if (findings.length > 0) throw new Failing({ code: 'not-healed', findings, fresh: work.fresh });
};

/** Something was taken away since the download was planned: no network is used for it now. */
const wheelsOf = (pins: readonly Pin[], wheels: ReadonlyMap<string, StoredWheel>): StoredWheel[] =>
  pins.map(({ name, version, bytes }) => {
    const wheel = wheels.get(name);
    if (wheel === undefined) throw new Failing({ code: 'wheels-missing', wheels: [{ name, version, bytes }] });
    return wheel;
  });
