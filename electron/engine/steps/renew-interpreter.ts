import type { StepOf } from '../../../shared/plan.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';
import { moveAside } from './move-aside.ts';

/**
 * The environment's own Python, its links, its scripts and pyvenv.cfg are made again from the
 * machine's Python of the same version; gigabytes of packages stay where they are, and so does
 * `include-system-site-packages`, by which some of them may find what they need.
 */
export const renewInterpreter = async (step: StepOf<'renew-interpreter'>, context: StepContext): Promise<'done'> => {
  const { root, tools, work, signal, run } = context;
  const backend = await backendOf(context, step.id);
  const python = targetPython(context);
  const onLine = (text: string) => context.line('output', text);
  const scratch = tools.environments.inside(await tools.trash.stagingFolder(root, run), 'frame');
  // Once: at a second try the settings may be in the trash already.
  work.systemPackages ??= (await tools.environments.frame(root)).systemPackages;
  const { systemPackages } = work;
  const frame = await backend.frame({ scratch, python, signal, onLine });
  const paths = frame.files.map((path) => tools.environments.inside(root, path));
  const folders = frame.folders.map((path) => tools.environments.inside(root, path));
  await moveAside(step.id, context, paths);
  await tools.trash.announce({ root, paths, folders, run });
  await backend.createEnvironment({ root, python, systemPackages, signal, onLine });
  await tools.trash.giveToOwner({ root, run });
  work.withoutPython = false;
  work.changed.add('environment');
  return 'done';
};
