// @ts-check
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { manifestSchema } from '../shared/manifest.ts';

/**
 * `npm run schema`: publishes the manifest's schema as JSON Schema, so that an editor can check a
 * manifest of another application while it is written. `--out FILE` writes it elsewhere.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const description = [
  'What a Python environment must be, for Smart Installer.',
  'Beyond what this schema can say: each layer has an id of its own, and a profile names only layers that there are.',
  'Requirements are PEP 508 without URL and marker; the python range is a PEP 440 specifier set.',
].join(' ');

const schema = {
  title: 'Smart Installer manifest',
  description,
  // What an author writes: a field with a default may be left out.
  ...z.toJSONSchema(manifestSchema, { io: 'input' }),
};

const at = process.argv.indexOf('--out');
const file = (at < 0 ? undefined : process.argv[at + 1]) ?? path.join(root, 'shared/manifests/manifest.schema.json');
await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
