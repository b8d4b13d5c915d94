import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';

/** Gives the owner the right to use and replace a package's files again. */
export const restorePermissions = async (
  step: StepOf<'restore-permissions'>,
  { root, tools, run, signal, work }: StepContext,
): Promise<'done' | 'not-needed'> => {
  const audits = await tools.audit({ root, deep: false, only: step.packages, abi: null, signal });
  const closed = audits.map((audit) => ({
    name: audit.package,
    paths: audit.protected.map(({ path }) => tools.environments.inside(root, path)),
  }));
  const paths = closed.flatMap((one) => one.paths);
  const opened = new Set(await tools.trash.letOwnerWrite({ root, paths, run }));
  for (const one of closed) if (one.paths.some((path) => opened.has(path))) work.changed.add(one.name);
  return opened.size === 0 ? 'not-needed' : 'done';
};
