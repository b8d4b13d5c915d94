import type { StepContext } from './context.ts';
import { moveAside } from './move-aside.ts';

/** Moves all that belongs to packages to the trash, and says which of them had anything there. */
export const setAside = async (step: string, names: readonly string[], context: StepContext): Promise<string[]> => {
  const { root, tools, emit } = context;
  const gone: string[] = [];
  for (const name of names) {
    const paths = await tools.packages.filesOf(root, name);
    if (paths.length === 0) continue;
    await moveAside(step, context, paths);
    emit({ type: 'package-changed', step, package: name, version: null, bytes: null, state: 'removed' });
    gone.push(name);
  }
  return gone;
};
