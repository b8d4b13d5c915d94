import { mkdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { damagedEnvironment, expectMended } from '../support/damaged-environment.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { otherLarge } from '../support/zoo.ts';

describeOnLinux('damage that the packages together have', () => {
  const environment = damagedEnvironment();
  const at = (path: string): string => join(environment.site(), path);

  test('unwanted-package', async () => {
    await environment.install('zoo-unwanted');
    const [finding] = await expectMended(environment, {
      codes: ['unwanted-package'],
      rung: 'package',
      touches: /zoo_unwanted/,
    });
    expect(finding).toMatchObject({ package: 'zoo-unwanted', version: '1.0.0' });
  });

  test('requirement-missing', async () => {
    await environment.uninstall('zoo-alpha');
    await expectMended(environment, {
      codes: ['requirement-missing'],
      rung: 'package',
      touches: /zoo_alpha|zoo-alpha/,
    });
  });

  test('version-outside', async () => {
    await environment.install('zoo-alpha==0.9.0');
    const [finding] = await expectMended(environment, {
      codes: ['version-outside'],
      rung: 'package',
      touches: /zoo_alpha|zoo-alpha/,
    });
    expect(finding).toMatchObject({ package: 'zoo-alpha', version: '0.9.0' });
  });

  test('dependency-missing', async () => {
    await environment.uninstall('zoo-gamma');
    const [finding] = await expectMended(environment, {
      codes: ['dependency-missing'],
      rung: 'package',
      touches: /zoo_gamma/,
    });
    expect(finding).toMatchObject({ package: 'zoo-gamma', by: 'zoo-beta', needed: true });
  });

  test('dependency-conflict', async () => {
    await environment.install('zoo-gamma==0.5.0');
    const [finding] = await expectMended(environment, {
      codes: ['dependency-conflict'],
      rung: 'package',
      touches: /zoo_gamma/,
    });
    expect(finding).toMatchObject({ package: 'zoo-gamma', version: '0.5.0', requirement: 'zoo-gamma>=1' });
  });

  test('wrong-build', async () => {
    await environment.install('torch==2.5.1+cpu');
    const [finding] = await expectMended(environment, {
      codes: ['wrong-build'],
      rung: 'package',
      touches: /site-packages\/torch(?:\/|-|$)/,
    });
    expect(finding).toMatchObject({ package: 'torch', build: 'cpu', wanted: 'cu124' });
  });

  test('torch-mismatch', async () => {
    await environment.install('torchvision==0.19.1');
    const [finding] = await expectMended(environment, {
      codes: ['torch-mismatch'],
      rung: 'package',
      touches: /torchvision/,
    });
    expect(finding).toMatchObject({ package: 'torchvision', version: '0.19.1', wanted: '0.20.1' });
  });

  describe('what does not run', () => {
    test('import-broken, where no look at sizes can tell', async () => {
      await unlink(at('zoo_large/big.py'));
      await writeFile(at('zoo_large/big.py'), otherLarge('value = (\n'));
      const [finding] = await expectMended(environment, {
        codes: ['import-broken'],
        rung: 'package',
        touches: /zoo_large/,
      });
      expect(finding).toMatchObject({ module: 'zoo_large', package: 'zoo-large', error: /SyntaxError/ });
    });

    test('numpy-torn', async () => {
      await rm(at('numpy/_core/_multiarray_umath.py'));
      await expectMended(environment, {
        codes: ['files-missing', 'numpy-torn'],
        rung: 'package',
        touches: /site-packages\/numpy/,
      });
    });

    test('library-missing', async () => {
      await rm(at('zoo_lib.libs'), { recursive: true });
      const findings = await expectMended(environment, {
        codes: ['files-missing', 'library-missing'],
        rung: 'package',
        touches: /zoo_lib/,
      });
      expect(findings.at(-1)).toMatchObject({ package: 'zoo-lib', library: 'libzoo.so' });
    });

    test('abi-mix', async () => {
      await environment.install('zoo-ext==0.9.0');
      const [finding] = await expectMended(environment, { codes: ['abi-mix'], rung: 'package', touches: /zoo_ext/ });
      expect(finding).toMatchObject({ package: 'zoo-ext', numpy: '2.3.5' });
    });

    test('module-shadowed beside the environment’s programs', async () => {
      await writeFile(join(environment.root(), 'bin/numpy.py'), 'raise ImportError("the wrong one")\n');
      const [finding] = await expectMended(environment, {
        codes: ['module-shadowed'],
        rung: 'leftovers',
        touches: /bin\/numpy\.py/,
      });
      expect(finding).toMatchObject({ module: 'numpy', inside: true });
      expect(await readFile(join(environment.root(), 'bin/numpy.py.moved-aside'), 'utf8')).toMatch(/the wrong one/);
    });

    test('module-shadowed: the file gets another name, and the outcome tells which', async () => {
      await writeFile(join(environment.root(), 'bin/numpy.py'), 'mine\n');
      await writeFile(join(environment.root(), 'bin/numpy.py.moved-aside'), 'older\n');
      const { state } = await environment.repair();
      expect(state.outcome).toEqual({ kind: 'repaired', changed: ['numpy.py (now numpy.py.moved-aside-2)'] });
      expect(await readFile(join(environment.root(), 'bin/numpy.py.moved-aside-2'), 'utf8')).toBe('mine\n');
    });

    test('module-shadowed in the environment’s own folder matters to a program that is started there', async () => {
      const path = join(environment.root(), 'numpy.py');
      await writeFile(path, '');
      const { state, code } = await environment.diagnose();
      expect(state.findings).toEqual([
        { code: 'module-shadowed', layer: 'core', module: 'numpy', path, inside: false, atRoot: true },
      ]);
      expect(code).toBe(0);
    });

    test('module-shadowed by PYTHONPATH is said, and left to the user', async () => {
      const folder = join(environment.canaries().outside, 'site-packages');
      environment.variables['PYTHONPATH'] = folder;
      const found = await environment.diagnose();
      expect(found.state.findings).toEqual([
        { code: 'module-shadowed', layer: 'core', module: 'numpy', path: join(folder, 'numpy'), inside: false },
      ]);
      expect(found.code).toBe(0);
      const repaired = await environment.repair();
      expect(repaired.code).toBe(0);
      expect(repaired.state.outcome).toEqual({ kind: 'nothing-to-do' });
      await environment.canaries().expectUnharmed();
    });

    test('check-failed', async () => {
      await unlink(at('zoo_run/state.txt'));
      await writeFile(at('zoo_run/state.txt'), otherLarge('ill '));
      const [finding] = await expectMended(environment, {
        codes: ['check-failed'],
        rung: 'layer',
        touches: /zoo_(?:beta|gamma|shared|ns|run)/,
      });
      expect(finding).toMatchObject({ layer: 'extra', subject: 'zoo_run.check' });
    });
  });

  describe('packages beside the stack', () => {
    test('a damaged one comes back at its version', async () => {
      await environment.install('zoo-other==3.0.0');
      await unlink(at('zoo_other/more.py'));
      const [finding] = await expectMended(environment, {
        codes: ['files-missing'],
        rung: 'package',
        touches: /zoo_other/,
      });
      expect(finding).toMatchObject({ package: 'zoo-other', version: '3.0.0' });
    });

    test('one that no index has any more is left alone, and that is said', async () => {
      await mkdir(at('zoo_private'));
      await writeFile(at('zoo_private/__init__.py'), '');
      await mkdir(at('zoo_private-1.0.dist-info'));
      await writeFile(
        at('zoo_private-1.0.dist-info/METADATA'),
        'Metadata-Version: 2.1\nName: zoo-private\nVersion: 1.0\n',
      );
      await writeFile(
        at('zoo_private-1.0.dist-info/RECORD'),
        'zoo_private/__init__.py,,0\nzoo_private/lost.py,,5\nzoo_private-1.0.dist-info/RECORD,,\n',
      );
      const { code, events } = await environment.repair();
      expect(code).toBe(0);
      expect(events).toContainEqual(expect.objectContaining({ type: 'step-noted', note: 'left-alone' }));
      expect((await environment.diagnose()).state.findings).toMatchObject([{ package: 'zoo-private' }]);
    });
  });
});
