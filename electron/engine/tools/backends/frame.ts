import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend, NewFrame } from '../../interfaces/backends.ts';

/** Makes an environment at `scratch` and tells what it has; the folder is left to the caller. */
export const frameBy =
  (createEnvironment: Backend['createEnvironment']): Backend['frame'] =>
  async ({ scratch, ...request }) => {
    await createEnvironment({ root: scratch, ...request });
    const frame: NewFrame = { files: [], folders: [] };
    await addBelow(frame, scratch, '');
    return { files: frame.files.sort(), folders: frame.folders.sort() };
  };

/** A link is listed and not entered. */
const addBelow = async (frame: NewFrame, root: string, folder: string): Promise<void> => {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  if (entries.length === 0) frame.folders.push(folder);
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) await addBelow(frame, root, path);
    else frame.files.push(path);
  }
};
