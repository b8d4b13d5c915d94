import type { StepOf } from '../../../shared/plan.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';

/** What a virtual environment has without a file in it; on Windows and most Macs case makes no difference. */
const emptyFolders = ['lib', 'include'] as const;

/** A new virtual environment; what is in the folder now goes to its trash first. */
export const createEnvironment = async (step: StepOf<'create-environment'>, context: StepContext): Promise<'done'> => {
  const { root, tools, work, signal, run } = context;
  const backend = await backendOf(context, step.id);
  const python = targetPython(context);
  const onLine = (text: string) => context.line('output', text);
  const before = await tools.environments.parts(root);
  if (before.length > 0) await tools.trash.moveAside({ root, paths: before, run, signal });
  const scratch = tools.environments.inside(await tools.trash.stagingFolder(root, run), 'frame');
  const frame = await backend.frame({ scratch, python, signal, onLine });
  // Nothing of it is there any more, so whole folders can be announced; these hold no file yet.
  const tops = new Set([...emptyFolders, ...frame.map((path) => path.split(/[\\/]/, 1)[0] ?? path)]);
  const paths = [...tops].map((path) => tools.environments.inside(root, path));
  await tools.trash.announce({ root, paths, run });
  await backend.createEnvironment({ root, python, signal, onLine });
  work.withoutPython = false;
  work.changed.add('environment');
  return 'done';
};
