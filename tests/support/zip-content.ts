import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { fromBuffer, type ZipFile } from 'yauzl';

/** Every file of a zip in its order, by its name, read with another library than the one that writes it. */
export const zipContent = async (path: string): Promise<Record<string, string>> => {
  const zip = await promisify<Buffer, { lazyEntries: boolean }, ZipFile>(fromBuffer)(await readFile(path), {
    lazyEntries: true,
  });
  const content: Record<string, string> = {};
  return new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve(content));
    zip.on('entry', (entry) =>
      zip.openReadStream(entry, async (error, stream) => {
        if (error !== null) return reject(error);
        try {
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part);
          content[entry.fileName] = Buffer.concat(parts).toString('utf8');
          zip.readEntry();
        } catch (broken) {
          reject(broken);
        }
      }),
    );
    zip.readEntry();
  });
};
