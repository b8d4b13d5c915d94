import { openPromise } from 'yauzl';

/** A file takes whole blocks on the disk; 4 KiB is what ext4, NTFS and APFS use. */
const blockBytes = 4096;

/**
 * What the files of a wheel take on a disk, by its directory. Nothing is unpacked, and what the
 * directory says is only used for a sum: installers check each file themselves. Throws where it is no zip file.
 */
export const unpackedBytesOf = async (path: string): Promise<number> => {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    let bytes = 0;
    for await (const { uncompressedSize } of zip.eachEntry())
      bytes += Math.ceil(uncompressedSize / blockBytes) * blockBytes;
    return bytes;
  } finally {
    zip.close();
  }
};
