import { execFile } from 'node:child_process';
import { rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { rimraf } from 'rimraf';
import { removeTree } from '../../electron/engine/tools/remove-tree.ts';
import { alternate } from './alternate.ts';
import { makeTree } from './made-tree.ts';
import { median, wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostTimes, type Measure, type Row } from './row.ts';

const execute = promisify(execFile);
const signal = new AbortController().signal;

const wantedRatio = 1.3;

interface Tree {
  id: string;
  files: number;
  folders: number;
  rounds: number;
  place: 'disk' | 'memory';
}

const trees: readonly Tree[] = [
  { id: '12000', files: 12_000, folders: 1200, rounds: 7, place: 'disk' },
  { id: '100000', files: 100_000, folders: 10_000, rounds: 5, place: 'disk' },
  { id: '100000-memory', files: 100_000, folders: 10_000, rounds: 5, place: 'memory' },
];

/** All delete a folder. The first round of ours starts its thread, which then waits for the next one. */
const contenders = {
  'rm -rf': (folder: string) => execute('rm', ['-rf', folder]),
  ours: async (folder: string) => {
    const left = await removeTree({ root: dirname(folder), path: folder, signal });
    if (left.length > 0) throw new Error(JSON.stringify(left));
  },
  'fs.rm': (folder: string) => rm(folder, { recursive: true }),
  rimraf: (folder: string) => rimraf(folder),
};
type Contender = keyof typeof contenders;
const names: readonly Contender[] = ['rm -rf', 'ours', 'fs.rm', 'rimraf'];

/**
 * Deletes trees that are made like an environment's packages: ours against rm, fs.rm and rimraf. In
 * memory, too: a disk that is told of each block that gets free (`discard`) takes most of the time
 * for itself, whoever deletes.
 */
export const measureRemove: Measure = async (say) => {
  const rows: Row[] = [];
  for (const tree of trees) {
    const parent = tree.place === 'disk' ? tmpdir() : await memoryFolder();
    if (parent === null) say(`delete ${tree.files} files in memory: not measured, no tmpfs is mounted on /dev/shm`);
    else rows.push(...(await inFolder((folder) => measure(tree, folder, say), parent)));
  }
  return rows;
};

const measure = async (tree: Tree, parent: string, say: (line: string) => void): Promise<Row[]> => {
  const { id, files, folders, place } = tree;
  const rounds = roundsOf(tree.rounds);
  const placeOf = (round: number, name: string): string => join(parent, `${round} ${name}`);
  // On a disk all are made before the first is deleted: for some seconds afterwards ext4 makes new files
  // more slowly, and what is then written would hit some contenders and not others. Memory has no such
  // aftermath, and would not hold them all.
  if (place === 'disk')
    for (let round = 0; round < rounds; round += 1)
      for (const name of names) makeTree(placeOf(round, name), files, folders);
  const remove = (name: Contender) => async (round: number) => {
    if (place === 'memory') makeTree(placeOf(round, name), files, folders);
    const began = performance.now();
    await contenders[name](placeOf(round, name));
    return performance.now() - began;
  };
  const times = await alternate(
    { rounds },
    { 'rm -rf': remove('rm -rf'), ours: remove('ours'), 'fs.rm': remove('fs.rm'), rimraf: remove('rimraf') },
  );
  const what = `delete a tree of ${files} files${place === 'memory' ? ' in memory' : ''}`;
  for (const name of names)
    say(
      `${what}: ${name} ${wordTimes(times[name])}  ${(median(times[name]) / median(times['rm -rf'])).toFixed(2)} × rm`,
    );
  const faster = median(times['fs.rm']) < median(times.rimraf) ? 'fs.rm' : 'rimraf';
  return [
    atMostTimes(
      wantedRatio,
      { id: `remove-${id}-rm`, what, against: '`rm -rf`' },
      { ours: times.ours, against: times['rm -rf'] },
    ),
    atMostTimes(
      1,
      { id: `remove-${id}-others`, what, against: 'the faster one of fs.rm and rimraf', note: `${faster} is faster` },
      { ours: times.ours, against: times[faster] },
    ),
  ];
};

/** A folder that lies in memory; null where there is none. */
const memoryFolder = async (): Promise<string | null> => {
  const tmpfs = 0x01021994;
  const found = await statfs('/dev/shm').catch(() => null);
  return found?.type === tmpfs ? '/dev/shm' : null;
};
