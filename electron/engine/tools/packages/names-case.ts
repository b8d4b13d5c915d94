import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The form in which two names in a folder are compared: as they are, or without case where the file
 * system knows none. Asked of the folder itself, because it may be another one's than the system's
 * (a Mac's volume with case, a single folder on Windows). `names` are some that are in it.
 */
export const comparableIn = async (folder: string, names: readonly string[]): Promise<(path: string) => string> =>
  (await hasCase(folder, names)) ? (path) => path : (path) => path.normalize('NFC').toLowerCase();

const hasCase = async (folder: string, names: readonly string[]): Promise<boolean> => {
  const name = names.find((one) => otherCase(one) !== one);
  if (name === undefined) return true;
  const look = (one: string) => lstat(join(folder, one), { bigint: true }).catch(() => null);
  const [own, other] = await Promise.all([look(name), look(otherCase(name))]);
  return own === null || other === null || own.ino !== other.ino || own.dev !== other.dev;
};

const otherCase = (name: string): string => {
  const low = name.toLowerCase();
  return low === name ? name.toUpperCase() : low;
};
