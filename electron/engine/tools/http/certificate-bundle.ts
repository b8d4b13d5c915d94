import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appFolders } from '../app-folders.ts';
import { makeFolders } from '../make-folders.ts';
import { writeAtomically } from '../write-atomically.ts';
import { readCertificates } from './certificates.ts';

/**
 * A file in the application's own data with the system's certificates and those of `file`, named after its content.
 * `file` itself where it holds none, or nothing can be written there; both are said. Not in the cache,
 * which several users may share.
 */
export const certificateBundle = async (
  file: string,
  onLine: (line: string) => void,
  folder = join(appFolders().data, 'certificates'),
): Promise<string> => {
  const { ca, unread } = await readCertificates([file]);
  if (unread.length > 0) {
    onLine(`${file} cannot be read or holds no certificate.`);
    return file;
  }
  const text = `${ca.map((pem) => pem.trim()).join('\n')}\n`;
  const path = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 32)}.pem`);
  try {
    if ((await readFile(path, 'utf8').catch(() => null)) === text) return path;
    // Whoever could write it would say whom this user's downloads trust.
    await makeFolders(folder, { mode: 0o700 });
    await writeAtomically(path, text, 0o600);
    return path;
  } catch {
    onLine(`The certificates of the system cannot be put beside those of ${file}: only the latter are trusted.`);
    return file;
  }
};
