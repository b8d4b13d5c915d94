import type { Failure } from '../../../shared/failure.ts';

type Kind = 'disk-full' | 'permission-denied' | 'file-locked' | 'path-too-long';

/** errno.h. Python names these numbers on Windows too (`[Errno 13]`). 122 is EDQUOT on Linux, 69 on macOS; ENAMETOOLONG is 36 and 63. */
const posix: Readonly<Record<number, Kind>> = {
  1: 'permission-denied',
  13: 'permission-denied',
  16: 'file-locked',
  26: 'file-locked',
  28: 'disk-full',
  30: 'permission-denied',
  36: 'path-too-long',
  63: 'path-too-long',
  69: 'disk-full',
  122: 'disk-full',
};

/** winerror.h: access denied, write protected, sharing and lock violations, disk full, a name too long, a mapped file. */
const windows: Readonly<Record<number, Kind>> = {
  5: 'permission-denied',
  19: 'permission-denied',
  32: 'file-locked',
  33: 'file-locked',
  39: 'disk-full',
  112: 'disk-full',
  206: 'path-too-long',
  1224: 'file-locked',
};

const names: Readonly<Record<string, Kind>> = {
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
  EROFS: 'permission-denied',
  EBUSY: 'file-locked',
  // A rename to or from another volume: something is mounted there.
  EXDEV: 'file-locked',
  ETXTBSY: 'file-locked',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENAMETOOLONG: 'path-too-long',
};

/** The failure that a code of Node's own file functions means; null for any other code. */
export const failureOfErrno = (code: string | null, path: string): Failure | null => {
  const kind = code === null || !Object.hasOwn(names, code) ? undefined : names[code];
  return kind === undefined ? null : { code: kind, path };
};

/**
 * The failure that a system error in a program's output means, null where it names none. Only the
 * numbers count, because Windows writes the sentence in the user's language: `(os error 32)` by
 * Rust, `[Errno 13]` and `[WinError 32]` by Python. `path` is taken where the output names none.
 */
export const failureInOutput = (
  text: string,
  path: string,
  platform: NodeJS.Platform = process.platform,
): Failure | null => {
  for (const line of text.split('\n').reverse()) {
    for (const match of line.matchAll(/\(os error (\d+)\)|\[WinError (\d+)\]|\[Errno (\d+)\]/g)) {
      const [whole, rust, winError, errno] = match;
      const number = Number(rust ?? winError ?? errno);
      const table = winError !== undefined || (rust !== undefined && platform === 'win32') ? windows : posix;
      const kind = table[number];
      if (kind === undefined) continue;
      const at =
        (rust === undefined
          ? pathAfter(line.slice(match.index + whole.length))
          : pathBefore(line.slice(0, match.index))) ?? path;
      return { code: table === windows && number === 5 && isProgram(at) ? 'file-locked' : kind, path: at };
    }
  }
  return null;
};

/** Windows refuses to delete a loaded program or library with "access denied", not with a sharing violation. */
const isProgram = (path: string): boolean => /\.(?:exe|dll|pyd)$/i.test(path);

/** uv writes the path before the code, in backticks or after "to". */
const pathBefore = (text: string): string | null => {
  const quoted = /.*`([^`]+)`[^`]*$/.exec(text)?.[1];
  return quoted ?? /.* to (\S.*?): [^:]*$/.exec(text)?.[1] ?? null;
};

/** Python writes it after the code, as a literal. */
const pathAfter = (text: string): string | null => /^[^']*'([^']+)'/.exec(text)?.[1]?.replaceAll('\\\\', '\\') ?? null;
