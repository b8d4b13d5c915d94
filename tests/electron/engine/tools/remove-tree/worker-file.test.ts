import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect, test } from 'vitest';
import { isThere } from '../../../../../electron/engine/tools/own-folder.ts';
import { slot, slots, type Task } from '../../../../../electron/engine/tools/remove-tree/task.ts';
import { workerFile } from '../../../../../electron/engine/tools/remove-tree/threads.ts';
import { repository, temporaryFolder } from '../../../../support/cli.ts';

beforeAll(() => {
  execFileSync(process.execPath, [join(repository, 'build/bundle.mjs')], { stdio: 'ignore' });
});

test.each([
  ['source', join(repository, 'electron/engine/tools/remove-tree/threads.ts')],
  ['bundle', join(repository, 'dist/cli.cjs')],
])('the thread of the %s deletes a tree', async (_, from) => {
  const tree = join(await temporaryFolder(), 'tree');
  await mkdir(join(tree, 'deep'), { recursive: true });
  await writeFile(join(tree, 'deep', 'file'), '');
  const shared = new SharedArrayBuffer(slots * Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(workerFile(pathToFileURL(from).href), { execArgv: [] });
  const answer = await new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', resolve);
    worker.postMessage({
      id: 7,
      folders: [Buffer.from(tree).toString('latin1')],
      keepsFolders: false,
      shared,
    } satisfies Task);
  });
  await worker.terminate();
  expect(answer).toEqual({ id: 7, problem: null });
  expect(await isThere(tree)).toBe(false);
  expect(new Int32Array(shared)[slot.removed]).toBe(3);
});
