import type { StepOf } from '../../../shared/plan.ts';
import { canBeOtherIndex, Failing } from '../failing.ts';
import type { FetchNote, Pin, StoredWheel } from '../interfaces/wheels.ts';
import { wantedPins } from '../sizes.ts';
import { isSource } from '../source-archive.ts';
import { refuseWithoutRoom } from '../space.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';
import { refuseWrongWheel } from './look-at-torch.ts';
import { resolveFromNextIndex } from './resolve-layers.ts';
import { unpackAhead } from './unpack-ahead.ts';
import { wheelBuilder } from './wheel-builder.ts';

/**
 * Every wheel that the later steps install, in the wheelhouse and with the right hash, before
 * anything is changed (law 1), those that have to be built of source archives among them. Where the index serves what its own page contradicts, or nothing any
 * more after the last attempt, the next one that the manifest names is resolved with and said.
 */
export const download = async (step: StepOf<'download'>, context: StepContext): Promise<'done' | 'not-needed'> => {
  const { work, tools, root } = context;
  await evict(step, context);
  for (;;) {
    const wanted = wantedByPlan(context);
    work.ahead ??= await unpackAhead(context, await backendOf(context, step.id), {
      python: targetPython(context),
      layers: byLayer(wanted),
    });
    try {
      const wheels = await fetchAll(step, context, wanted);
      await refuseWrongWheel(wheels, context);
      await work.ahead?.settled();
      const unpacked = await tools.wheels.unpackedBytes(wheels.filter((one) => work.ahead?.isUnpacked(one) !== true));
      await refuseWithoutRoom(tools, root, { download: 0, unpacked });
      work.wheels = new Map(wheels.map((wheel) => [wheel.name, wheel]));
      return wheels.length === 0 ? 'not-needed' : 'done';
    } catch (error) {
      if (!isFinal(error, context) || !(await resolveFromNextIndex(step.id, context, error))) throw error;
      // They may be other wheels now.
      await work.ahead?.close();
      work.ahead = null;
    }
  }
};

/** What no further attempt at the same index can mend. */
const isFinal = (error: unknown, { attempt, attempts }: StepContext): error is Failing =>
  error instanceof Failing &&
  (error.failure.code === 'hash-mismatch' ||
    error.failure.code === 'build-not-served' ||
    (canBeOtherIndex(error.failure) && attempt >= attempts));

/** On the ladder's rung `cache`, what was downloaded before is in doubt. */
const evict = async (step: StepOf<'download'>, context: StepContext): Promise<void> => {
  const { plan, work, attempt, tools, signal, emit, line } = context;
  const names = plan.steps.flatMap((one) =>
    one.kind === 'install-layer' && one.evict ? (work.pins.get(one.layer.layer) ?? []).map(({ name }) => name) : [],
  );
  // What a first attempt has brought since then is not.
  if (names.length === 0 || attempt > 1) return;
  const backend = await backendOf(context, step.id);
  await tools.wheels.evict(names);
  await backend.evict({ names, signal, onLine: (text) => line('output', text) });
  emit({ type: 'step-noted', step: step.id, note: 'cache-evicted', detail: names.join(', ') });
};

/**
 * What the layers' steps will install, and what is there in another version: some of that may have to
 * come along (also-needed.ts), which only the new packages themselves tell.
 */
const wantedByPlan = ({ plan, work }: StepContext): Wanted[] => {
  const installed = new Map(work.fresh ? [] : work.installed.map(({ name, version }) => [name, version]));
  return plan.steps.flatMap((step) => {
    if (step.kind !== 'install-layer') return [];
    const pins = work.pins.get(step.layer.layer) ?? [];
    const wanted = new Set(wantedPins(step, pins, installed));
    return pins
      .filter((pin) => wanted.has(pin) || installed.get(pin.name) !== pin.version)
      .map((pin) => ({ pin, layer: wanted.has(pin) ? step.layer.layer : null }));
  });
};

interface Wanted {
  pin: Pin;
  /** The layer that installs it; null where that is only possible. */
  layer: string | null;
}

const byLayer = (wanted: readonly Wanted[]): Map<string, Pin[]> => {
  const layers = new Map<string, Pin[]>();
  for (const { pin, layer } of wanted) {
    if (layer !== null) layers.set(layer, [...(layers.get(layer) ?? []), pin]);
  }
  return layers;
};

const notes = {
  resumed: 'download-resumed',
  restarted: 'download-restarted',
  awaited: 'download-awaited',
  damaged: 'cache-evicted',
  building: 'source-building',
} as const satisfies Record<FetchNote['kind'], string>;

const fetchAll = async (
  { id }: StepOf<'download'>,
  context: StepContext,
  wanted: readonly Wanted[],
): Promise<StoredWheel[]> => {
  const { tools, work, index, signal, emit, line } = context;
  const pins = wanted.map(({ pin }) => pin);
  return tools.wheels.fetch({
    onArrived: (sha256, news) => work.ahead?.arrived(sha256, news),
    pins,
    builder: pins.some(isSource) ? await wheelBuilder(id, context) : null,
    variantIndex: work.variantIndex,
    index,
    signal,
    onLine: (text) => line('output', text),
    onProgress: (progress) => emit({ type: 'download-progressed', step: id, progress }),
    onNote: ({ kind, package: name, detail }) =>
      emit({ type: 'step-noted', step: id, note: notes[kind], detail: `${name} (${detail})` }),
  });
};
