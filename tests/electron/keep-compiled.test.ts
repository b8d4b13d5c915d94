import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';
import { repository } from '../support/cli.ts';
import { posixTest } from '../support/platform-tests.ts';

let home: string;
let compiled: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keep-compiled-'));
  compiled = join(home, 'cache', 'compiled');
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Starts the built command line; answers the names that are in the folder afterwards. */
const start = async (): Promise<string[]> => {
  const env: NodeJS.ProcessEnv = { ...process.env, SMART_INSTALLER_HOME: home };
  delete env['NODE_COMPILE_CACHE'];
  await promisify(execFile)(process.execPath, [join(repository, 'dist/cli.cjs'), '--help'], { env });
  return readdir(compiled);
};

posixTest('what Node compiled is kept in a folder that nobody else can write to', async () => {
  expect(await start()).not.toEqual([]);
  expect((await stat(compiled)).mode & 0o077).toBe(0);
});

posixTest(
  'a folder that others can write to, or put another in the place of, is not used: Node runs what it finds there',
  async () => {
    await start();
    for (const [folder, open, closed] of [
      [compiled, 0o770, 0o700],
      [join(home, 'cache'), 0o777, 0o700],
    ] as const) {
      for (const name of await readdir(compiled)) await rm(join(compiled, name), { recursive: true });
      await chmod(folder, open);
      expect(await start()).toEqual([]);
      await chmod(folder, closed);
    }
    expect(await start()).not.toEqual([]);
  },
);
