import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const repository = path.resolve(import.meta.dirname, '../..');
const manifests = path.join(repository, 'shared/manifests');
const published = readFileSync(path.join(manifests, 'manifest.schema.json'), 'utf8');

test('the published schema is what shared/manifest.ts says now (else: npm run schema)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'schema-'));
  try {
    const file = path.join(folder, 'manifest.schema.json');
    execFileSync(process.execPath, [path.join(repository, 'build/manifest-schema.mjs'), '--out', file]);
    expect(published).toBe(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('it takes the default manifest as it is written, and refuses what no manifest may say', () => {
  const schema = z.fromJSONSchema(JSON.parse(published));
  const manifest = JSON.parse(readFileSync(path.join(manifests, 'llm.json'), 'utf8'));
  expect(schema.safeParse(manifest).error).toBeUndefined();
  expect(schema.safeParse({ ...manifest, shell: 'rm -rf /' }).success).toBe(false);
  expect(schema.safeParse({ ...manifest, remove: ['a package; and more'] }).success).toBe(false);
});
