// @ts-check
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { loadManifest } from '../../electron/load-manifest.ts';
import { product } from '../../shared/product.ts';
import { sentences, wordFailure } from '../../shared/wording.ts';
import { SetupProblem } from '../setup/problem.mjs';

/** A name that may be a folder's on every system, and stands in a launcher between quotes. */
const nameSchema = z
  .string()
  .min(1)
  .max(60)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{N} ._+-]*[\p{L}\p{N}])?$/u,
    'must be letters, digits, spaces and . _ + - only, and begin and end with a letter or digit',
  );

const secureUrl = z.url({ protocol: /^https$/, error: 'must be an https:// address' });

/** vendor.json; docs/vendors.md says what each is for. */
const vendorSchema = z.strictObject({
  name: nameSchema,
  id: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'must be lower-case letters and digits with single hyphens between'),
  appId: z
    .string()
    .max(120)
    .regex(/^[a-zA-Z][\w-]*(?:\.[a-zA-Z][\w-]*)+$/, 'must look like com.example.product'),
  publisher: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^<>\p{Cc}]+$/u, 'must not have < or > in it'),
  email: z.email(),
  homepage: secureUrl,
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/, 'must look like 1.2.3')
    .optional(),
  /** Folder on a web server that holds what `npm run dist` wrote; the application looks there for updates. */
  updateUrl: z
    .union([secureUrl, z.url({ hostname: /^127\.0\.0\.1$/ })], { error: 'must be an https:// address' })
    .optional(),
});

/**
 * A product as it is packaged.
 * @typedef {z.infer<typeof vendorSchema> & { version: string, manifest: import('../../shared/manifest.ts').Manifest | null, icon: string }} Identity
 */

/** The product under its own name. @param {string} root @returns {Promise<Identity>} */
export const ownIdentity = async (root) => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
  return {
    name: product.name,
    id: product.id,
    homepage: product.homepage,
    appId: product.appId,
    publisher: 'Smart Installer contributors',
    email: 'smart-installer@users.noreply.github.com',
    version,
    manifest: null,
    icon: path.join(root, 'renderer/icon.svg'),
  };
};

/**
 * A vendor's folder: vendor.json, manifest.json and icon.svg or icon.png. Throws SetupProblem with
 * every problem of the file that cannot be used.
 * @param {string} folder @param {string} version where vendor.json names none
 * @returns {Promise<Identity>}
 */
export const readVendor = async (folder, version) => {
  const file = path.join(folder, 'vendor.json');
  const parsed = vendorSchema.safeParse(await readJson(file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: at, message }) => `  ${at.join('.') || 'the file'}: ${message}`);
    throw new SetupProblem(`${file} cannot be used:\n${problems.join('\n')}\ndocs/vendors.md describes each field.`);
  }
  if (parsed.data.id === product.id || parsed.data.name === product.name)
    throw new SetupProblem(`${file} cannot be used: name and id must be the vendor’s own, not ${product.name}’s.`);
  const icon = ['icon.svg', 'icon.png'].map((name) => path.join(folder, name)).find((one) => existsSync(one));
  if (icon === undefined)
    throw new SetupProblem(`There is no icon.svg or icon.png in ${folder}. docs/vendors.md says what it should be.`);
  const loaded = await loadManifest(path.join(folder, 'manifest.json'));
  if (!loaded.ok) {
    const { sentence, next } = wordFailure(loaded.failure);
    const problems = loaded.failure.code === 'manifest-invalid' ? loaded.failure.problems.map((one) => `  ${one}`) : [];
    throw new SetupProblem([sentences([sentence, next]), ...problems].join('\n'));
  }
  return { ...parsed.data, version: parsed.data.version ?? version, manifest: loaded.value, icon };
};

/** @param {string} file @returns {Promise<unknown>} */
const readJson = async (file) => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SetupProblem(
      `${file} cannot be read. A vendor’s folder holds vendor.json, manifest.json and icon.svg or icon.png (docs/vendors.md).`,
    );
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SetupProblem(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
};
