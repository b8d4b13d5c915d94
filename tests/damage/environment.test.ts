import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pythonIn, startCli } from '../support/cli.ts';
import { damagedEnvironment, expectMended, expectUntouched } from '../support/damaged-environment.ts';
import { describeOnLinux, rootTest } from '../support/platform-tests.ts';
import { testPython } from '../support/python.ts';
import { treeOf } from '../support/tree.ts';

/** What a virtual environment brings itself; the packages' scripts beside it stay. */
const frame = /^(?:bin\/(?:python|activate|deactivate|pydoc|pip)|lib64|pyvenv\.cfg|\.gitignore|\.lock|CACHEDIR\.TAG)/;

describeOnLinux('damage to the environment itself', () => {
  const environment = damagedEnvironment();
  const root = (): string => environment.root();

  test('environment-absent', async () => {
    await rm(root(), { recursive: true });
    await expectMended(environment, { codes: ['environment-absent'], rung: 'environment', touches: /./ });
  });

  test('interpreter-missing', async () => {
    for (const name of await readdir(join(root(), 'bin')))
      if (name.startsWith('python')) await rm(join(root(), 'bin', name));
    await expectMended(environment, { codes: ['interpreter-missing'], rung: 'interpreter', touches: frame });
  });

  test('interpreter-dangling', async () => {
    const python = pythonIn(root());
    await readlink(python);
    await unlink(python);
    await symlink('/opt/gone/bin/python3', python);
    const [finding] = await expectMended(environment, {
      codes: ['interpreter-dangling'],
      rung: 'interpreter',
      touches: frame,
    });
    expect(finding).toMatchObject({ target: '/opt/gone/bin/python3' });
  });

  test('configuration-missing', async () => {
    await rm(join(root(), 'pyvenv.cfg'));
    await expectMended(environment, { codes: ['configuration-missing'], rung: 'interpreter', touches: frame });
  });

  test('interpreter-broken: without site-packages only a new environment helps', async () => {
    await rm(join(root(), 'lib'), { recursive: true });
    const [finding] = await expectMended(environment, {
      codes: ['interpreter-broken'],
      rung: 'environment',
      touches: /./,
    });
    expect(finding).toMatchObject({ detail: ['it has no site-packages'], noPackages: true });
  });

  test('a renewed Python lets in the computer’s own packages as before', async () => {
    const file = join(root(), 'pyvenv.cfg');
    const text = await readFile(file, 'utf8');
    const changed = text.replace(/^include-system-site-packages.*$/m, 'include-system-site-packages = true');
    expect(changed).not.toBe(text);
    await writeFile(file, changed);
    await unlink(pythonIn(root()));
    const { state, code } = await environment.repair();
    expect({ code, rung: state.plan?.rung }).toEqual({ code: 0, rung: 'interpreter' });
    expect(await readFile(file, 'utf8')).toMatch(/^include-system-site-packages = true$/m);
  });

  test('interpreter-broken', async () => {
    await unlink(pythonIn(root()));
    await writeFile(pythonIn(root()), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await expectMended(environment, { codes: ['interpreter-broken'], rung: 'interpreter', touches: frame });
  });

  test('interpreter-outside-range, told by a double of an old Python', async () => {
    const python = pythonIn(root());
    const target = testPython() ?? '';
    const version = execFileSync(target, ['-c', 'import platform; print(platform.python_version())'], {
      encoding: 'utf8',
    }).trim();
    await unlink(python);
    await symlink(target, join(root(), 'bin/python-real'));
    await writeFile(python, `#!/bin/sh\n'${join(root(), 'bin/python-real')}' "$@" | sed 's/"${version}"/"3.7.9"/g'\n`, {
      mode: 0o755,
    });
    const [finding] = await expectMended(environment, {
      codes: ['interpreter-outside-range'],
      rung: 'environment',
      touches: /./,
    });
    expect(finding).toMatchObject({ version: '3.7.9' });
  });

  test('unfinished-run: it is undone first, and then nothing is wrong any more', async () => {
    const before = await treeOf(root());
    await rm(join(environment.site(), 'zoo_alpha/__init__.py'));
    // Killed when all is in its place and not yet proven.
    const running = startCli(
      ['repair', '--env', root(), '--manifest', join(environment.folder(), 'manifest.json'), '--index-url']
        .concat(environment.index().url)
        .concat(['--json']),
      { env: environment.variables },
    );
    await running.says('"type":"step-started","step":"prove"');
    running.process.kill('SIGKILL');
    await running.ended;
    const found = await environment.diagnose();
    expect(found.state.findings.map(({ code }) => code)).toContain('unfinished-run');
    expect(found.code).toBe(1);
    const dry = await environment.repair('--dry-run');
    expect(dry.state.plan).toMatchObject({ rung: 'leftovers', steps: [{ kind: 'undo-run' }] });
    const mended = await environment.repair();
    expect({ code: mended.code, outcome: mended.state.outcome }).toMatchObject({ code: 0 });
    expect(mended.events).toContainEqual(expect.objectContaining({ note: 'earlier-run-undone' }));
    expect((await environment.diagnose('--deep')).code).toBe(0);
    expectUntouched(before, await treeOf(root()), /zoo_alpha|zoo-alpha/);
    await environment.canaries().expectUnharmed();
  });

  rootTest('disk-low is said, and is no reason to repair', async () => {
    const volume = join(environment.folder(), 'volume');
    await mkdir(volume);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', volume]);
    try {
      execFileSync('cp', ['-a', root(), join(volume, 'env')]);
      await rm(root(), { recursive: true });
      await symlink(join(volume, 'env'), root());
      const found = await environment.diagnose();
      expect(found.state.findings).toMatchObject([{ code: 'disk-low' }]);
      expect(found.code).toBe(0);
      expect((await environment.repair()).state.outcome).toEqual({ kind: 'nothing-to-do' });
    } finally {
      await rm(root(), { force: true, recursive: true });
      execFileSync('umount', [volume]);
      await rm(volume, { recursive: true });
      await mkdir(root(), { recursive: true });
    }
    expect(await readFile(join(environment.folder(), 'beside.txt'), 'utf8')).toBe('canary\n');
  });
});
