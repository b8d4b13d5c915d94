import type { StepOf } from '../../../shared/plan.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';

/** A new virtual environment; what is in the folder now goes to its trash first. */
export const createEnvironment = async (step: StepOf<'create-environment'>, context: StepContext): Promise<'done'> => {
  const { root, tools, work, signal, run } = context;
  const backend = await backendOf(context, step.id);
  const before = await tools.environments.parts(root);
  if (before.length > 0) await tools.trash.moveAside({ root, paths: before, run, signal });
  await backend.createEnvironment({
    root,
    python: targetPython(context),
    signal,
    onLine: (text) => context.line('output', text),
  });
  work.changed.add('environment');
  return 'done';
};
