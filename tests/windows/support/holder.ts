import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { toWindows } from './windows.ts';
import type { Wine } from './wine.ts';

/** A way to hold a file or a folder, and what it keeps others from (as Wine 8 has it; docs/windows.md says where Windows differs). */
export interface Kind {
  name: string;
  how: 'library' | 'folder' | 'itself' | `share=${number}`;
  /** Name of what is held, in its folder; null where it is the folder. */
  file: string | null;
  /** What Windows answers to its deletion. */
  code: 'EBUSY' | 'EPERM';
  /** It can be renamed while it is held. */
  renames: boolean;
}

const handle = (share: number, others: string): Kind => ({
  name: `a handle that lets others ${others}`,
  how: `share=${share}`,
  file: 'held.bin',
  code: 'EBUSY',
  renames: share >= 4,
});

export const kinds: readonly Kind[] = [
  handle(0, 'do nothing'),
  handle(1, 'read'),
  handle(2, 'write'),
  handle(3, 'read and write'),
  handle(4, 'delete'),
  handle(5, 'read and delete'),
  handle(6, 'write and delete'),
  handle(7, 'read, write and delete'),
  { name: 'a loaded library', how: 'library', file: 'held.pyd', code: 'EPERM', renames: true },
  { name: 'a running program', how: 'itself', file: 'held.exe', code: 'EPERM', renames: true },
  { name: 'a working directory', how: 'folder', file: null, code: 'EBUSY', renames: false },
];

/** One of them. */
export const kindOf = (how: Kind['how']): Kind => {
  const found = kinds.find((kind) => kind.how === how);
  if (found === undefined) throw new Error(`nothing is held by ${how}`);
  return found;
};

/** A program that holds something until it is told to let go. */
export interface Holder {
  /** It lets go and ends, which may be asked for twice. Returns when it has ended. */
  release: () => Promise<void>;
}

/** Puts what is to be held into `folder`, starts a program that holds it, and returns when it does. */
export const hold = async (wine: Wine, kind: Kind, folder: string): Promise<Holder> => {
  const signs = await mkdtemp(path.join(tmpdir(), 'holder-'));
  const [ready, stop] = [path.join(signs, 'ready'), path.join(signs, 'stop')];
  const held = path.join(folder, kind.file ?? '');
  const program = path.join(wine.holders, 'hold.exe');
  if (kind.how === 'library') await copyFile(path.join(wine.holders, 'library.dll'), held);
  else if (kind.how === 'itself') await copyFile(program, held);
  else if (kind.file !== null) await writeFile(held, 'held');
  // By the prefix the 260 characters of a path are no limit; a working directory has no such form.
  const named = kind.file === null ? toWindows(held) : `\\\\?\\${toWindows(held)}`;
  const args = [kind.how, named, toWindows(ready), toWindows(stop)];
  const child = spawn('wine', [kind.how === 'itself' ? held : program, ...args], { env: wine.env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  while (!existsSync(ready)) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${kind.name}: ended with ${child.exitCode ?? child.signalCode}`);
    await pause(10);
  }
  let released: Promise<void> | null = null;
  const release = async (): Promise<void> => {
    await writeFile(stop, '');
    await ended;
    await rm(signs, { recursive: true, force: true });
  };
  return {
    release: () => {
      released ??= release();
      return released;
    },
  };
};
