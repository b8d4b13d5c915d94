import { lstat, readFile, readlink, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { EnvironmentFrame } from '../../interfaces/environments.ts';
import { environmentPython } from '../environment-python.ts';

/** See Environments.frame. Reads only; starts nothing. */
export const frame = async (root: string, platform: NodeJS.Platform): Promise<EnvironmentFrame> => {
  const python = environmentPython(root, platform);
  return { ...(await programAt(python)), ...(await configurationAt(join(root, 'pyvenv.cfg'))) };
};

const programAt = async (path: string): Promise<Pick<EnvironmentFrame, 'python' | 'target'>> => {
  const own = await lstat(path).catch(() => null);
  if (own === null) return { python: 'missing', target: null };
  const target = own.isSymbolicLink() ? await endOf(path) : null;
  const real = await stat(path).catch(() => null);
  if (real !== null && !real.isDirectory()) return { python: 'present', target };
  return { python: target === null ? 'missing' : 'dangling', target };
};

/** More links than any system follows one after another. */
const mostLinks = 40;

/** Where a chain of links leads, as far as it can be followed. */
const endOf = async (path: string): Promise<string> => {
  let end = path;
  for (let count = 0; count < mostLinks; count += 1) {
    const next = await readlink(end).catch(() => null);
    if (next === null) break;
    end = resolve(dirname(end), next);
  }
  return end;
};

/** A pyvenv.cfg is a few lines; Python takes an environment for one only where it says `home`. */
const configurationAt = async (path: string): Promise<Pick<EnvironmentFrame, 'configuration' | 'systemPackages'>> => {
  const found = await stat(path).catch(() => null);
  if (found === null) return { configuration: 'missing', systemPackages: false };
  const text = found.isFile() && found.size < 64 * 1024 ? await readFile(path, 'utf8').catch(() => '') : '';
  return {
    configuration: /^home\s*=\s*\S/im.test(text) ? 'whole' : 'damaged',
    systemPackages: /^\s*include-system-site-packages\s*=\s*true\s*$/im.test(text),
  };
};
