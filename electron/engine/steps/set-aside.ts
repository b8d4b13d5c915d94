import type { StepContext } from './context.ts';

/** Moves all that belongs to packages to the trash, and says which of them had anything there. */
export const setAside = async (
  step: string,
  names: readonly string[],
  { root, tools, run, signal, emit }: StepContext,
): Promise<string[]> => {
  const gone: string[] = [];
  for (const name of names) {
    const paths = await tools.packages.filesOf(root, name);
    if (paths.length === 0) continue;
    await tools.trash.moveAside({ root, paths, run, signal });
    emit({ type: 'package-changed', step, package: name, version: null, bytes: null, state: 'removed' });
    gone.push(name);
  }
  return gone;
};
