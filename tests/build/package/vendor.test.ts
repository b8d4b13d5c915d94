import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readVendor } from '../../../build/package/vendor.mjs';

const example = path.resolve(import.meta.dirname, '../../../examples/vendor');

/** A copy of the example whose vendor.json is changed. */
const vendor = async (change: object): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vendor-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(example, folder, { recursive: true });
  const file = path.join(folder, 'vendor.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), ...change }));
  return folder;
};

test('the example is a product of its own', async () => {
  expect(await readVendor(example, '1.0.0')).toMatchObject({
    name: 'Notebook Mender',
    id: 'notebook-mender',
    version: '2.3.0',
    // Parsed: the program that is built with it does not do so when it starts.
    manifest: { name: 'notebooks', remove: [], buildFromSource: [], retry: { attempts: 3, waitSeconds: [2, 4, 6] } },
    icon: path.join(example, 'icon.svg'),
  });
  expect(await readVendor(await vendor({ version: undefined }), '1.0.0')).toMatchObject({ version: '1.0.0' });
});

test.each([
  [{ name: 'A/B' }, 'name: must be letters'],
  [{ name: "it's" }, 'name: must be letters'],
  [{ id: 'Upper' }, 'id: must be lower-case'],
  [{ id: 'smart-installer' }, 'must be the vendor’s own'],
  [{ appId: 'nodots' }, 'appId: must look like com.example.product'],
  [{ publisher: 'A <b@c>' }, 'publisher: must not have < or >'],
  [{ homepage: 'http://example.com' }, 'homepage: must be an https:// address'],
  [{ updateUrl: 'http://example.com' }, 'updateUrl: must be an https:// address'],
  [{ version: '1.2' }, 'version: must look like 1.2.3'],
  [{ colour: 'red' }, 'colour'],
])('%o is refused', async (change, sentence) => {
  await expect(readVendor(await vendor(change), '1.0.0')).rejects.toThrow(sentence);
});

test('a folder without its files, and a manifest that cannot be used, are refused by name', async () => {
  const folder = await vendor({});
  await writeFile(path.join(folder, 'manifest.json'), '{ "schemaVersion": 1 }');
  await expect(readVendor(folder, '1.0.0')).rejects.toThrow(/manifest\.json[\s\S]*layers/);
  await rm(path.join(folder, 'icon.svg'));
  await expect(readVendor(folder, '1.0.0')).rejects.toThrow('There is no icon.svg or icon.png');
  await writeFile(path.join(folder, 'vendor.json'), '{');
  await expect(readVendor(folder, '1.0.0')).rejects.toThrow('is no JSON');
  await rm(path.join(folder, 'vendor.json'));
  await expect(readVendor(folder, '1.0.0')).rejects.toThrow('vendor.json cannot be read');
});
