import type { StepOf } from '../../../shared/plan.ts';
import { Failing } from '../failing.ts';
import type { PackageAudit } from '../interfaces/audit.ts';
import type { StoredWheel } from '../interfaces/wheels.ts';
import { backendOf } from './backend.ts';
import type { StepContext } from './context.ts';

/**
 * Installs wheels into a new staging folder and returns it when every file in it is as its RECORD
 * says. Nothing in the environment changes. Throws Failing hash-mismatch where a file is not.
 */
export const stageWheels = async (
  step: StepOf<'install-layer'>,
  context: StepContext,
  wheels: readonly StoredWheel[],
): Promise<string> => {
  const { root, run, tools, signal, work, emit } = context;
  const backend = await backendOf(context, step.id);
  const staging = await tools.trash.stagingFolder(root, run);
  const scratch = work.ahead?.takeCache(step.layer.layer) ?? (await tools.trash.stagingFolder(root, run));
  let done = 0;
  const progress = () => emit({ type: 'step-progressed', step: step.id, done, total: wheels.length, unit: 'packages' });
  progress();
  await backend
    .install({
      environment: root,
      staging,
      scratch,
      wheels,
      signal,
      onLine: (text) => context.line('output', text),
      onInstalled: () => {
        done += 1;
        progress();
      },
    })
    .catch((error: unknown) => {
      // The backend knows no layers.
      if (!(error instanceof Failing) || error.failure.code !== 'install-failed') throw error;
      throw new Failing({ ...error.failure, layer: step.layer.title });
    });
  // The files must have no second name when they come into the environment; until then there is time.
  const [looked] = await Promise.allSettled([damagedIn(staging, context), tools.unpacking.empty(scratch)]);
  if (looked.status === 'rejected') throw looked.reason;
  const damaged = looked.value;
  if (damaged === undefined) return staging;
  throw new Failing({ code: 'hash-mismatch', package: damaged.package, detail: evidenceOf(damaged) });
};

const damagedIn = async (staging: string, { tools, signal }: StepContext): Promise<PackageAudit | undefined> =>
  (await tools.audit({ root: staging, deep: true, abi: null, signal })).find(isDamaged);

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
