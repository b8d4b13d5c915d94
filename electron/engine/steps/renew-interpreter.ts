import type { StepOf } from '../../../shared/plan.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';

/**
 * The environment's own Python, its links, its scripts and pyvenv.cfg are made again from the
 * machine's Python of the same version; gigabytes of packages stay where they are.
 */
export const renewInterpreter = async (step: StepOf<'renew-interpreter'>, context: StepContext): Promise<'done'> => {
  const { root, tools, work, signal, run } = context;
  const backend = await backendOf(context, step.id);
  const python = targetPython(context);
  const onLine = (text: string) => context.line('output', text);
  const scratch = tools.environments.inside(await tools.trash.stagingFolder(root, run), 'frame');
  const paths = (await backend.frame({ scratch, python, signal, onLine })).map((path) =>
    tools.environments.inside(root, path),
  );
  await tools.trash.moveAside({ root, paths, run, signal });
  await tools.trash.announce({ root, paths, run });
  await backend.createEnvironment({ root, python, signal, onLine });
  work.withoutPython = false;
  work.changed.add('environment');
  return 'done';
};
