import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A package of the npm registry that only some tests need, and that is too large to be everybody's dependency. */
export interface RegistryPackage {
  name: string;
  version: string;
  /** As the registry and package-lock.json write it. */
  integrity: string;
}

/** Fetches the package's archive into a folder. Answers its path, or why it cannot be had. */
export const fetchArchive = async (
  { name, version, integrity }: RegistryPackage,
  folder: string,
): Promise<{ archive: string } | { missing: string }> => {
  const command = ['pack', `${name}@${version}`, '--ignore-scripts', '--pack-destination', folder];
  const { status } = spawnSync('npm', command, { cwd: folder, stdio: 'ignore', timeout: 300_000 });
  const archive = path.join(folder, `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`);
  if (status !== 0 || !existsSync(archive))
    return { missing: `${name}@${version} cannot be had from the npm registry` };
  return (await sha512(archive)) === integrity ? { archive } : { missing: `${name} does not have the expected hash` };
};

const sha512 = async (file: string): Promise<string> => {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
};
