import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** An environment's folder before each test, in which packages are written file by file, as installers leave them. */
export const writtenSite = () => {
  let folder = '';
  const root = (): string => join(folder, 'env');
  const site = (): string => join(root(), 'lib', 'python3.11', 'site-packages');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packages ü '));
    await mkdir(site(), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Relative to site-packages. */
  const put = async (path: string, text = ''): Promise<void> => {
    await mkdir(dirname(join(site(), path)), { recursive: true });
    await writeFile(join(site(), path), text);
  };
  /** An installed package with its files, all of them empty. */
  const install = async (
    name: string,
    version: string,
    files: readonly string[],
    extra: Record<string, string> = {},
  ): Promise<void> => {
    const info = `${name}-${version}.dist-info`;
    for (const file of files) await put(file);
    await put(`${info}/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nText\nName: other\n`);
    await put(`${info}/RECORD`, [...files, `${info}/METADATA`, `${info}/RECORD`].map((file) => `${file},,\n`).join(''));
    for (const [file, text] of Object.entries(extra)) await put(`${info}/${file}`, text);
  };
  return { folder: () => folder, root, site, put, install };
};
