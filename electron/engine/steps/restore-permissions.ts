import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';

/** Gives the owner the right to use and replace a package's files again. */
export const restorePermissions = async (
  step: StepOf<'restore-permissions'>,
  { root, tools, run, signal }: StepContext,
): Promise<'done' | 'not-needed'> => {
  const audits = await tools.audit({ root, deep: false, only: step.packages, abi: null, signal });
  const paths = audits.flatMap((audit) => audit.protected.map(({ path }) => tools.environments.inside(root, path)));
  if (paths.length === 0) return 'not-needed';
  await tools.trash.letOwnerWrite({ root, paths, run });
  return 'done';
};
