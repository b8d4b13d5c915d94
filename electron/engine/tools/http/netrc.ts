import { readFile } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

export interface NetrcEntry {
  /** Lower case; null for `default`, which holds for every host that no entry names. */
  machine: string | null;
  login: string;
  password: string;
}

/**
 * The entries of a .netrc, in their order. Passes over what it does not understand, as curl does:
 * half of such files were written by hand. Words may be quoted; `\` protects the next character in
 * quotes. The body of a macdef ends at an empty line.
 */
export const parseNetrc = (text: string): NetrcEntry[] => {
  const entries: NetrcEntry[] = [];
  const words = wordsOf(text);
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = [words[at], words[at + 1]];
    const entry = entries.at(-1);
    if (word === 'machine' && next !== undefined) {
      entries.push({ machine: next.toLowerCase(), login: '', password: '' });
      at += 1;
    } else if (word === 'default') {
      entries.push({ machine: null, login: '', password: '' });
    } else if ((word === 'login' || word === 'user') && next !== undefined) {
      if (entry !== undefined) entry.login = next;
      at += 1;
    } else if (word === 'password' && next !== undefined) {
      if (entry !== undefined) entry.password = next;
      at += 1;
    } else if (word === 'account') {
      at += 1;
    }
  }
  return entries;
};

/** The entry for a host, or the default one; null where there is neither. */
export const findInNetrc = (entries: readonly NetrcEntry[], host: string): NetrcEntry | null =>
  entries.find(({ machine }) => machine === host.toLowerCase()) ??
  entries.find(({ machine }) => machine === null) ??
  null;

/** The file that NETRC names, or else the first one at home. One that cannot be read says nothing. */
export const readNetrc = async (
  env: NodeJS.ProcessEnv,
  home: string,
  platform: NodeJS.Platform = process.platform,
): Promise<NetrcEntry[]> => {
  const named = env['NETRC'] ?? '';
  const { join } = platform === 'win32' ? win32 : posix;
  const atHome = platform === 'win32' ? ['.netrc', '_netrc'] : ['.netrc'];
  for (const path of named === '' ? atHome.map((name) => join(home, name)) : [named]) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text !== null) return parseNetrc(text);
  }
  return [];
};

const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  let inMacro = false;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    if (inMacro) inMacro = line.trim() !== '';
    else
      for (const found of line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)) {
        // A password may begin with #, so that only a word in the place of a keyword begins a comment.
        if (found[2]?.startsWith('#') && !takesValue.has(words.at(-1) ?? '')) break;
        if (found[2] === 'macdef' && !takesValue.has(words.at(-1) ?? '')) {
          inMacro = true;
          break;
        }
        words.push(found[2] ?? (found[1] ?? '').replace(/\\(.)/g, '$1'));
      }
  }
  return words;
};

const takesValue: ReadonlySet<string> = new Set(['machine', 'login', 'user', 'password', 'account']);
