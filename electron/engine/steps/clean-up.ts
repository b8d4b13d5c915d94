import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';

/** Task 0 of the original: what is broken or left over moves to the trash before anything is installed. */
export const cleanUp = async (step: StepOf<'clean-up'>, context: StepContext): Promise<'done' | 'not-needed'> => {
  const { root, tools, run, signal, work } = context;
  const files = await Promise.all(step.packages.map((name) => tools.packages.filesOf(root, name)));
  const paths = [...step.leftovers, ...files.flat()];
  if (paths.length === 0) return 'not-needed';
  await tools.trash.moveAside({ root, paths, run, signal });
  for (const name of step.packages) {
    work.broken.add(name);
    context.emit({
      type: 'package-changed',
      step: step.id,
      package: name,
      version: null,
      bytes: null,
      state: 'removed',
    });
  }
  return 'done';
};
