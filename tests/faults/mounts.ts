import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';

const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { stdio: 'pipe' });
};

/** Why this machine mounts nothing for a test; null where it does. */
const whyNoMounts = (): string | null => {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root, who may mount';
  const folder = mkdtempSync(join(tmpdir(), 'smart-installer-mount-'));
  try {
    run('mount', '-t', 'tmpfs', 'tmpfs', folder);
    run('umount', folder);
    return null;
  } catch {
    return 'this machine mounts no tmpfs, as in some containers';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const problem = whyNoMounts();

/** Tests that mount; elsewhere they are skipped with the reason, which `skipIf` cannot carry. */
export const describeWithMounts: (name: string, body: () => void) => void =
  problem === null ? describe : (name) => test(name, ({ skip }) => skip(problem));

export interface Volume {
  folder: string;
  /** Takes all room but so many bytes, at once, by a file outside the environment. */
  fill: (bytes: number) => void;
  free: () => void;
  unmount: () => void;
}

/** A tmpfs of that many bytes at `folder`, which is made. */
export const mountVolume = (folder: string, bytes: number): Volume => {
  mkdirSync(folder, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: (left) => {
      // The run takes room too in the meantime, and then there is less than was counted.
      for (let tries = 20; ; tries -= 1) {
        const { bavail, bsize } = statfsSync(folder);
        const taken = bavail * bsize - left;
        if (taken <= 0) return;
        try {
          run('fallocate', '-l', String(taken), filler);
          return;
        } catch (error) {
          if (tries === 0) throw error;
        }
      }
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => run('umount', '-l', folder),
  };
};

/**
 * Mounts a folder, itself where no other is named, on one of the environment: nobody may rename or
 * remove that until it is let go, as with a file in use.
 */
export const hold = (folder: string, source = folder): void => run('mount', '--bind', source, folder);

/**
 * Puts a folder below an image's layer, as in a container: what is in it can be changed, and its
 * folders cannot be renamed as a whole. `beside` is for what the mount needs, on the same volume.
 */
export const bake = (folder: string, beside: string): void => {
  for (const name of ['upper', 'work']) mkdirSync(join(beside, name), { recursive: true });
  renameSync(folder, join(beside, 'lower'));
  mkdirSync(folder);
  const layers = [`lowerdir=${join(beside, 'lower')}`, `upperdir=${join(beside, 'upper')}`];
  run('mount', '-t', 'overlay', 'overlay', '-o', [...layers, `workdir=${join(beside, 'work')}`].join(','), folder);
};

/** Unmounts all that is mounted below a folder, wherever it has been moved there. */
export const letGo = (folder: string): void => {
  const below = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '))
    .filter((path) => path.startsWith(`${folder}/`));
  for (const path of below.reverse()) run('umount', '-l', path);
};

/** Makes a file or folder immutable; false where the file system or the user cannot. */
export const freeze = (path: string): boolean => {
  try {
    run('chattr', '+i', path);
    return true;
  } catch {
    return false;
  }
};

/** Lets that one file or folder be changed again, while a run may be moving what is beside or in it. */
export const thawOne = (path: string): void => run('chattr', '-i', path);

/** Lets everything below a folder be changed again, wherever it has been moved there. */
export const thaw = (folder: string): void =>
  run('find', folder, '-not', '-type', 'l', '-exec', 'chattr', '-i', '{}', '+');
