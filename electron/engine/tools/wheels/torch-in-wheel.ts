import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { InstalledTorch } from '../../interfaces/packages.ts';
import { headerBytes } from '../packages/read-beginning.ts';
import { buildOfVersion, buildOfVersionFile } from '../packages/torch-build.ts';

/**
 * The build of a torch that is not installed yet, by its version.py in the wheel; where that does not
 * tell, by the local part of its version. Throws where it is no zip file.
 */
export const torchInWheel = async ({ path, version }: { path: string; version: string }): Promise<InstalledTorch> => {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry())
      if (entry.fileName === 'torch/version.py')
        return { version, build: buildOfVersionFile(await beginningOf(zip, entry)) ?? buildOfVersion(version) };
    return { version, build: buildOfVersion(version) };
  } finally {
    zip.close();
  }
};

/** No more than a version file may have, whatever the archive says of its size. */
const beginningOf = async (zip: ZipFile, entry: Entry): Promise<string> => {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length >= headerBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, headerBytes);
};
