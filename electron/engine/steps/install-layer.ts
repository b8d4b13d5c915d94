import type { StepOf } from '../../../shared/plan.ts';
import { Failing } from '../failing.ts';
import type { InstallRequest, Pin } from '../tools.ts';
import { backendOf } from './backend.ts';
import type { StepContext } from './context.ts';

/** Installs what a layer lacks, at the resolved versions; a layer that lacks nothing is passed over. */
export const installLayer = async (
  step: StepOf<'install-layer'>,
  context: StepContext,
): Promise<'done' | 'not-needed'> => {
  const { root, work, signal, index } = context;
  const { pins, variantIndex } = work.pins.get(step.layer.layer) ?? { pins: [], variantIndex: null };
  const reinstall = pins.map(({ name }) => name).filter((name) => work.broken.has(name));
  if (context.attempt > 1) await clearPartialInstall(context, pins);
  const wanted = await lacking(context, pins, reinstall);
  if (wanted.length === 0) return 'not-needed';
  const backend = await backendOf(context, step.id);
  let done = 0;
  const progress = () =>
    context.emit({ type: 'step-progressed', step: step.id, done, total: wanted.length, unit: 'packages' });
  progress();
  const request: InstallRequest = {
    environment: root,
    pins: wanted,
    reinstall,
    variantIndex,
    index,
    signal,
    onLine: (text) => context.line('output', text),
    onPackage: (name, state) => {
      const pin = wanted.find((one) => one.name === name);
      context.emit({
        type: 'package-changed',
        step: step.id,
        package: name,
        version: pin?.version ?? null,
        bytes: pin?.bytes ?? null,
        state,
      });
      if (state !== 'installed') return;
      done += 1;
      work.changed.add(name);
      progress();
    },
  };
  await backend.install(request).catch((error: unknown) => {
    // The backend knows no layers.
    if (!(error instanceof Failing) || error.failure.code !== 'install-failed') throw error;
    throw new Failing({ ...error.failure, layer: step.layer.title });
  });
  for (const { name } of wanted) work.broken.delete(name);
  await announce(step, context, wanted);
  return 'done';
};

const lacking = async (
  { tools, root }: StepContext,
  pins: readonly Pin[],
  reinstall: readonly string[],
): Promise<Pin[]> => {
  const installed = new Map(
    (await tools.packages.list(root))?.packages.map(({ name, version }) => [name, version]) ?? [],
  );
  return pins.filter(({ name, version }) => installed.get(name) !== version || reinstall.includes(name));
};

/** What a backend did not name one by one (pip installs all at once) is said from what is there now. */
const announce = async (
  step: StepOf<'install-layer'>,
  { tools, root, work, emit }: StepContext,
  wanted: readonly Pin[],
): Promise<void> => {
  const installed = new Set((await tools.packages.list(root))?.packages.map(({ name }) => name) ?? []);
  for (const { name, version, bytes } of wanted) {
    if (!installed.has(name) || work.changed.has(name)) continue;
    work.changed.add(name);
    emit({ type: 'package-changed', step: step.id, package: name, version, bytes, state: 'installed' });
  }
  emit({ type: 'step-progressed', step: step.id, done: wanted.length, total: wanted.length, unit: 'packages' });
};

/** Between attempts, as the original did: leftovers of the interrupted install go before the next one. */
const clearPartialInstall = async ({ tools, root, run, signal }: StepContext, pins: readonly Pin[]): Promise<void> => {
  const names = new Set(pins.map(({ name }) => name));
  const inventory = await tools.packages.list(root);
  const paths = (inventory?.leftovers ?? []).filter((leftover) => names.has(leftover.package)).map(({ path }) => path);
  if (paths.length > 0) await tools.trash.moveAside({ root, paths, run, signal });
};
