import type { StepOf } from '../../../shared/plan.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';
import { moveAside } from './move-aside.ts';

/**
 * A new virtual environment; what is in the folder now goes to its trash first. An isolated one,
 * also where the old one let in the computer's own packages: what the manifest names is all that the
 * new one needs, and the computer's packages may be what was wrong with the old one.
 */
export const createEnvironment = async (step: StepOf<'create-environment'>, context: StepContext): Promise<'done'> => {
  const { root, tools, work, signal, run } = context;
  const backend = await backendOf(context, step.id);
  const python = targetPython(context);
  const onLine = (text: string) => context.line('output', text);
  const before = await tools.environments.parts(root);
  await moveAside(step.id, context, before);
  const scratch = tools.environments.inside(await tools.trash.stagingFolder(root, run), 'frame');
  const { files, folders } = await backend.frame({ scratch, python, signal, onLine });
  // Nothing of it is there any more, so whole folders can be announced.
  const tops = new Set([...files, ...folders].map((path) => path.split('/', 1)[0] ?? path));
  const paths = [...tops].map((path) => tools.environments.inside(root, path));
  await tools.trash.announce({ root, paths, folders: [], run });
  await backend.createEnvironment({ root, python, signal, onLine });
  await tools.trash.giveToOwner({ root, run });
  work.withoutPython = false;
  work.changed.add('environment');
  return 'done';
};
