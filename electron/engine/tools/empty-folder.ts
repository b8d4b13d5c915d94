import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { slot, slots } from './remove-tree/task.ts';
import { sweepInThreads } from './remove-tree/threads.ts';

/** The files of fewer wheels are gone before threads have begun. */
const few = 8;

/**
 * See Unpacking.empty. Elsewhere than on Windows a call takes some microseconds, and to hand it to
 * another thread and hear of its end several times as long: threads that make all calls themselves do
 * it, wheel by wheel, which uv keeps two levels below the folder.
 */
export const emptyFolder = async (folder: string): Promise<void> => {
  const wheels =
    process.platform === 'win32' ? [] : (await Promise.all((await foldersIn(folder)).map(foldersIn))).flat();
  if (wheels.length >= few && (await isSwept([...wheels, folder]))) return;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => !entry.isDirectory());
  await Promise.all(files.map((entry) => unlink(join(entry.parentPath, entry.name)).catch(() => undefined)));
};

const foldersIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
};

/** False where no thread began, or one met an error that is not the system's. */
const isSwept = async (folders: readonly string[]): Promise<boolean> => {
  const shared = new SharedArrayBuffer(slots * Int32Array.BYTES_PER_ELEMENT);
  const asBytes = folders.map((path) => Buffer.from(path).toString('latin1'));
  try {
    await sweepInThreads({ folders: asBytes, keepsFolders: true, shared });
  } catch {
    return false;
  }
  return Atomics.load(new Int32Array(shared), slot.begun) === 1;
};
