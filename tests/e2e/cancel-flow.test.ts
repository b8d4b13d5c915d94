import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { pythonIn } from '../support/cli.ts';
import { stackManifest } from '../support/stack.ts';
import { hosts, type OpenProduct } from './support/hosts.ts';
import { heading, press } from './support/steps.ts';
import { whyNoWindow } from './support/window-app.ts';

const lacking = whyNoWindow();
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

/** The window over a stack whose last check does not end as long as the returned file is there. */
const openHolding = async (): Promise<OpenProduct & { flag: string }> => {
  const flag = join(tmpdir(), `smart-installer-e2e-hold-${process.pid}-${Date.now()}`);
  onTestFinished(() => rm(flag, { force: true }));
  const program = `import os, time; time.sleep(600 if os.path.exists(${JSON.stringify(flag)}) else 0)`;
  const hold = { kind: 'run', module: 'timeit', arguments: ['-n', '1', '-r', '1', program] };
  const [first, ...rest] = stackManifest.layers;
  const layers = [{ ...first, checks: [...(first?.checks ?? []), hold] }, ...rest];
  const opened = await hosts.find(({ name }) => name === 'window')?.open({ manifest: { ...stackManifest, layers } });
  if (opened === undefined) throw new Error('there is no window');
  return { ...opened, flag };
};

const atWork = (page: Page, step: string) => page.getByRole('listitem', { name: step }).getByText('working').waitFor();

const beginInstall = async (page: Page, meanwhile: () => unknown): Promise<void> => {
  await press(page, 'Install environment');
  await heading(page, 'What will be done').waitFor();
  await meanwhile();
  await press(page, 'Start');
};

/** Living programs of the environment's own Python. */
const pythonsOf = async (environment: string): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.startsWith(`${pythonIn(environment)}\0`));
};

/** Stopped while a new environment is made: none is there, nothing of ours goes on, and trying again ends well. */
const expectStoppedCleanly = async ({ page, environment, complaints }: OpenProduct, heal: () => unknown) => {
  await press(page, 'Stop');
  await heading(page, 'Stopped').waitFor({ timeout: 30_000 });
  expect(existsSync(pythonIn(environment))).toBe(false);
  expect(await pythonsOf(environment)).toEqual([]);
  await heal();
  await press(page, 'Try again');
  await heading(page, 'Ready').waitFor({ timeout: 120_000 });
  expect(complaints).toEqual([]);
};

test('a repair is stopped while it finds the right versions', async () => {
  const opened = await openHolding();
  await beginInstall(opened.page, () =>
    opened.index.fail({ match: /\/simple\/standin-alpha\//, kind: 'stall', afterBytes: 10 }),
  );
  await atWork(opened.page, 'Find the right versions');
  await expectStoppedCleanly(opened, () => undefined);
});

test('a repair is stopped while it downloads', async () => {
  const opened = await openHolding();
  await beginInstall(opened.page, () =>
    opened.index.fail({ match: /standin_alpha.*\.whl$/, kind: 'stall', afterBytes: 10 }),
  );
  await atWork(opened.page, 'Download');
  await expectStoppedCleanly(opened, () => undefined);
});

test('a repair is stopped while it waits for the next attempt', async () => {
  const opened = await openHolding();
  await beginInstall(opened.page, () =>
    opened.index.fail({ match: /\/simple\/standin-alpha\//, kind: 'status', status: 503, times: 4 }),
  );
  await opened.page.getByRole('timer', { name: 'Trying again' }).waitFor();
  await expectStoppedCleanly(opened, () => undefined);
});

test('a repair is stopped while it proves what it has changed, and puts it back', async () => {
  const opened = await openHolding();
  const { flag } = opened;
  await beginInstall(opened.page, () => writeFile(flag, ''));
  await atWork(opened.page, 'Prove that it works');
  await expectStoppedCleanly(opened, () => rm(flag));
});

test('a look is stopped, and nothing was changed', async () => {
  const opened = await openHolding();
  const { page, environment, flag } = opened;
  await beginInstall(page, () => undefined);
  await heading(page, 'Ready').waitFor({ timeout: 120_000 });
  await press(page, 'Done');
  await page.getByRole('button', { name: 'Check again' }).waitFor();
  await writeFile(flag, '');
  await press(page, 'Check again');
  await heading(page, 'Checking').waitFor();
  await expect.poll(async () => (await pythonsOf(environment)).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await press(page, 'Stop');
  await heading(page, 'Not checked').waitFor({ timeout: 30_000 });
  expect(await pythonsOf(environment)).toEqual([]);
  expect(existsSync(pythonIn(environment))).toBe(true);
});
