import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventsOf, foldOf, runCli } from '../support/cli.ts';
import { expectUntouched, siteOf } from '../support/damaged-environment.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { treeOf } from '../support/tree.ts';

/** The real NumPy from the index that this machine's own configuration names, and what it really says when it breaks. */
describeOnLinux('a real NumPy', () => {
  let folder = '';
  let isReachable = true;
  const root = (): string => join(folder, 'env');
  const args = (): string[] => ['--env', root(), '--profile', 'core', '--json'];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'smart-installer-numpy-'));
    const first = await runCli(['repair', ...args()]);
    isReachable = !(first.code !== 0 && first.stdout.includes('index-unreachable'));
    if (!isReachable) return;
    expect(first.code, first.stdout).toBe(0);
    execFileSync('cp', ['-a', root(), join(folder, 'pristine')]);
  }, 300_000);
  beforeEach(async (context) => {
    if (!isReachable) return context.skip('no package index can be reached from here');
    await rm(root(), { recursive: true, force: true });
    execFileSync('cp', ['-a', join(folder, 'pristine'), root()]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const fileOf = async (folderName: string, name: RegExp): Promise<string> => {
    const found = (await readdir(join(siteOf(root()), folderName))).find((one) => name.test(one));
    if (found === undefined) throw new Error(`there is no ${name} in ${folderName}`);
    return join(siteOf(root()), folderName, found);
  };
  const core = (): Promise<string> => fileOf('numpy/_core', /^_multiarray_umath\..*\.so$/);

  const expectMended = async (codes: string[], rung: string, touches: RegExp) => {
    const before = await treeOf(root());
    const found = foldOf(eventsOf((await runCli(['diagnose', ...args()])).stdout));
    expect(found.findings.map(({ code }) => code).sort(), JSON.stringify(found.findings)).toEqual(codes);
    const mended = await runCli(['repair', ...args()]);
    const state = foldOf(eventsOf(mended.stdout));
    expect(state.outcome, JSON.stringify(state.outcome)).toMatchObject({ kind: 'repaired' });
    expect(state.plan?.rung).toBe(rung);
    expectUntouched(before, await treeOf(root()), touches);
    expect((await runCli(['diagnose', '--deep', ...args()])).code).toBe(0);
    return found.findings;
  };
  const numpy = /site-packages\/numpy|^bin\/(?:f2py|numpy-config)$/;

  test('torn: its core is not there', async () => {
    await unlink(await core());
    await expectMended(['files-missing', 'numpy-torn'], 'package', numpy);
  });

  test('torn: its core is cut short', async () => {
    const path = await core();
    execFileSync('cp', [path, `${path}.copy`]);
    await unlink(path);
    execFileSync('mv', [`${path}.copy`, path]);
    await truncate(path, 100);
    await expectMended(['files-truncated', 'numpy-torn'], 'package', numpy);
  });

  test('a library that it brings is not there', async () => {
    await unlink(await fileOf('numpy.libs', /openblas/));
    const findings = await expectMended(['files-missing', 'library-missing'], 'package', numpy);
    expect(findings.at(-1)).toMatchObject({ package: 'numpy', library: expect.stringContaining('openblas') });
  });

  test('shadowed by a file beside the environment’s programs', async () => {
    await writeFile(join(root(), 'bin/numpy.py'), '');
    await expectMended(['module-shadowed'], 'leftovers', /bin\/numpy\.py/);
  });
});
