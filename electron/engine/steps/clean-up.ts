import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';
import { setAside } from './set-aside.ts';

/** Task 0 of the original: what is broken or left over moves to the trash before anything is installed. */
export const cleanUp = async (step: StepOf<'clean-up'>, context: StepContext): Promise<'done' | 'not-needed'> => {
  const { root, tools, run, signal, work } = context;
  // Before their files go: a step that is tried again must still have them installed anew.
  for (const name of step.packages) work.broken.add(name);
  await tools.trash.moveAside({ root, paths: step.leftovers, run, signal });
  const gone = await setAside(step.id, step.packages, context);
  return gone.length + step.leftovers.length === 0 ? 'not-needed' : 'done';
};
