import { execFileSync } from 'node:child_process';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createEnvironments } from '../../../../../electron/engine/tools/environments.ts';
import { createLocks } from '../../../../../electron/engine/tools/locks.ts';
import { rootTest } from '../../../../support/platform-tests.ts';
import { run, site, trash, wholeEnvironment } from './environment.ts';

const env = wholeEnvironment();
const nobody = 65_534;

/** Everything below the environment that is not its owner's. */
const foreign = async (): Promise<string[]> => {
  const names = (await readdir(env.root(), { recursive: true })).sort();
  const found = await Promise.all(names.map(async (name) => ({ name, uid: (await lstat(env.at(name))).uid })));
  return found.filter(({ uid }) => uid !== nobody).map(({ name }) => name);
};

rootTest('all that an administrator makes in somebody’s environment is that one’s', async () => {
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, env.root()]);
  const lock = await createLocks().acquire(env.root(), run);
  await env.begin();
  await env.install({ [`${site}/numpy/__init__.py`]: 'new', 'share/deep/x': 'x' }, [`${site}/numpy`, `${site}/six.py`]);
  await trash.announce({ root: env.root(), run, paths: [env.at('bin/new')], folders: [env.at('include/deep')] });
  await env.put('bin/new');
  await env.put('include/deep/later.h');
  await trash.giveToOwner({ root: env.root(), run });
  await createEnvironments().writeMark(env.root(), { manifest: 'm', profile: 'full', run, at: 1 });
  expect(await readdir(join(env.root(), '.smart-installer'))).toEqual(['environment.json', 'lock', 'staging', 'trash']);
  // Only what this test put into staging itself, and the reserve, which goes with the run's end.
  expect((await foreign()).filter((path) => !/\/staging\/.+\/.+\/.+|\/reserve$/.test(path))).toEqual([]);
  await lock.release();
  await env.putBack();
  expect(await foreign()).toEqual([]);
});

rootTest('a folder that was emptied comes back as its owner’s', async () => {
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, env.root()]);
  execFileSync('chown', ['1234:1234', env.at(`${site}/numpy`)]);
  await env.begin();
  await env.moveAside(`${site}/numpy/__init__.py`);
  expect(await env.isIn(`${site}/numpy`)).toBe(false);
  await env.putBack();
  expect((await lstat(env.at(`${site}/numpy`))).uid).toBe(1234);
});
