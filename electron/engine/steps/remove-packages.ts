import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';
import { setAside } from './set-aside.ts';

/** Task A of the original: packages that must not be there, torchao in the default stack. */
export const removePackages = async (
  step: StepOf<'remove-packages'>,
  context: StepContext,
): Promise<'done' | 'not-needed'> => {
  const gone = await setAside(step.id, step.packages, context);
  for (const name of gone) context.work.changed.add(name);
  return gone.length === 0 ? 'not-needed' : 'done';
};
