import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findingsOf } from '../../../../../electron/engine/diagnose/audit.ts';
import { describeOnPosix } from '../../../../support/platform-tests.ts';
import { auditOf } from './installed.ts';

let folder: string;
let root: string;
let site: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile '));
  root = join(folder, 'env');
  site = join(root, 'lib/python3.12/site-packages');
  await mkdir(join(site, 'evil/inner'), { recursive: true });
  await mkdir(join(site, 'evil-1.dist-info'));
  await mkdir(join(folder, 'outside/inner'), { recursive: true });
  await writeFile(join(site, 'evil-1.dist-info/METADATA'), 'Name: evil\nVersion: 1\n');
  await writeFile(join(site, 'evil/__init__.py'), '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const record = (...lines: readonly string[]) =>
  writeFile(
    join(site, 'evil-1.dist-info/RECORD'),
    `evil/__init__.py,,\nevil-1.dist-info/METADATA,,\nevil-1.dist-info/RECORD,,\n${lines.join('\n')}\n`,
  );

const quoted = (path: string): string => `"${path.replaceAll('"', '""')}",sha256=abc,1`;

test('entries that lead out by their names are unsafe, bytecode too', async () => {
  const entries = [
    '../../../../outside/pipe',
    '/etc/passwd',
    'C:\\Windows\\a',
    'c:a',
    '\\\\host\\share\\a',
    '../../../../x.pyc',
  ];
  await record(...entries.map(quoted));
  const [audit] = await auditOf(root);
  expect(audit).toMatchObject({ unsafe: entries, missing: [], truncated: [], altered: [] });
});

test('names that no system takes are missing files', async () => {
  await record(quoted('x'.repeat(4000)), quoted(`${'y/'.repeat(1500)}z`), quoted('evil/ünïcödé 名前'));
  expect((await auditOf(root))[0]?.missing).toHaveLength(3);
});

test.each([
  ['a name of 20 MB', quoted('x'.repeat(20_000_000))],
  ['NUL in a name', quoted('a\0b')],
  ['a quote that is never closed', '"unclosed,sha256='],
])('a line with %s makes the whole RECORD damaged, and blames no file', async (_, line) => {
  await record(quoted('evil/gone.py'), line, ',,,,', 'evil/__init__.py,md5=zz,999999999999999999999');
  const [audit] = await auditOf(root);
  expect(audit).toMatchObject({ record: 'empty', unsafe: [], missing: [], truncated: [], altered: [] });
});

test('a path of many characters is shown by its beginning', async () => {
  await record(quoted('x'.repeat(4000)), quoted(`${'../'.repeat(1000)}x`));
  const findings = findingsOf(await auditOf(root), { duplicates: [] });
  expect(findings.map(({ code }) => code)).toEqual(['record-unsafe', 'files-missing']);
  expect(JSON.stringify(findings).length).toBeLessThan(1000);
});

/** By its name, or by where the folder that it is in truly lies. */
const leadsOut = (path: string): boolean => {
  if (relative(root, path).startsWith('..')) return true;
  try {
    return relative(realpathSync.native(root), realpathSync.native(dirname(path))).startsWith('..');
  } catch {
    return false; // there is no such folder
  }
};

/** A pipe has nobody who writes: opening it the plain way would wait for ever. */
describeOnPosix('of what lies outside nothing is opened', () => {
  beforeEach(async () => {
    for (const pipe of ['outside/pipe', 'outside/inner/pipe', 'env/lib/python3.12/site-packages/evil/pipe'])
      execFileSync('mkfifo', [join(folder, pipe)]);
    await symlink(join(folder, 'outside'), join(site, 'evil/out'));
    await symlink('../../../../../outside/pipe', join(site, 'evil/out-pipe'));
    await symlink('..', join(site, 'evil/up'));
    await symlink('ring', join(site, 'evil/ring'));
    await symlink(join(folder, 'outside/nothing'), join(site, 'evil/dangling'));
  });

  test('through links to files, to folders, and to folders of folders', async () => {
    const out = [
      'evil/out/pipe',
      'evil/out/inner/pipe',
      'evil/out-pipe',
      'evil/up/evil/out/inner/pipe',
      'evil/out/nothing',
    ];
    await record(...out.map(quoted), quoted('evil/pipe'), quoted('evil/ring'), quoted('evil/dangling'));
    const [audit] = await auditOf(root, { deep: true });
    expect(audit?.unsafe).toEqual(out);
    expect(audit?.altered).toMatchObject([{ found: 'not a regular file' }]);
    expect(audit?.missing).toHaveLength(2);
  });

  test('whatever RECORD lists', { timeout: 120_000 }, async () => {
    const part = fc.constantFrom(
      ...['..', '.', '', 'evil', 'out', 'out-pipe', 'up', 'ring', 'dangling', 'pipe', 'inner', 'outside', 'env', 'lib'],
      ...['C:', '\\\\host', 'ü'.repeat(300), '__init__.py', 'bin', 'python', '.smart-installer', '%2e%2e', '..\\..'],
    );
    const entry = fc.array(part, { minLength: 1, maxLength: 9 }).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 100, maxLength: 100 }), async (entries) => {
        await record(...entries.map(quoted));
        const [audit] = await auditOf(root, { deep: true });
        const told = [audit?.missing, audit?.truncated, audit?.altered].flatMap((list) => list ?? []);
        for (const { path } of told) expect(leadsOut(join(root, path))).toBe(false);
        for (const path of entries.filter((one) => /^evil\/(?:out\/(?:inner\/)?pipe|out-pipe)$/.test(one)))
          expect(audit?.unsafe).toContain(path);
      }),
      { seed: 20_241_124, numRuns: 20 },
    );
  });

  test('for METADATA, RECORD and the modules of a package without one', async () => {
    const info = join(site, 'evil-1.dist-info');
    for (const name of ['METADATA', 'RECORD', 'WHEEL', 'top_level.txt']) {
      await rm(join(info, name), { force: true });
      await symlink(join(folder, 'outside/pipe'), join(info, name));
    }
    expect(await auditOf(root)).toMatchObject([
      { package: 'evil', version: '1', metadata: 'missing', record: 'missing' },
    ]);
  });
});

test('a RECORD of very many lines is read to its end', async () => {
  await record(...Array.from({ length: 60_000 }, (_, at) => `evil/${at}.py,,`));
  expect((await auditOf(root))[0]?.missing.length).toBe(60_000);
  await appendFile(join(site, 'evil-1.dist-info/RECORD'), `"${'"",'.repeat(200_000)}`);
  expect((await auditOf(root))[0]).toMatchObject({ record: 'empty', missing: [] });
});
