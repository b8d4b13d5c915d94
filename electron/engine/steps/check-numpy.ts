import type { StepOf } from '../../../shared/plan.ts';
import { importLimitMs } from '../proofs.ts';
import type { StepContext } from './context.ts';
import { setAside } from './set-aside.ts';

/**
 * The original's NumPy check: import it; if that fails, clean it away so that its layer installs
 * it anew. Whether that helped is proven at the end; if not, the environment is made anew.
 */
export const checkNumpy = async (step: StepOf<'check-numpy'>, context: StepContext): Promise<'done' | 'not-needed'> => {
  const { root, tools, signal, work } = context;
  const installed = (await tools.packages.list(root))?.packages.some(({ name }) => name === 'numpy') ?? false;
  if (!installed) return 'not-needed';
  const [report] = await tools.python.importModules(tools.environments.pythonOf(root), ['numpy'], {
    writeBytecode: false,
    timeLimitMs: importLimitMs,
    signal,
  });
  if (report?.ok === true) {
    context.line('info', `NumPy ${report.version ?? ''} imports`);
    return 'done';
  }
  context.line('warning', `NumPy does not import: ${report?.error ?? 'unknown'}`);
  work.broken.add('numpy');
  await setAside(step.id, ['numpy'], context);
  return 'done';
};
