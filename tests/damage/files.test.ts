import { execFileSync } from 'node:child_process';
import { appendFile, chmod, chown, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { damagedEnvironment, expectMended, unpackWheel } from '../support/damaged-environment.ts';
import { describeOnLinux, rootTest } from '../support/platform-tests.ts';
import { nativeForOther, otherLarge } from '../support/zoo.ts';

describeOnLinux('damage to installed files', () => {
  const environment = damagedEnvironment();
  const at = (path: string): string => join(environment.site(), path);
  const alpha = /zoo_alpha|zoo-alpha/;
  /** Not through the same inode, which a cache may share. */
  const rewrite = async (path: string, change: (text: string) => string): Promise<void> => {
    const text = await readFile(at(path), 'utf8');
    await unlink(at(path));
    await writeFile(at(path), change(text));
  };

  test('files-missing', async () => {
    await rm(at('zoo_alpha/deep'), { recursive: true });
    await rm(at('zoo_alpha/größe – 大.txt'));
    const [finding] = await expectMended(environment, { codes: ['files-missing'], rung: 'package', touches: alpha });
    expect(finding).toMatchObject({ package: 'zoo-alpha', version: '1.0.0', count: 2 });
    expect(JSON.stringify(finding)).toContain('zoo_alpha/deep/inner/leaf.py');
  });

  test('files-missing: a script beside the environment’s Python', async () => {
    await rm(join(environment.root(), 'bin/zoo-alpha'));
    await expectMended(environment, { codes: ['files-missing'], rung: 'package', touches: alpha });
  });

  test('files-missing: a file that two packages bring comes back for both', async () => {
    await rm(at('zoo_ns/__init__.py'));
    const findings = await expectMended(environment, {
      codes: ['files-missing', 'files-missing'],
      rung: 'package',
      touches: /zoo_ns|zoo_shared/,
    });
    expect(findings.map((finding) => 'package' in finding && finding.package).sort()).toEqual([
      'zoo-shared-a',
      'zoo-shared-b',
    ]);
  });

  test('files-truncated', async () => {
    await rewrite('zoo_alpha/deep/inner/leaf.py', () => '');
    const [finding] = await expectMended(environment, { codes: ['files-truncated'], rung: 'package', touches: alpha });
    expect(finding).toMatchObject({ files: [{ expected: '9 bytes', found: '0 bytes' }], count: 1 });
  });

  test('files-altered', async () => {
    await rewrite('zoo_alpha/deep/inner/leaf.py', (text) => text.replace('1', '2'));
    const [finding] = await expectMended(environment, { codes: ['files-altered'], rung: 'package', touches: alpha });
    expect(finding).toMatchObject({ package: 'zoo-alpha', files: [{ expected: /^sha256=/ }] });
  });

  test('files-altered: a large file is seen by --deep, and mended by a repair after it', async () => {
    await rewrite('zoo_run/state.txt', () => otherLarge('well, but not as it was'));
    expect((await environment.diagnose()).code).toBe(0);
    const deep = await environment.diagnose('--deep');
    expect(deep.state.findings).toMatchObject([{ code: 'files-altered', package: 'zoo-run' }]);
    expect(deep.code).toBe(1);
    const mended = await environment.repair();
    expect(mended.state.plan?.rung).toBe('package');
    expect(mended.state.outcome).toEqual({ kind: 'repaired', changed: ['zoo-run'] });
    expect((await environment.diagnose('--deep')).code).toBe(0);
  });

  test('files-altered: something else in a file’s place', async () => {
    await rm(at('zoo_alpha/deep/inner/leaf.py'));
    await mkdir(at('zoo_alpha/deep/inner/leaf.py'));
    await writeFile(at('zoo_alpha/deep/inner/leaf.py/own.txt'), 'x');
    const [finding] = await expectMended(environment, { codes: ['files-altered'], rung: 'package', touches: alpha });
    expect(finding).toMatchObject({ files: [{ expected: 'a file', found: 'a folder' }] });
  });

  test('foreign-abi', async () => {
    for (const folder of ['zoo_native', 'zoo_native-1.0.0.dist-info', 'zoo_native.libs'])
      await rm(at(folder), { recursive: true });
    await unpackWheel(nativeForOther(), environment.site());
    const [finding] = await expectMended(environment, {
      codes: ['foreign-abi'],
      rung: 'package',
      touches: /zoo_native/,
    });
    expect(finding).toMatchObject({ package: 'zoo-native', files: [{ found: 'cp39' }] });
  });

  test('files-protected', async () => {
    await chmod(at('zoo_alpha/deep'), 0o055);
    const [finding] = await expectMended(environment, {
      codes: ['files-protected'],
      rung: 'package',
      touches: /zoo_alpha\/deep$/,
    });
    expect(finding).toMatchObject({ package: 'zoo-alpha', files: [{ found: 'mode 055' }] });
  });

  rootTest('wrong-owner', async () => {
    await chown(at('zoo_alpha/deep/inner/leaf.py'), 65_534, 65_534);
    // It can be read and replaced, so it is said, and no repair is asked for.
    const found = await environment.diagnose();
    expect(found.state.findings).toMatchObject([
      { code: 'wrong-owner', package: 'zoo-alpha', files: [{ found: 'user 65534' }], hinders: false },
    ]);
    expect(found.code).toBe(0);
  });

  rootTest('wrong-owner: the environment’s folder alone is another user’s, as a container sees it', async () => {
    await chown(environment.root(), 65_534, 65_534);
    const found = await environment.diagnose('--deep');
    expect(new Set(found.state.findings.map(({ code }) => code))).toEqual(new Set(['wrong-owner']));
    expect(found.code).toBe(0);
  });

  test('files-protected: what may only be read is said, and opened where a repair has to write', async () => {
    execFileSync('chmod', ['-R', 'a-w', environment.root()]);
    const found = await environment.diagnose('--deep');
    expect(new Set(found.state.findings.map(({ code }) => code))).toEqual(new Set(['files-protected']));
    expect(found.code).toBe(0);
    await chmod(at('zoo_alpha/deep/inner'), 0o755);
    await rewrite('zoo_alpha/deep/inner/leaf.py', (text) => text.replace('1', '2'));
    await chmod(at('zoo_alpha/deep/inner'), 0o555);
    const { state } = await environment.repair();
    // The folders that all packages have in common are told of the first one.
    expect(state.outcome).toEqual({ kind: 'repaired', changed: ['numpy', 'zoo-alpha'] });
  });

  describe('leftovers of an interrupted uninstall', () => {
    test('leftover: trash beside a whole package', async () => {
      await mkdir(at('~oo_alpha'));
      await writeFile(at('~oo_alpha/old.py'), 'old\n');
      const [finding] = await expectMended(environment, {
        codes: ['leftover'],
        rung: 'leftovers',
        touches: /~oo_alpha/,
      });
      expect(finding).toMatchObject({ package: 'zoo-alpha', only: false });
    });

    test('leftover: the only copy', async () => {
      await rename(at('zoo_alpha'), at('~oo_alpha'));
      await rename(at('zoo_alpha-1.0.0.dist-info'), at('~oo_alpha-1.0.0.dist-info'));
      const findings = await expectMended(environment, {
        codes: ['leftover', 'leftover', 'requirement-missing'],
        rung: 'package',
        touches: /oo_alpha|zoo-alpha/,
      });
      expect(findings).toMatchObject([{ only: true }, { only: true }, {}]);
    });
  });

  describe('dist-infos', () => {
    const info = 'zoo_alpha-1.0.0.dist-info';
    const mends = (code: 'metadata-missing' | 'metadata-empty' | 'record-missing' | 'record-empty') =>
      expectMended(environment, { codes: [code], rung: 'package', touches: alpha });

    test('metadata-missing', async () => {
      await rm(at(`${info}/METADATA`));
      await mends('metadata-missing');
    });

    test('metadata-empty', async () => {
      await rewrite(`${info}/METADATA`, () => '');
      await mends('metadata-empty');
    });

    test('record-missing', async () => {
      await rm(at(`${info}/RECORD`));
      await mends('record-missing');
    });

    test('record-empty: nothing but NUL, as a power cut leaves it', async () => {
      await rewrite(`${info}/RECORD`, (text) => '\0'.repeat(text.length));
      await mends('record-empty');
    });

    test('record-empty: its second half nothing but NUL', async () => {
      await rewrite(`${info}/RECORD`, (text) => text.slice(0, 300) + '\0'.repeat(text.length - 300));
      await mends('record-empty');
    });

    test('record-empty: cut before the modules', async () => {
      await rewrite(`${info}/RECORD`, (text) => text.replace(/^zoo_alpha\/.*\n/gm, ''));
      await mends('record-empty');
    });

    test('record-unsafe: what it names outside is neither read nor moved', async () => {
      const { outside } = environment.canaries();
      await appendFile(at(`${info}/RECORD`), `${'../'.repeat(12)}${outside.slice(1)}/file.txt,,\n`);
      const [finding] = await expectMended(environment, { codes: ['record-unsafe'], rung: 'package', touches: alpha });
      expect(finding).toMatchObject({ package: 'zoo-alpha', count: 1 });
    });

    test('dist-info-duplicated', async () => {
      await mkdir(at('zoo_alpha-0.9.0.dist-info'));
      await writeFile(
        at('zoo_alpha-0.9.0.dist-info/METADATA'),
        'Metadata-Version: 2.1\nName: zoo-alpha\nVersion: 0.9.0\n',
      );
      await writeFile(at('zoo_alpha-0.9.0.dist-info/RECORD'), 'zoo_alpha/gone.py,sha256=x,1\n');
      const [finding] = await expectMended(environment, {
        codes: ['dist-info-duplicated'],
        rung: 'package',
        touches: alpha,
      });
      expect(finding).toMatchObject({ package: 'zoo-alpha', versions: ['0.9.0', '1.0.0'] });
    });

    test('package-gone', async () => {
      await rm(at('zoo_native'), { recursive: true });
      await rm(at('zoo_native.libs'), { recursive: true });
      await expectMended(environment, { codes: ['package-gone'], rung: 'package', touches: /zoo_native/ });
    });

    test('dist-info-missing', async () => {
      await rm(at('zoo_native-1.0.0.dist-info'), { recursive: true });
      const [finding] = await expectMended(environment, {
        codes: ['dist-info-missing'],
        rung: 'package',
        touches: /zoo_native/,
      });
      expect(finding).toMatchObject({ package: 'zoo-native' });
    });
  });
});
