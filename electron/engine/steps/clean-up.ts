import type { StepOf } from '../../../shared/plan.ts';
import type { StepContext } from './context.ts';

/** Task 0 of the original: what interrupted installers left, and what shadows a module, moves to the trash. */
export const cleanUp = async (step: StepOf<'clean-up'>, { root, tools, run, signal }: StepContext): Promise<'done'> => {
  await tools.trash.moveAside({ root, paths: step.paths, run, signal });
  return 'done';
};
