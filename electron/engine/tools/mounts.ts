import { readFile, realpath } from 'node:fs/promises';
import { liesBelow } from './below-root.ts';

/**
 * Folders at or below `path` on which something else is mounted (Linux; proc(5), mountinfo). A folder
 * that holds one can be renamed, and the mount goes along: what would be deleted then is not the
 * environment's but whatever was mounted. Elsewhere such places are links, which are never followed.
 */
export const mountsWithin = async (path: string): Promise<string[]> => {
  if (process.platform !== 'linux') return [];
  const real = await realpath(path).catch(() => path);
  const text = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const point = line.split(' ')[4];
    if (point === undefined) return [];
    const mount = unescaped(point);
    return mount === real || liesBelow(real, mount) ? [mount] : [];
  });
};

/** Blanks, tabs, line ends and backslashes are written as three octal digits. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
