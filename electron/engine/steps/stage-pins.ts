import type { StepOf } from '../../../shared/plan.ts';
import { Failing } from '../failing.ts';
import type { PackageAudit, Pin } from '../tools.ts';
import { backendOf } from './backend.ts';
import type { StepContext } from './context.ts';

interface Wanted {
  pins: readonly Pin[];
  variantIndex: string | null;
}

/**
 * Installs pins into a new staging folder and returns it when every file in it is as its RECORD
 * says. What is not comes from a damaged cache: that entry is thrown away and fetched once more.
 * Nothing in the environment changes. Throws Failing hash-mismatch where the second try is no better.
 */
export const stagePins = async (
  step: StepOf<'install-layer'>,
  context: StepContext,
  wanted: Wanted,
): Promise<string> => {
  const names = wanted.pins.map(({ name }) => name);
  if (step.evict && context.attempt === 1) await evict(step, context, names);
  const first = await stage(step, context, wanted);
  const [damaged] = first.damaged;
  if (damaged === undefined) return first.staging;
  await evict(
    step,
    context,
    first.damaged.map((audit) => audit.package),
  );
  const second = await stage(step, context, wanted);
  const [still] = second.damaged;
  if (still === undefined) return second.staging;
  throw new Failing({ code: 'hash-mismatch', package: still.package, detail: evidenceOf(still) });
};

const evict = async (step: StepOf<'install-layer'>, context: StepContext, names: readonly string[]): Promise<void> => {
  const backend = await backendOf(context, step.id);
  await backend.evict({ names, signal: context.signal, onLine: (text) => context.line('output', text) });
  context.emit({ type: 'step-noted', step: step.id, note: 'cache-evicted', detail: names.join(', ') });
};

const stage = async (
  step: StepOf<'install-layer'>,
  context: StepContext,
  { pins, variantIndex }: Wanted,
): Promise<{ staging: string; damaged: PackageAudit[] }> => {
  const { root, run, tools, signal, index, emit } = context;
  const backend = await backendOf(context, step.id);
  const staging = await tools.trash.stagingFolder(root, run);
  let done = 0;
  const progress = () => emit({ type: 'step-progressed', step: step.id, done, total: pins.length, unit: 'packages' });
  progress();
  await backend
    .install({
      environment: root,
      staging,
      pins,
      variantIndex,
      index,
      signal,
      onLine: (text) => context.line('output', text),
      onPackage: (name, state) => {
        const pin = pins.find((one) => one.name === name);
        if (state === 'installed') {
          done += 1;
          progress();
        } else
          emit({
            type: 'package-changed',
            step: step.id,
            package: name,
            version: pin?.version ?? null,
            bytes: pin?.bytes ?? null,
            state,
          });
      },
    })
    .catch((error: unknown) => {
      // The backend knows no layers.
      if (!(error instanceof Failing) || error.failure.code !== 'install-failed') throw error;
      throw new Failing({ ...error.failure, layer: step.layer.title });
    });
  const audits = await tools.audit({ root: staging, deep: true, abi: null, signal });
  return { staging, damaged: audits.filter(isDamaged) };
};

const isDamaged = ({ metadata, record, unsafe, missing, truncated, altered }: PackageAudit): boolean =>
  metadata !== 'whole' ||
  record !== 'whole' ||
  [unsafe, missing, truncated, altered].some((evidence) => evidence.length > 0);

const evidenceOf = ({ distInfo, unsafe, missing, truncated, altered }: PackageAudit): string[] => {
  const files = [...missing, ...truncated, ...altered].slice(0, 5);
  const lines = files.map(({ path, expected, found }) => `${path}: ${found} instead of ${expected}`);
  return [...lines, ...unsafe.slice(0, 5).map((entry) => `${entry} leads outside the environment`), distInfo].slice(
    0,
    5,
  );
};
