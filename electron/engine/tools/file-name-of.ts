import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last part of a `file:` or web address: of a wheel it is its file's name, which nobody has checked yet. */
export const fileNameOf = (url: string): string => {
  const { protocol, pathname } = new URL(url);
  return basename(protocol === 'file:' ? fileURLToPath(url) : decodeURIComponent(pathname));
};
