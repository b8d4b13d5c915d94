import type { LeftInTrash } from './interfaces/trash.ts';

/** What could not be deleted, in a line of the log. */
export const wordLeft = ({ path, code, atRestart }: LeftInTrash): string => {
  if (code === 'unexplained')
    return `Tidying up: ${path} stays, for its journal of changes no longer tells where some of its files belong`;
  return `Tidying up: ${path} stays (${code})${atRestart ? ' and is deleted when the computer restarts' : ''}`;
};
