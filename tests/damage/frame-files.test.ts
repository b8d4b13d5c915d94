import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { damagedEnvironment, expectMended } from '../support/damaged-environment.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { stackManifest, stackWheels } from '../support/stack.ts';
import { buildWheel } from '../support/wheel.ts';

/** As a wheel is whose author packed the whole project folder as data. */
const untidy = () =>
  buildWheel({
    name: 'standin-alpha',
    version: '1.2.0',
    files: Object.fromEntries([
      ...['.gitignore', '.lock', 'CACHEDIR.TAG'].map((name) => [`standin_alpha-1.2.0.data/data/${name}`, 'untidy\n']),
      ['standin_alpha/more.py', ''],
    ]),
  });

describeOnLinux('a wheel that lists files which are the environment’s own', () => {
  const environment = damagedEnvironment({ manifest: stackManifest, wheels: () => [...stackWheels(), untidy()] });

  test('is installed and whole without them', async () => {
    expect((await environment.diagnose('--deep')).state.findings).toEqual([]);
    expect(await readFile(join(environment.root(), 'CACHEDIR.TAG'), 'utf8')).not.toContain('untidy');
    await rm(join(environment.site(), 'standin_alpha/more.py'));
    await expectMended(environment, {
      codes: ['files-missing'],
      rung: 'package',
      touches: /standin_alpha/,
    });
  });
});
