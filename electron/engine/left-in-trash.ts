import type { LeftInTrash } from './interfaces/trash.ts';

/** What could not be deleted, in a line of the log. */
export const wordLeft = ({ path, code }: LeftInTrash): string =>
  code === 'unexplained'
    ? `Tidying up: ${path} stays, for its journal of changes no longer tells where some of its files belong`
    : `Tidying up: ${path} stays (${code})`;
