import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';

/** Task A of the original: packages that must not be there, torchao in the default stack. */
export const removePackages = async (
  step: StepOf<'remove-packages'>,
  context: StepContext,
): Promise<'done' | 'not-needed'> => {
  const { root, tools, run, signal, work } = context;
  let removed = false;
  for (const name of step.packages) {
    const paths = await tools.packages.filesOf(root, name);
    if (paths.length === 0) continue;
    await tools.trash.moveAside({ root, paths, run, signal });
    context.emit({
      type: 'package-changed',
      step: step.id,
      package: name,
      version: null,
      bytes: null,
      state: 'removed',
    });
    work.changed.add(name);
    removed = true;
  }
  return removed ? 'done' : 'not-needed';
};
