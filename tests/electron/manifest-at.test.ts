import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { loadManifest } from '../../electron/load-manifest.ts';
import { builtInManifest, manifestAt } from '../../electron/manifest-at.ts';

const ownFile = fileURLToPath(new URL('../../shared/manifests/llm.json', import.meta.url));
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

it('is the product’s own where none is named', async () => {
  const found = await manifestAt(null);
  expect(found).toMatchObject({ ok: true, value: { name: 'llm', remove: ['torchao'] } });
  expect(found.ok && found.value).toBe(builtInManifest);
});

it('says of the product’s own all that a parser would, which none does at a start', async () => {
  expect(await loadManifest(ownFile)).toEqual({ ok: true, value: builtInManifest });
});

it('is what a file says, parsed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-at-'));
  folders.push(folder);
  const file = join(folder, 'manifest.json');
  await writeFile(file, '{}');
  expect(await manifestAt(file)).toMatchObject({ ok: false, failure: { code: 'manifest-invalid', path: file } });
});
