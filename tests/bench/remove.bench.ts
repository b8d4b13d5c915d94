import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { rimraf } from 'rimraf';
import { removeTree } from '../../electron/engine/tools/remove-tree.ts';
import { median, wordTimes } from './median.ts';

const execute = promisify(execFile);
const signal = new AbortController().signal;

const wantedRatio = 1.3;
const trees = [
  { files: 12_000, folders: 1200, rounds: 7 },
  { files: 100_000, folders: 10_000, rounds: 3 },
];

/** All delete a folder. The first round of ours starts its thread, which then waits for the next one. */
const contenders: Record<string, (folder: string) => Promise<unknown>> = {
  'rm -rf': (folder) => execute('rm', ['-rf', folder]),
  ours: async (folder) => {
    const left = await removeTree({ root: dirname(folder), path: folder, signal });
    if (left.length > 0) throw new Error(JSON.stringify(left));
  },
  'fs.rm': (folder) => rm(folder, { recursive: true }),
  rimraf: (folder) => rimraf(folder),
};

/**
 * Deletes trees that are made like an environment's packages: ours against rm, fs.rm and rimraf. The
 * contenders take turns, each has a tree of its own in each round. False where a target was missed.
 */
export const measureRemove = async (say: (line: string) => void): Promise<boolean> => {
  say(`${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`);
  let reached = true;
  for (const tree of trees) reached = (await measure(tree, say)) && reached;
  return reached;
};

const measure = async (
  { files, folders, rounds }: (typeof trees)[number],
  say: (line: string) => void,
): Promise<boolean> => {
  const parent = await mkdtemp(join(tmpdir(), 'smart-installer-bench-'));
  try {
    const times = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
    const placeOf = (round: number, name: string): string => join(parent, `${round} ${name}`);
    // All are made before the first is deleted: for some seconds afterwards ext4 makes new files
    // more slowly, and what is then written would hit some contenders and not others.
    for (let round = 0; round < rounds; round += 1)
      for (const name of times.keys()) makeTree(placeOf(round, name), files, folders);
    for (let round = 0; round < rounds; round += 1)
      for (const [name, taken] of rotated([...times], round)) {
        const began = performance.now();
        await contenders[name]?.(placeOf(round, name));
        taken.push(performance.now() - began);
      }
    const of = (name: string): number => median(times.get(name) ?? []);
    say(`${files} files in ${folders} folders`);
    for (const [name, taken] of times)
      say(`  ${name.padEnd(7)} ${wordTimes(taken)}  ${(of(name) / of('rm -rf')).toFixed(2)} × rm`);
    const ratio = of('ours') / of('rm -rf');
    const word = (is: boolean): string => (is ? 'reached' : 'missed');
    const [likeRm, fasterThanBoth] = [ratio <= wantedRatio, of('ours') < Math.min(of('fs.rm'), of('rimraf'))];
    say(`  at most ${wantedRatio} × rm: ${word(likeRm)}; faster than fs.rm and rimraf: ${word(fasterThanBoth)}`);
    return likeRm && fasterThanBoth;
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
};

/** What one deletion leaves to be done on the disk meets the next one: so each comes after each. */
const rotated = <T>(all: readonly T[], by: number): T[] => {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
};

/** A hundred packages, each with folders in folders, and small files in all of them. */
const makeTree = (root: string, files: number, folders: number): void => {
  const site = join(root, 'lib', 'python3.12', 'site-packages');
  const places: string[] = [];
  for (let number = 0; number < folders; number += 1) {
    const above = number % 12 === 0 ? undefined : places[number - 1 - ((number * 7) % (number % 12))];
    places.push(join(above ?? site, `package_${number}`));
  }
  for (const place of places) mkdirSync(place, { recursive: true });
  const content = Buffer.alloc(900, 'x');
  for (let number = 0; number < files; number += 1) {
    const place = places[number % places.length] ?? site;
    writeFileSync(join(place, `module_${number}.py`), content.subarray(0, (number * 37) % content.length));
  }
};
