import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createTrash } from '../../electron/engine/tools/trash.ts';
import { testPython } from '../support/python.ts';
import { alternate } from './alternate.ts';
import { makeTree } from './made-tree.ts';
import { wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostMs, type Measure } from './row.ts';

const files = 12_000;

/**
 * A package of 12,000 files is moved to the trash, its entry in the journal of changes on the disk
 * before it, against a bare rename. Throws where what is in the trash is a copy.
 */
export const measureMoveAside: Measure = async (say) =>
  inFolder(async (folder) => {
    const python = testPython();
    if (python === null) throw new Error('the benchmark needs a Python on this machine');
    const root = join(folder, 'env');
    execFileSync(python, ['-I', '-m', 'venv', '--without-pip', root]);
    const rounds = roundsOf(7);
    const trash = createTrash();
    const packageOf = (round: number, name: string): string => join(root, `${name}_${round + 1}`);
    for (let round = -1; round < rounds; round += 1)
      for (const name of ['ours', 'rename']) makeTree(packageOf(round, name), files, 1200);
    await mkdir(join(folder, 'aside'));
    // What makes the trees is on the disk before anything is measured: else the journal waits for it.
    execFileSync('sync');
    const times = await alternate(
      { rounds, unmeasured: 1 },
      {
        ours: async (round) => {
          const path = packageOf(round, 'ours');
          const { ino } = await stat(join(path, 'lib'));
          const run = `bench-${round + 1}`;
          await trash.begin({ root, run, at: Date.now() });
          const began = performance.now();
          await trash.moveAside({ root, paths: [path], run, signal: new AbortController().signal });
          const took = performance.now() - began;
          const [moved] = (await readdir(join(root, '.smart-installer/trash', run), { recursive: true })).filter(
            (one) => one.endsWith(join(`ours_${round + 1}`, 'lib')),
          );
          const inTrash = await stat(join(root, '.smart-installer/trash', run, moved ?? ''));
          if (inTrash.ino !== ino) throw new Error('what is in the trash is a copy');
          await trash.commit(root, run);
          return took;
        },
        rename: async (round) => {
          const began = performance.now();
          await rename(packageOf(round, 'rename'), join(folder, 'aside', String(round + 1)));
          return performance.now() - began;
        },
      },
    );
    say(`move ${files} files aside: ${wordTimes(times.ours)}; rename ${wordTimes(times.rename)}`);
    return [
      atMostMs(
        50,
        {
          id: 'move-aside',
          what: `move a package of ${files} files aside`,
          against: 'rename of the folder',
          note: 'no copy: the same files lie in the trash; its journal is on the disk before',
        },
        { ours: times.ours, against: times.rename },
      ),
    ];
  });
