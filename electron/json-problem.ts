/**
 * Where a text stops being JSON, for a person to mend: `line 4, column 3: …`; null where it is JSON.
 * Our own scan, because JSON.parse names a place for some errors only, differently in each version.
 */
export const jsonProblem = (text: string): string | null => {
  const space = /[ \t\r\n]*/y;
  const token =
    /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b|[{}[\],:]/uy;
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    space.exec(text);
    at = space.lastIndex;
    if (at >= text.length) return wanted === 'end' ? null : placed(text, at, 'the file ends too early');
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    const next: Wanted | null = found === undefined ? null : after(wanted, found, open);
    if (found === undefined || next === null) return placed(text, at, complaint(wanted, text.slice(at, at + 20)));
    at += found.length;
    wanted = next;
  }
};

/** What may come next; an item or key may follow a comma, or be first in its list or object. */
type Wanted = 'value' | 'first item' | 'first key' | 'key' | 'colon' | 'comma' | 'end';

/** What is wanted after a token, or null where it may not stand there. Keeps `open` in step. */
const after = (wanted: Wanted, token: string, open: ('{' | '[')[]): Wanted | null => {
  const isText = token.startsWith('"');
  const closed = (): Wanted => {
    open.pop();
    return open.length === 0 ? 'end' : 'comma';
  };
  switch (wanted) {
    case 'first key':
    case 'key':
      if (isText) return 'colon';
      return token === '}' && wanted === 'first key' ? closed() : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'comma':
      if (token === ',') return open.at(-1) === '{' ? 'key' : 'value';
      return token === (open.at(-1) === '{' ? '}' : ']') ? closed() : null;
    case 'end':
      return null;
    case 'first item':
    case 'value':
      if (token === ']' && wanted === 'first item') return closed();
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'first key' : 'first item';
      }
      if (token === ',' || token === ':' || token === ']' || token === '}') return null;
      return open.length === 0 ? 'end' : 'comma';
  }
};

const complaint = (wanted: Wanted, rest: string): string => {
  const found = JSON.stringify(/^(?:\w+|.)/su.exec(rest)?.[0] ?? '');
  if (rest.startsWith('//') || rest.startsWith('/*')) return 'JSON has no comments';
  if ((wanted === 'key' || wanted === 'value') && /^[}\]]/.test(rest))
    return `a value is missing, or the comma before ${found} is too many`;
  switch (wanted) {
    case 'first key':
    case 'key':
      return `a name in double quotes was expected, not ${found}`;
    case 'colon':
      return `a colon was expected, not ${found}`;
    case 'comma':
      return `a comma or the end of the list was expected, not ${found}`;
    case 'end':
      return `nothing more was expected, but there is ${found}`;
    case 'first item':
    case 'value':
      return `a value was expected, not ${found}`;
  }
};

const placed = (text: string, at: number, what: string): string => {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what}`;
};
