import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../tools.ts';

/** Makes an environment at `scratch` and tells what files it has; the folder is left to the caller. */
export const frameBy =
  (createEnvironment: Backend['createEnvironment']): Backend['frame'] =>
  async ({ scratch, ...request }) => {
    await createEnvironment({ root: scratch, ...request });
    return (await filesBelow(scratch, '')).sort();
  };

/** Files and links, `/`-separated and relative to `root`; a link is listed and not entered. */
const filesBelow = async (root: string, folder: string): Promise<string[]> => {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries.map((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
  return (await Promise.all(found)).flat();
};
