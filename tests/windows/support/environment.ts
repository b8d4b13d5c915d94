import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toWindows } from './windows.ts';

/** A small environment as Python has it on Windows, with one package that is to be replaced. */
export interface SmallEnvironment {
  root: string;
  /** Folder of the package; what is held lies in it. */
  package: string;
}

const site = 'Lib/site-packages';

/** Names with no ASCII, as in a user's own folder, and one that no code page of Windows has. */
export const makeEnvironment = async (folder: string): Promise<SmallEnvironment> => {
  const root = path.join(folder, 'Jürgen 漢字 🦊', 'env');
  for (const file of [
    'pyvenv.cfg',
    `${site}/six.py`,
    `${site}/pkg/__init__.py`,
    `${site}/pkg/core/a.py`,
    `${site}/pkg/z.py`,
  ]) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), `old ${file}`);
  }
  return { root, package: path.join(root, site, 'pkg') };
};

/** The package's new files, as `calls.mend` takes them. */
export const newPackage = {
  [`${site}/pkg/__init__.py`]: 'new',
  [`${site}/pkg/core/b.py`]: 'new',
} as const;

/** What stands in the environment once the package is replaced, our own folder left out. */
export const mended = {
  'pyvenv.cfg': 'old pyvenv.cfg',
  [`${site}/six.py`]: `old ${site}/six.py`,
  ...newPackage,
};

/** The files below a folder with their text, our own folder left out; looked at by this system, not by Wine. */
export const textsIn = async (folder: string): Promise<Record<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('.smart-installer'));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(folder, file), 'latin1')] as const)),
  );
};

/** A request to replace the package. `held` is given where Windows would refuse to rename what is above it. */
export const replacement = ({ root, package: folder }: SmallEnvironment, held: string | null) => ({
  root: toWindows(root),
  paths: [toWindows(folder)],
  placed: newPackage,
  held: held === null ? null : toWindows(held),
});
