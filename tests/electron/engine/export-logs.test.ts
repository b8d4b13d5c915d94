import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createTools } from '../../../electron/engine/create-tools.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { temporaryFolder } from '../../support/cli.ts';

const engineIn = (home: string) => {
  vi.stubEnv('SMART_INSTALLER_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  return createEngine({ tools: createTools({ resourcesFolder: null }), version: '1.2.3' });
};

it('names beforehand what it writes then, in the same order', async () => {
  const home = await temporaryFolder();
  const engine = engineIn(home);
  await mkdir(join(home, 'data/runs/r1'), { recursive: true });
  await writeFile(join(home, 'data/runs/r1/journal.ndjson'), 'torn');
  await writeFile(join(home, 'data/runs/r1/pylock.toml'), 'lock');
  const { files: foreseen } = await engine.previewLogs({ environment: null });
  expect(foreseen).toContainEqual({ name: 'runs/r1/pylock.toml', bytes: 4, leftOut: 0 });
  const out = join(home, 'logs.zip');
  const { path, files } = await engine.exportLogs({ out, environment: null, signal: new AbortController().signal });
  expect(path).toBe(out);
  expect(files.map(({ name }) => name)).toEqual(foreseen.map(({ name }) => name));
});

it('ends with its signal, and without a file', async () => {
  const home = await temporaryFolder();
  const engine = engineIn(home);
  await mkdir(join(home, 'data/runs/r1'), { recursive: true });
  await writeFile(join(home, 'data/runs/r1/journal.ndjson'), 'torn');
  const out = join(home, 'logs.zip');
  await expect(engine.exportLogs({ out, environment: null, signal: AbortSignal.abort() })).rejects.toThrow('cancelled');
});

it('has nothing to foresee before the first run', async () => {
  const engine = engineIn(await temporaryFolder());
  await expect(engine.previewLogs({ environment: null })).rejects.toMatchObject({
    failure: { code: 'no-logs', environment: null },
  });
});
