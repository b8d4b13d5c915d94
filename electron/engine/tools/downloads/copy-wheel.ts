import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Failing, throwIfCancelled } from '../../failing.ts';
import { errorCode } from '../error-code.ts';
import type { WantedWheel } from '../wheelhouse/wheel.ts';
import type { PartialFile } from './partial-file.ts';

const chunkBytes = 256 * 1024;

/**
 * Copies a wheel from a folder on this computer or a share. Throws Failing download-failed where it
 * is not there or cannot be read, Cancelled, and what writing throws.
 */
export const copyWheel = async (
  wanted: WantedWheel,
  { file, signal, onBytes }: { file: PartialFile; signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<void> => {
  const failed = (cause: string): Failing =>
    new Failing({ code: 'download-failed', package: wanted.name, cause, problem: null });
  const path = fileURLToPath(wanted.url);
  const source = await open(path, 'r').catch((error: unknown) => {
    throw failed(errorCode(error) === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read`);
  });
  try {
    if (!(await source.stat()).isFile()) throw failed(`${path} is no file`);
    for (;;) {
      throwIfCancelled(signal);
      const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes);
      if (bytesRead === 0) return;
      onBytes(bytesRead);
      await file.append(buffer.subarray(0, bytesRead));
    }
  } finally {
    await source.close();
  }
};
