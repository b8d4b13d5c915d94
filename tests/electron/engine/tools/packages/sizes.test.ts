import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sizes } from '../../../../../electron/engine/tools/packages/sizes.ts';

const site = process.platform === 'win32' ? 'Lib/site-packages' : 'lib/python3.11/site-packages';
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'smart-installer-sizes-'));
  await writeFile(join(root, 'pyvenv.cfg'), 'home = /nowhere\n');
});

afterEach(() => rm(root, { recursive: true, force: true }));

const both = new Set(['alpha', 'beta']);

const install = async (name: string, version: string, record: readonly string[]): Promise<void> => {
  const info = join(root, site, `${name}-${version}.dist-info`);
  await mkdir(info, { recursive: true });
  await writeFile(join(info, 'METADATA'), `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
  await writeFile(join(info, 'RECORD'), record.map((line) => `${line}\n`).join(''));
};

test('a file that two dist-infos of one package list counts once, with the size that the later one tells', async () => {
  await install('alpha', '1.0', ['alpha/__init__.py,sha256=x,100', 'alpha/old.py,sha256=x,7']);
  await install('alpha', '2.0', ['alpha/__init__.py,sha256=x,140', 'alpha-2.0.dist-info/RECORD,,']);
  await install('beta', '1.0', ['alpha/__init__.py,sha256=x,30']);
  expect(await sizes(root, both)).toEqual(
    new Map([
      ['alpha', 147],
      ['beta', 30],
    ]),
  );
});

test('a size that is no number of bytes counts as nothing, and so does a package without RECORD', async () => {
  await install('alpha', '1.0', ['alpha/a.py,sha256=x,-5', 'alpha/b.py,sha256=x,9e9', 'alpha/c.py,sha256=x,3']);
  await mkdir(join(root, site, 'beta-1.0.dist-info'), { recursive: true });
  await writeFile(join(root, site, 'beta-1.0.dist-info', 'METADATA'), 'Name: beta\nVersion: 1.0\n');
  expect(await sizes(root, both)).toEqual(
    new Map([
      ['alpha', 3],
      ['beta', 0],
    ]),
  );
});

test('an empty folder has no packages', async () => {
  expect(await sizes(join(root, 'nothing'), both)).toEqual(new Map());
});
