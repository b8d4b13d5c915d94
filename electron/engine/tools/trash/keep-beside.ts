import { cp } from 'node:fs/promises';
import { throwIfCancelled } from '../../failing.ts';
import { fileFailure } from '../file-failure.ts';
import { isThere } from '../own-folder.ts';
import { announce, giveToOwner } from './announce.ts';
import { moveAside } from './move-aside.ts';

/**
 * See Trash.keepBeside. A copy and not a rename: the original goes to the trash in the way that
 * everything does, so what puts a run back needs to know nothing of this.
 */
export const keepBeside = async (request: {
  root: string;
  path: string;
  run: string;
  signal: AbortSignal;
}): Promise<string | null> => {
  const { root, path, run, signal } = request;
  throwIfCancelled(signal);
  if (!(await isThere(path))) return null;
  const name = await freeName(`${path}.moved-aside`);
  await announce({ root, paths: [name], folders: [], run });
  try {
    await copy(path, name);
    await giveToOwner({ root, run });
    await moveAside({ root, paths: [path], run, signal });
  } catch (error) {
    // Half a copy, or a second one, must not be left when the step is tried again.
    await moveAside({ root, paths: [name], run, signal });
    throw error;
  }
  return name;
};

const copy = async (path: string, name: string): Promise<void> => {
  try {
    await cp(path, name, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  } catch (error) {
    throw await fileFailure(error, name);
  }
};

const freeName = async (wanted: string): Promise<string> => {
  let name = wanted;
  for (let number = 2; await isThere(name); number += 1) name = `${wanted}-${number}`;
  return name;
};
