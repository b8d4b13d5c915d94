import { satisfies, valid } from '@renovatebot/pep440';

/** What markers compare with, such as `python_version` → `3.12`; without `extra`. */
export type MarkerEnvironment = Readonly<Record<string, string>>;

type Token = { kind: 'word' | 'text' | 'sign'; value: string };

/** Longer than any that a package is known to have; METADATA is not to be trusted. */
const mostLetters = 4096;
const deepest = 50;

const pattern = /\s*(?:(\(|\)|<=|>=|===|==|!=|~=|<|>)|'([^']*)'|"([^"]*)"|([A-Za-z_][A-Za-z0-9_.]*))/y;

const tokensOf = (text: string): Token[] | null => {
  if (text.length > mostLetters) return null;
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const [whole, sign, single, double, word] = pattern.exec(text) ?? [];
    if (whole === undefined) return null;
    if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'text', value: single ?? double ?? '' });
  }
  return tokens;
};

/**
 * Whether a PEP 508 marker is true. `environment` null is an interpreter that cannot be asked: then
 * all but `extra` is taken to be true. A marker that cannot be read is null.
 */
export const evaluateMarker = (
  marker: string,
  environment: MarkerEnvironment | null,
  extras: ReadonlySet<string>,
): boolean | null => {
  const tokens = tokensOf(marker);
  if (tokens === null) return null;
  let at = 0;
  const isWord = (value: string): boolean => tokens[at]?.kind === 'word' && tokens[at]?.value === value;
  const isSign = (value: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.value === value;

  const either = (depth: number): boolean | null => {
    let result = both(depth);
    while (isWord('or')) {
      at += 1;
      const next = both(depth);
      result = result === null || next === null ? null : result || next;
    }
    return result;
  };
  const both = (depth: number): boolean | null => {
    let result = one(depth);
    while (isWord('and')) {
      at += 1;
      const next = one(depth);
      result = result === null || next === null ? null : result && next;
    }
    return result;
  };
  const one = (depth: number): boolean | null => {
    if (depth > deepest) return null;
    if (!isSign('(')) return comparison();
    at += 1;
    const result = either(depth + 1);
    if (!isSign(')')) return null;
    at += 1;
    return result;
  };
  const comparison = (): boolean | null => {
    const left = tokens[at++];
    let operator = tokens[at++];
    if (operator?.kind === 'word' && operator.value === 'not' && isWord('in')) {
      at += 1;
      operator = { kind: 'sign', value: 'not in' };
    }
    const right = tokens[at++];
    if (left === undefined || operator === undefined || right === undefined) return null;
    return compare(left, operator.value, right, environment, extras);
  };

  const result = either(0);
  return at === tokens.length ? result : null;
};

const compare = (
  left: Token,
  operator: string,
  right: Token,
  environment: MarkerEnvironment | null,
  extras: ReadonlySet<string>,
): boolean | null => {
  if (left.kind === 'sign' || right.kind === 'sign') return null;
  const variable = left.kind === 'word' ? left : right.kind === 'word' ? right : null;
  if (variable?.value === 'extra') {
    const name = (variable === left ? right : left).value.replace(/[-_.]+/g, '-').toLowerCase();
    if (operator === '==') return extras.has(name);
    return operator === '!=' ? !extras.has(name) : null;
  }
  if (environment === null) return true;
  const textOf = ({ kind, value }: Token): string | undefined => (kind === 'text' ? value : environment[value]);
  const [a, b] = [textOf(left), textOf(right)];
  if (a === undefined || b === undefined) return null;
  if (operator === 'in') return b.includes(a);
  if (operator === 'not in') return !b.includes(a);
  const isVersion =
    variable !== null && /(?:version|release)$/.test(variable.value) && variable.value !== 'platform_version';
  if (isVersion && left === variable && valid(a) !== null && valid(b.replace(/\.\*$/, '')) !== null)
    return satisfies(a, `${operator}${b}`, { prereleases: true });
  switch (operator) {
    case '==':
    case '===':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return null;
  }
};
