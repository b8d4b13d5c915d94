/** A process and the names of what it has open, as lsof tells them. */
export interface LsofProcess {
  pid: number;
  name: string | null;
  paths: string[];
}

/** What `lsof -F pcn0` prints. Source: lsof(8), OUTPUT FOR OTHER PROGRAMS: fields end with NUL, sets of them with a newline. */
export const parseLsof = (output: string): LsofProcess[] => {
  const found: LsofProcess[] = [];
  for (const set of output.split('\0\n')) {
    const fields = new Map(set.split('\0').map((field) => [field.slice(0, 1), field.slice(1)]));
    const pid = fields.get('p');
    if (pid !== undefined && /^\d+$/.test(pid)) {
      const name = fields.get('c');
      found.push({ pid: Number(pid), name: name === undefined ? null : readable(name), paths: [] });
    }
    const path = fields.get('n');
    if (path?.startsWith('/')) found.at(-1)?.paths.push(readable(path));
  }
  return found;
};

const letters: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\\': '\\' };

/**
 * lsof writes what cannot be printed as \n, \\ and, byte by byte of what may be UTF-8, as \xc3\xa9;
 * on Linux it does so a second time to the \012 of mapped files, which stays. A control character
 * is ^A there and cannot be told from a name with a caret.
 */
const readable = (text: string): string =>
  text.replace(/(?:\\x[\da-f]{2})+|\\([ntrbf\\])/g, (all, letter: string | undefined) =>
    letter === undefined ? Buffer.from(all.replaceAll('\\x', ''), 'hex').toString() : (letters[letter] ?? all),
  );
