import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findingsOf } from '../../../../electron/engine/diagnose/audit.ts';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { beginAudit } from '../../../../electron/engine/tools/audit.ts';
import { createPackages } from '../../../../electron/engine/tools/packages.ts';
import { posixTest, rootTest } from '../../../support/platform-tests.ts';
import { treeOf } from '../../../support/tree.ts';
import { auditOf, copyOf, endings, installWith, wholeAudit } from './audit/installed.ts';
import { asOtherUser, bundleAudit, noOtherUser } from './other-user.ts';

let folder: string;
let installed: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit ü '));
  installed = await installWith('uv', folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let number = 0;
let root: string;
let site: string;
beforeEach(async () => {
  number += 1;
  ({ root, site } = await copyOf(installed, join(folder, `copy ${number}`)));
});

const there = (name: string): string => relative(root, join(site, name)).replaceAll('\\', '/');
const kit = () => ({
  ...wholeAudit,
  package: 'alpha-kit',
  version: '1.0',
  distInfo: join(site, 'alpha_kit-1.0.dist-info'),
});
const digest = (text: string | Uint8Array): string =>
  `sha256=${createHash('sha256').update(text).digest('base64url').slice(0, 12)}…`;

test('the rest is what is not hashed at the first look, and nothing else', async () => {
  const large = Buffer.alloc(100 * 1024, 9);
  await writeFile(join(site, 'alpha_kit/model.bin'), large);
  await writeFile(join(site, 'alpha_kit/inner/__init__.py'), "__version__ = '9.9'\n");
  await rm(join(site, 'alpha_kit/empty.txt'));
  const audit = await beginAudit({ root, deep: false, abi: 'cp312', signal: new AbortController().signal });
  const rest = await audit.hashRest();
  await audit.close();
  expect(rest).toEqual([
    {
      ...kit(),
      altered: [{ path: there('alpha_kit/model.bin'), expected: expect.any(String), found: digest(large) }],
    },
  ]);
  expect(audit.wrong.flatMap(({ altered, missing }) => [...altered, ...missing].map(({ path }) => path))).toEqual([
    there('alpha_kit/inner/__init__.py'),
    there('alpha_kit/empty.txt'),
  ]);
});

posixTest('what only the rest finds is hindered by a closed folder all the same', async () => {
  await writeFile(join(site, 'alpha_kit/model.bin'), Buffer.alloc(100 * 1024, 9));
  execFileSync('chmod', ['555', join(site, 'alpha_kit')]);
  const audit = await beginAudit({ root, deep: false, abi: 'cp312', signal: new AbortController().signal });
  const rest = await audit.hashRest();
  await audit.close();
  execFileSync('chmod', ['755', join(site, 'alpha_kit')]);
  const found = (audits: typeof rest) =>
    findingsOf(audits, { duplicates: [] }).flatMap((one): (string | boolean)[] =>
      one.code === 'files-protected' ? [one.hinders] : [one.code],
    );
  expect(found(audit.wrong)).toEqual([false]);
  expect(found(rest)).toEqual(['files-altered', true]);
});

test('threads are kept from one look to the next', async () => {
  let started = 0;
  const count = (): void => {
    started += 1;
  };
  await auditOf(root);
  process.on('worker', count);
  try {
    await auditOf(root);
    expect(started).toBe(0);
  } finally {
    process.off('worker', count);
  }
});

describe('a fresh install has nothing wrong', () => {
  test('by uv, and nothing is changed by the look', async () => {
    const before = await treeOf(root);
    expect(await auditOf(root)).toEqual([]);
    expect(await auditOf(root, { deep: true })).toEqual([]);
    expect(await treeOf(root)).toEqual(before);
  });

  test('by pip, pip itself included, with bytecode that is gone or another', async () => {
    const byPip = await installWith('pip', folder);
    expect(await auditOf(byPip, { deep: true })).toEqual([]);
    const copy = await copyOf(byPip, join(folder, 'without bytecode'));
    const cache = join(copy.site, 'alpha_kit', '__pycache__');
    const record = await readFile(join(copy.site, 'alpha_kit-1.0.dist-info', 'RECORD'), 'utf8');
    expect(record).toContain('.pyc');
    await rm(cache, { recursive: true });
    await mkdir(join(copy.site, 'alpha_kit/inner/__pycache__/__init__.cpython-312.pyc'), { recursive: true });
    expect(await auditOf(copy.root, { deep: true })).toEqual([]);
  });

  test('with a RECORD that has no hashes, and one with an algorithm that is not known', async () => {
    const record = join(site, 'alpha_kit-1.0.dist-info', 'RECORD');
    const text = await readFile(record, 'utf8');
    await writeFile(record, text.replace(/,.*$/gm, ',,'));
    expect(await auditOf(root, { deep: true })).toEqual([]);
    await writeFile(record, text.replaceAll('sha256=', 'blake9='));
    expect(await auditOf(root, { deep: true })).toEqual([]);
  });

  test('where two packages brought the same file, whoever came last', async () => {
    for (const text of ['# of beta\n', '# of gamma!\n']) {
      await writeFile(join(site, 'common/__init__.py'), text);
      expect(await auditOf(root)).toEqual([]);
    }
    await writeFile(join(site, 'common/__init__.py'), '# of nobody');
    expect((await auditOf(root)).map(({ package: name }) => name)).toEqual(['beta', 'gamma']);
  });
});

describe('damage to files', () => {
  test('one is missing, one has another size, one other contents', async () => {
    await rm(join(site, 'alpha_kit/ünï cöde.txt'));
    await truncate(join(site, 'alpha_kit/model.bin'), 0);
    await writeFile(join(site, `alpha_kit/_core${endings.own}`), 'natIve');
    expect(await auditOf(root)).toEqual([
      {
        ...kit(),
        missing: [{ path: there('alpha_kit/ünï cöde.txt'), expected: 'present', found: 'missing' }],
        truncated: [{ path: there('alpha_kit/model.bin'), expected: '102400 bytes', found: '0 bytes' }],
        altered: [
          { path: there(`alpha_kit/_core${endings.own}`), expected: digest('native'), found: digest('natIve') },
        ],
      },
    ]);
  });

  test('a script and a data file outside site-packages count too', async () => {
    const scripts = process.platform === 'win32' ? 'Scripts' : 'bin';
    await appendFile(join(root, scripts, 'alpha-run'), '#');
    await rm(join(root, 'share/alpha/readme.txt'));
    const [audit, ...others] = await auditOf(root);
    expect(others).toEqual([]);
    expect(audit?.truncated.map(({ path }) => path)).toEqual([`${scripts}/alpha-run`]);
    expect(audit?.missing.map(({ path }) => path)).toEqual(['share/alpha/readme.txt']);
  });

  test('large files are hashed when asked, large native code always', async () => {
    const flip = async (name: string): Promise<void> => {
      const bytes = await readFile(join(site, name));
      bytes[50_000] = 0;
      await writeFile(join(site, name), bytes);
    };
    await flip('alpha_kit/model.bin');
    expect(await auditOf(root)).toEqual([]);
    expect((await auditOf(root, { deep: true }))[0]?.altered.map(({ path }) => path)).toEqual([
      there('alpha_kit/model.bin'),
    ]);
    await flip('alpha_kit/libbig.so.1');
    expect((await auditOf(root))[0]?.altered.map(({ path }) => path)).toEqual([there('alpha_kit/libbig.so.1')]);
  });

  test('sha512 where RECORD has it', async () => {
    const record = join(site, 'beta-2.0.dist-info', 'RECORD');
    const text = await readFile(record, 'utf8');
    const source = await readFile(join(site, 'beta/__init__.py'));
    const hash = `sha512=${createHash('sha512').update(source).digest('base64url')}`;
    await writeFile(record, text.replace(/^beta\/__init__\.py,[^,]*/m, `beta/__init__.py,${hash}`));
    expect(await auditOf(root)).toEqual([]);
    await writeFile(join(site, 'beta/__init__.py'), source.toString().replace('2', '3'));
    expect((await auditOf(root))[0]?.altered.map(({ path }) => path)).toEqual([there('beta/__init__.py')]);
  });

  test('hexadecimal digests as some wheels and flit write them', async () => {
    const record = join(site, 'beta-2.0.dist-info', 'RECORD');
    const text = await readFile(record, 'utf8');
    const hex = text.replace(
      /sha256=([^,]+)/g,
      (_, digest) => `sha256=${Buffer.from(digest, 'base64url').toString('hex')}`,
    );
    await writeFile(record, hex);
    expect(await auditOf(root, { deep: true })).toEqual([]);
    await writeFile(join(site, 'common/__init__.py'), '# of gamma!\n');
    expect(await auditOf(root, { deep: true })).toEqual([]);
    await writeFile(
      join(site, 'beta/__init__.py'),
      (await readFile(join(site, 'beta/__init__.py'), 'utf8')).replace('2', '3'),
    );
    expect((await auditOf(root))[0]?.altered.map(({ path }) => path)).toEqual([there('beta/__init__.py')]);
  });

  test('what users and tools change on purpose is customized; what a power cut leaves is damage', async () => {
    const [shared, bundle] = [join(root, 'share/alpha/readme.txt'), join(site, 'alpha_kit/cacert.pem')];
    const of = async () => {
      const [audit] = await auditOf(root);
      return [audit?.customized, audit?.truncated, audit?.altered].map((list) => list?.map(({ path }) => path) ?? []);
    };
    await writeFile(shared, 'another text');
    await appendFile(bundle, 'corporate\n');
    await appendFile(join(site, 'alpha_kit/matplotlibrc'), 'backend: agg\n');
    const names = ['alpha_kit/cacert.pem', 'alpha_kit/matplotlibrc'].map(there);
    expect((await of()).map((list) => list.sort())).toEqual([[...names, 'share/alpha/readme.txt'], [], []]);
    await writeFile(shared, 'shaRed');
    expect((await of())[0]).toContain('share/alpha/readme.txt');
    await writeFile(shared, '\0'.repeat(6));
    await truncate(bundle, 3);
    await truncate(join(site, 'alpha_kit/matplotlibrc'), 0);
    expect((await of()).map((list) => list.sort())).toEqual([[], names, ['share/alpha/readme.txt']]);
  });

  test('a folder in a file’s place', async () => {
    await rm(join(site, 'alpha_kit/empty.txt'));
    await mkdir(join(site, 'alpha_kit/empty.txt'));
    expect((await auditOf(root))[0]?.altered).toEqual([
      { path: there('alpha_kit/empty.txt'), expected: 'a file', found: 'a folder' },
    ]);
  });

  posixTest('pipes in the place of files do not hold it up', async () => {
    for (const name of ['beta/__init__.py', 'beta-2.0.dist-info/METADATA', 'gamma-3.0.dist-info/RECORD']) {
      await rm(join(site, name));
      execFileSync('mkfifo', [join(site, name)]);
    }
    const [beta, gamma] = await auditOf(root, { deep: true });
    expect(beta).toMatchObject({
      package: 'beta',
      metadata: 'missing',
      missing: [],
      altered: [{ path: there('beta/__init__.py'), expected: 'a file', found: 'not a regular file' }],
    });
    expect(gamma).toMatchObject({ package: 'gamma', record: 'missing' });
  });

  test('all are gone but the dist-info', async () => {
    await rename(join(site, 'beta'), join(site, '~eta'));
    await rm(join(site, 'common'), { recursive: true });
    const audits = await auditOf(root);
    expect(audits.map(({ package: name, gone }) => [name, gone])).toEqual([
      ['beta', true],
      ['gamma', false],
    ]);
  });
});

describe('damage to a dist-info', () => {
  const info = (name: string): string => join(site, 'alpha_kit-1.0.dist-info', name);

  test.each([
    ['no bytes', ''],
    ['nothing but NUL', '\0'.repeat(4096)],
  ])('METADATA and RECORD of %s are empty', async (_, text) => {
    await writeFile(info('METADATA'), text);
    expect(await auditOf(root)).toEqual([{ ...kit(), metadata: 'empty' }]);
    await writeFile(info('RECORD'), text);
    expect(await auditOf(root)).toEqual([{ ...kit(), metadata: 'empty', record: 'empty' }]);
  });

  test('METADATA and RECORD are missing', async () => {
    await rm(info('METADATA'));
    expect(await auditOf(root)).toEqual([{ ...kit(), metadata: 'missing' }]);
    await rm(info('RECORD'));
    expect(await auditOf(root)).toEqual([{ ...kit(), metadata: 'missing', record: 'missing' }]);
  });

  test('METADATA that was altered is a file like the others', async () => {
    await appendFile(info('METADATA'), 'more\n');
    expect((await auditOf(root))[0]).toMatchObject({ metadata: 'whole', truncated: [{ found: expect.anything() }] });
  });

  test.each<[string, (text: string) => string]>([
    ['in the middle of a line', (text) => text.slice(0, -7)],
    ['with NUL in the place of its second half', (text) => text.slice(0, 400) + '\0'.repeat(text.length - 400)],
    ['between two lines', (text) => text.slice(0, text.indexOf('\n') + 1)],
    // As pip and uv sort it, its own lines come before the modules.
    ['before the modules', (text) => text.replace(/^alpha_kit\/.*\n/gm, '')],
  ])('a RECORD that was cut %s is damaged, and blames no file', async (_, cut) => {
    await writeFile(info('RECORD'), cut(await readFile(info('RECORD'), 'utf8')));
    await writeFile(join(site, 'alpha_kit/empty.txt'), 'other');
    expect(await auditOf(root)).toEqual([{ ...kit(), record: 'empty' }]);
  });

  test('RECORD is none of conda’s', async () => {
    await rm(info('RECORD'));
    await writeFile(info('INSTALLER'), 'conda\n');
    expect(await auditOf(root)).toEqual([]);
  });

  test('of a leftover nothing is looked at', async () => {
    await writeFile(join(site, 'common/__init__.py'), '# of gamma!\n');
    await rename(join(site, 'beta-2.0.dist-info'), join(site, '~eta-2.0.dist-info'));
    await rm(join(site, 'beta/__init__.py'));
    expect(await auditOf(root)).toEqual([]);
  });
});

describe('extension modules for another Python', () => {
  test('are found by their names, but for those with a fitting one beside them', async () => {
    expect(await auditOf(root, { abi: null })).toEqual([]);
    const [audit] = await auditOf(root, { abi: 'cp313' });
    const found = audit?.foreignAbi.map((one) => [one.path, one.expected, one.found]);
    const expected = [
      [there(`alpha_kit/_core${endings.own}`), 'cp313', 'cp312'],
      [there(`alpha_kit/_many${endings.own}`), 'cp313', 'cp312'],
      [there(`alpha_kit/_many${endings.other}`), 'cp313', 'cp311'],
    ];
    expect(found?.sort()).toEqual(expected.sort());
  });

  test('are found without a RECORD too, and are none in a wheel for any system', async () => {
    await rm(join(site, 'alpha_kit-1.0.dist-info', 'RECORD'));
    const [audit] = await auditOf(root, { abi: 'cp313' });
    expect(audit?.foreignAbi).toHaveLength(3);
    await writeFile(join(site, 'alpha_kit-1.0.dist-info', 'WHEEL'), 'Wheel-Version: 1.0\nTag: py3-none-any\n');
    expect((await auditOf(root, { abi: 'cp313' }))[0]?.foreignAbi).toEqual([]);
  });
});

describe('rights', () => {
  posixTest('a file that the owner may not read, a folder that he may not write', async () => {
    execFileSync('chmod', ['200', join(site, 'beta/__init__.py')]);
    execFileSync('chmod', ['500', join(site, 'common')]);
    const audits = await auditOf(root, { only: ['beta', 'gamma'] });
    execFileSync('chmod', ['700', join(site, 'common')]);
    expect(audits.map(({ package: name, protected: closed }) => [name, closed])).toEqual([
      [
        'beta',
        [
          { path: there('beta/__init__.py'), expected: 'mode 600', found: 'mode 200', hinders: true },
          { path: there('common'), expected: 'mode 700', found: 'mode 500', hinders: false },
        ],
      ],
    ]);
  });

  rootTest('what belongs to another user', async () => {
    execFileSync('chown', ['65534', join(site, 'beta'), join(site, 'beta/__init__.py')]);
    expect((await auditOf(root))[0]?.wrongOwner).toEqual(
      ['beta', 'beta/__init__.py'].map((name) => ({
        path: there(name),
        expected: 'user 0',
        found: 'user 65534',
        // An administrator uses and replaces it all the same.
        hinders: false,
      })),
    );
  });

  posixTest('another owner hinders whoever owns the environment and cannot replace the file', async ({ skip }) => {
    const reason = noOtherUser();
    if (reason !== null) skip(reason);
    execFileSync('chmod', ['755', folder]);
    execFileSync('chown', ['-R', '65534', root]);
    execFileSync('chown', ['0', join(site, 'beta'), join(site, 'gamma/__init__.py')]);
    const audits = asOtherUser(
      await bundleAudit(folder),
      `({ createAudit }) => createAudit()({ root: ${JSON.stringify(root)}, deep: false, abi: null, signal: new AbortController().signal })`,
    );
    expect(audits).toMatchObject([
      { package: 'beta', wrongOwner: [{ path: there('beta'), hinders: true }] },
      { package: 'gamma', wrongOwner: [{ path: there('gamma/__init__.py'), hinders: false }] },
    ]);
  });

  posixTest('what cannot be read or searched is evidence, not a throw', async ({ skip }) => {
    const reason = noOtherUser();
    if (reason !== null) skip(reason);
    execFileSync('chmod', ['755', folder]);
    execFileSync('chown', ['-R', '65534', root]);
    execFileSync('chmod', ['000', join(site, 'beta'), join(site, 'gamma/__init__.py')]);
    const audits = asOtherUser(
      await bundleAudit(folder),
      `({ createAudit }) => createAudit()({ root: ${JSON.stringify(root)}, deep: false, abi: null, signal: new AbortController().signal })`,
    );
    expect(audits).toMatchObject([
      {
        package: 'beta',
        gone: false,
        missing: [],
        altered: [{ path: there('beta/__init__.py'), found: 'unreadable (EACCES)' }],
        protected: [{ path: there('beta'), found: 'mode 000' }],
      },
      {
        package: 'gamma',
        altered: [{ path: there('gamma/__init__.py'), found: 'unreadable (EACCES)' }],
        protected: [{ path: there('gamma/__init__.py') }],
      },
    ]);
  });
});

describe('a link that leads out', () => {
  posixTest(
    'to a file is said and not compared, in the place of a file or a folder; one to a place inside is compared',
    async () => {
      const outside = join(folder, `outside ${number}`);
      await rename(join(site, 'beta'), outside);
      await symlink(outside, join(site, 'beta'));
      await rename(join(site, 'gamma'), join(site, 'gamma-real'));
      await symlink('gamma-real', join(site, 'gamma'));
      await rm(join(site, 'alpha_kit/empty.txt'));
      await symlink(join(outside, '__init__.py'), join(site, 'alpha_kit/empty.txt'));
      const audits = await auditOf(root);
      expect(audits).toEqual([
        { ...kit(), linked: [{ path: there('alpha_kit/empty.txt'), expected: 'a file', found: 'a link' }] },
        {
          ...wholeAudit,
          package: 'beta',
          version: '2.0',
          distInfo: join(site, 'beta-2.0.dist-info'),
          linked: [{ path: there('beta/__init__.py'), expected: 'a file', found: 'a link' }],
        },
      ]);
    },
  );

  posixTest('packages that uv installed by links into its cache are said once each, and read', async () => {
    const byLinks = await installWith('uv', join(folder, 'links'), 'symlink');
    const audits = await auditOf(byLinks, { deep: true });
    expect(findingsOf(audits, { duplicates: [] }).map(({ code }) => code)).toEqual(Array(3).fill('files-linked'));
    expect((await createPackages().list(byLinks))?.packages).toMatchObject([
      { name: 'alpha-kit', requires: ['six>=1; extra == "x"'] },
      { name: 'beta' },
      { name: 'gamma' },
    ]);
  });

  posixTest('METADATA behind one is read only where it is this package’s', async () => {
    const outside = join(folder, `outside ${number}`);
    for (const text of [
      'root:x:0:0\nVersion: 1.0\n',
      'Name: other\nVersion: 2.0\n\n',
      'Name: beta\nVersion: secret\n\n',
    ]) {
      await writeFile(outside, text);
      await rm(join(site, 'beta-2.0.dist-info/METADATA'));
      await symlink(outside, join(site, 'beta-2.0.dist-info/METADATA'));
      expect(await auditOf(root)).toMatchObject([{ package: 'beta', version: '2.0', metadata: 'missing' }]);
    }
    await writeFile(outside, 'Name: Beta\nVersion: 2.0\n\n');
    expect(await auditOf(root)).toMatchObject([{ package: 'beta', metadata: 'whole', linked: [{ found: 'a link' }] }]);
  });

  posixTest('a dist-info that is one counts as having nothing', async () => {
    const outside = join(folder, `outside ${number}`);
    await writeFile(join(site, 'common/__init__.py'), '# of gamma!\n');
    await rename(join(site, 'beta-2.0.dist-info'), outside);
    await symlink(outside, join(site, 'beta-2.0.dist-info'));
    expect(await auditOf(root)).toMatchObject([{ package: 'beta', metadata: 'missing', record: 'missing' }]);
  });
});

describe('as a job', () => {
  test('looks only at the packages asked for', async () => {
    await rm(join(site, 'beta/__init__.py'));
    await rm(join(site, 'gamma/__init__.py'));
    expect((await auditOf(root, { only: ['gamma', 'unknown'] })).map(({ package: name }) => name)).toEqual(['gamma']);
    expect(await auditOf(root, { only: [] })).toEqual([]);
  });

  test('says how far it has come, up to the whole', async () => {
    const heard: [number, number][] = [];
    await auditOf(root, { deep: true, onProgress: (done, total) => heard.push([done, total]) });
    const [done, total] = heard.at(-1) ?? [];
    expect(total).toBeGreaterThan(200 * 1024);
    expect(done).toBe(total);
  });

  test('a cancelled one ends with Cancelled, before and in the middle', async () => {
    const aborted = AbortSignal.abort();
    await expect(auditOf(root, { signal: aborted })).rejects.toThrow(Cancelled);
    const controller = new AbortController();
    const running = auditOf(root, { signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(running).rejects.toThrow(Cancelled);
  });

  test('an environment without packages, and none at all', async () => {
    await rm(site, { recursive: true });
    expect(await auditOf(root)).toEqual([]);
    expect(await auditOf(join(folder, 'nowhere'))).toEqual([]);
  });
});
