import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonIn, runCli, temporaryFolder } from '../support/cli.ts';
import { treeOf } from '../support/tree.ts';

/** The real packages from the index that this machine's own configuration names. */
describe('the default stack’s core profile', () => {
  it('is brought up from the real index, and found whole by a second run', async (context) => {
    const folder = await temporaryFolder();
    const environment = join(folder, 'env');
    const args = ['repair', '--env', environment, '--profile', 'core'];
    const first = await runCli(args);
    if (first.code !== 0 && /cannot be reached/.test(first.stderr + first.stdout))
      context.skip('no package index can be reached from here');
    expect(first, first.stdout + first.stderr).toMatchObject({ code: 0 });
    execFileSync(pythonIn(environment), ['-c', 'import numpy, sympy, fsspec']);
    const before = await treeOf(environment);
    const second = await runCli(args);
    expect(second, second.stdout + second.stderr).toMatchObject({ code: 0 });
    expect(second.stdout).toContain('Nothing had to be done');
    expect(await treeOf(environment)).toEqual(before);
  });
});
