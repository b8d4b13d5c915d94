import { posix, win32 } from 'node:path';

type Platform = NodeJS.Platform;

/**
 * A whole path, normalised, or what is wrong with it. `~` is a shell's word and means nothing here;
 * on Windows a drive or a share must be named, and a `\\?\` prefix is refused because imports fail
 * under it.
 */
export const wholePath = (
  text: string,
  platform: Platform = process.platform,
): { path: string } | { problem: string } => {
  const problem = pathProblem(text, platform);
  if (problem !== null) return { problem };
  const { isAbsolute, resolve } = platform === 'win32' ? win32 : posix;
  if (platform === 'win32' ? !/^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(text) : !isAbsolute(text))
    return {
      problem: `must be a whole path, such as ${platform === 'win32' ? 'C:\\Users\\you\\env' : '/home/you/env'}`,
    };
  return { path: resolve(text) };
};

/** What no path may be, whole or not; null where there is nothing to say against it. */
export const pathProblem = (text: string, platform: Platform = process.platform): string | null => {
  if (text.trim() === '') return 'must not be empty';
  if (text.includes('\0')) return 'must not hold a NUL character';
  if (/^~(?:$|[\\/])/.test(text)) return 'begins with ~, which is not resolved here: write the whole path';
  if (platform === 'win32' && /^[\\/]{2}[?.](?:[\\/]|$)/.test(text))
    return 'begins with \\\\?\\ or \\\\.\\, under which Python cannot import: leave that prefix out';
  return null;
};
