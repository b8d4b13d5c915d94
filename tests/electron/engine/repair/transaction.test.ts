import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failing } from '../../../../electron/engine/failing.ts';
import type { Trash } from '../../../../electron/engine/interfaces/trash.ts';
import type { Progress } from '../../../../electron/engine/repair/context.ts';
import { changing } from '../../../../electron/engine/repair/transaction.ts';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';
import { createEnvironments } from '../../../../electron/engine/tools/environments.ts';
import { createTrash } from '../../../../electron/engine/tools/trash.ts';

const trash = createTrash();
const { signal } = new AbortController();

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'transaction ü '));
  await mkdir(join(root, 'bin'));
  for (const path of ['bin/old', 'pyvenv.cfg']) await writeFile(join(root, path), path);
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A run that moves one file aside; how it is told, and the lines of its log. */
const change = async (commit: Trash['commit']) => {
  const progress: Progress = { changed: new Set(['old']), undo: 'nothing-changed', leftAlone: new Map() };
  const lines: string[] = [];
  const context = {
    root,
    run: 'run-1',
    request: { manifest: { name: 'm' }, profile: 'full' },
    tools: { trash: { ...trash, commit }, clock: systemClock, environments: createEnvironments() },
    progress,
    line: (_: string | null, level: string, text: string) => void lines.push(`${level}: ${text}`),
    unforeseen: () => ({ code: 'bug', message: 'unforeseen', journal: null }) as const,
  };
  const ended = await changing(context, 'run-1', async (begin) => {
    await begin();
    await trash.moveAside({ root, paths: [join(root, 'bin', 'old')], run: 'run-1', signal });
  }).then(
    () => 'committed',
    (error: unknown) => (error instanceof Failing ? error.failure.code : String(error)),
  );
  return { ended, progress, lines, bin: await readdir(join(root, 'bin')) };
};

const full = (): never => {
  throw new Failing({ code: 'disk-full', path: root });
};

test('what fails before the last line is on the disk is put back', async () => {
  expect(await change(async () => full())).toMatchObject({
    ended: 'disk-full',
    progress: { undo: 'restored' },
    bin: ['old'],
  });
});

test('what fails after it stands, and is not told as put back', async () => {
  const late: Trash['commit'] = async (...args) => {
    await trash.commit(...args);
    full();
  };
  const { ended, progress, lines, bin } = await change(late);
  expect({ ended, undo: progress.undo, changed: [...progress.changed], bin }).toEqual({
    ended: 'committed',
    undo: 'nothing-changed',
    changed: ['old'],
    bin: [],
  });
  expect(lines).toEqual([expect.stringMatching(/^warning: Committing: .*disk-full/)]);
  expect(await trash.open(root)).toEqual([]);
});

test('what cannot be deleted is named in the log', async () => {
  const kept = join(root, '.smart-installer', 'trash', 'run-0', '1');
  await mkdir(kept, { recursive: true });
  await writeFile(join(kept, 'lost.py'), '');
  await writeFile(join(root, '.smart-installer', 'trash', 'run-0', 'moves.ndjson'), '{"what":"undone"}\n');
  const { ended, lines } = await change(trash.commit);
  expect(ended).toBe('committed');
  expect(lines).toEqual([expect.stringMatching(/^warning: Tidying up: .*run-0 stays/)]);
});
