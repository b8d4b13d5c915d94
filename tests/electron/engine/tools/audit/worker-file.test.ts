import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect, test } from 'vitest';
import { workerFile } from '../../../../../electron/engine/tools/audit/idle-workers.ts';
import { eventsOf, repository, runCli, temporaryFolder } from '../../../../support/cli.ts';
import { copyOf, installWith } from './installed.ts';

beforeAll(() => {
  execFileSync(process.execPath, [join(repository, 'build/bundle.mjs')], { stdio: 'ignore' });
});

test('is the source in a checkout and lies beside the programs of the bundle', () => {
  const sources = 'file:///app/electron/engine/tools/audit/idle-workers.ts';
  expect(workerFile(sources).href).toBe('file:///app/electron/engine/tools/audit/worker.ts');
  for (const from of ['main.cjs', 'cli.cjs', 'chunks/open-engine-x1.cjs'])
    expect(workerFile(`file:///C:/Progr%C3%A4m/app.asar/dist/${from}`).href).toBe(
      'file:///C:/Progr%C3%A4m/app.asar/dist/audit-worker.cjs',
    );
});

test('of the bundle answers like the source', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), 'text');
  const bundled = workerFile(pathToFileURL(join(repository, 'dist/cli.cjs')).href);
  const job = { path: 'file', full: join(folder, 'file'), bytes: 4, algorithm: 'sha256', digest: '' };
  const answerOf = (file: URL): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(file, { execArgv: [] });
      worker.on('error', reject);
      worker.on('message', (message) => {
        if (!('answer' in message)) return;
        resolve(message.answer);
        void worker.terminate();
      });
      worker.postMessage({ kind: 'hash', jobs: [job] });
    });
  const answer = await answerOf(bundled);
  expect(answer).toEqual({ kind: 'hash', found: [createHash('sha256').update('text').digest('base64url')] });
  expect(
    await answerOf(
      workerFile(new URL('../../../../../electron/engine/tools/audit/idle-workers.ts', import.meta.url).href),
    ),
  ).toEqual(answer);
});

test('is found by the command line of the bundle', async () => {
  const folder = await temporaryFolder();
  const root = await installWith('uv', folder);
  const { site } = await copyOf(root, join(folder, 'damaged'));
  await rm(join(site, 'beta/__init__.py'));
  const { stdout } = await runCli(['diagnose', '--env', join(folder, 'damaged'), '--json']);
  const findings = eventsOf(stdout).flatMap((event) => (event.type === 'finding-found' ? [event.finding] : []));
  expect(findings).toContainEqual(expect.objectContaining({ code: 'files-missing', package: 'beta', count: 1 }));
});
