import { deepStrictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Files, folders and links that no run may touch. */
export interface Canaries {
  /** A folder beside the environment with `file.txt` and a `site-packages/numpy` of its own. */
  outside: string;
  /**
   * Throws where a canary is not as it was (content, mode, inode, time of change), or where the folder
   * around the environment has a name more or less; `allowedNewNames` and the environment's own may come.
   */
  expectUnharmed: (allowedNewNames?: readonly string[]) => Promise<void>;
}

const outsideName = 'outside';
const besideName = 'beside.txt';

/**
 * Plants canaries in `folder`, which holds `environment`, and links that lead out of the environment
 * to them: in its top folder and in its site-packages. An environment that is not there gets no links.
 */
export const plantCanaries = async (folder: string, environment: string): Promise<Canaries> => {
  const outside = join(folder, outsideName);
  await mkdir(join(outside, 'site-packages/numpy'), { recursive: true });
  await mkdir(join(outside, 'émpty folder'));
  await writeFile(join(outside, 'file.txt'), 'left alone\n');
  await writeFile(join(outside, 'nothing'), '');
  await writeFile(join(outside, 'site-packages/numpy/__init__.py'), 'raise ImportError("not to be imported")\n');
  await writeFile(join(outside, 'closed.txt'), 'left alone\n');
  await chmod(join(outside, 'closed.txt'), 0o400);
  await writeFile(join(folder, besideName), 'canary\n');
  if (process.platform !== 'win32') {
    await symlink('file.txt', join(outside, 'link'));
    await symlink('site-packages', join(outside, 'linked folder'));
    for (const place of await placesForLinks(environment)) {
      await symlink(outside, join(place, 'canary_folder'));
      await symlink(join(outside, 'file.txt'), join(place, 'canary_file.txt'));
    }
  }
  const planted = await describeAll(folder);
  const names = await readdir(folder);
  return {
    outside,
    expectUnharmed: async (allowedNewNames = []) => {
      const may = new Set([...allowedNewNames, basename(environment)]);
      const without = (all: readonly string[]): string[] => all.filter((name) => !may.has(name)).sort();
      deepStrictEqual(without(await readdir(folder)), without(names), 'names in the folder around the environment');
      deepStrictEqual(await describeAll(folder), planted, 'what lies around the environment');
    },
  };
};

/** The environment's top folder and its site-packages. */
const placesForLinks = async (environment: string): Promise<string[]> => {
  const names = await readdir(join(environment, 'lib')).catch(() => null);
  if (names === null) return [];
  return [environment, ...names.map((name) => join(environment, 'lib', name, 'site-packages'))];
};

const describeAll = async (folder: string): Promise<Record<string, string>> => {
  const below = await readdir(join(folder, outsideName), { recursive: true });
  const paths = [besideName, outsideName, ...below.map((name) => join(outsideName, name))].sort();
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await describe(join(folder, path))] as const)),
  );
};

const describe = async (path: string): Promise<string> => {
  const found = await lstat(path);
  const at = `${found.ino} ${found.mode.toString(8)} ${found.mtimeMs}`;
  if (found.isSymbolicLink()) return `link ${at} ${await readlink(path)}`;
  if (found.isDirectory()) return `folder ${at}`;
  const hash = createHash('sha256').update(await readFile(path));
  return `file ${at} ${found.size} ${hash.digest('hex')}`;
};
