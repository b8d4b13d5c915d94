import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { Wheel } from '../support/wheel.ts';

const execute = promisify(execFile);

/** What the profile `core` installs. */
export const coreRequirements = ['numpy', 'sympy', 'fsspec'];

/** The wheels of the profile `core` as they are on the real index, to be served from this computer. */
export const realWheels = async (python: string, folder: string): Promise<Wheel[]> => {
  const args = ['-m', 'pip', 'download', '--quiet', '--only-binary', ':all:', '--dest', folder, ...coreRequirements];
  await execute(python, args);
  return Promise.all(
    (await readdir(folder)).map(async (filename): Promise<Wheel> => {
      const bytes = await readFile(join(folder, filename));
      const [name = '', version = ''] = filename.split('-');
      const metadata = unzipSync(bytes, { filter: (file) => file.name.endsWith('.dist-info/METADATA') });
      return {
        name,
        version,
        filename,
        bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        metadata: Buffer.from(Object.values(metadata)[0] ?? []).toString(),
        requiresPython: '>=3.8',
      };
    }),
  );
};
