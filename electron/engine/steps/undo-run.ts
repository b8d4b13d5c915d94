import type { StepOf } from '../../../shared/plan.ts';
import { wordLeft } from '../left-in-trash.ts';
import type { StepContext } from './context.ts';

/** Makes the environment what it was before the run that was interrupted. */
export const undoRun = async (
  step: StepOf<'undo-run'>,
  { root, run, tools, signal, emit, line }: StepContext,
): Promise<'done'> => {
  await tools.trash.putBack(root, step.run);
  for (const left of await tools.trash.empty(root, signal, run)) line('warning', wordLeft(left));
  emit({ type: 'step-noted', step: step.id, note: 'earlier-run-undone', detail: step.run });
  return 'done';
};
