import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';
import { moveAside } from './move-aside.ts';

/**
 * Task 0 of the original: what interrupted installers left moves to the trash. What shadows a module
 * is a file that somebody wrote, so it only gets another name.
 */
export const cleanUp = async (step: StepOf<'clean-up'>, context: StepContext): Promise<'done'> => {
  const { root, tools, run, signal, work, plan } = context;
  const written = new Set(
    plan.findings.flatMap((finding) => (finding.code === 'module-shadowed' ? [finding.path] : [])),
  );
  const left = step.paths.filter((path) => !written.has(path));
  await moveAside(step.id, context, left);
  for (const path of left) work.changed.add(nameOf(path));
  for (const path of new Set(step.paths.filter((one) => written.has(one)))) {
    const kept = await tools.trash.keepBeside({ root, path, run, signal });
    if (kept !== null) work.changed.add(`${nameOf(path)} (now ${nameOf(kept)})`);
  }
  return 'done';
};

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
