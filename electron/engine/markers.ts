import { valid } from '@renovatebot/pep440';
import { meetsClause } from './specifier.ts';

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

/** Names that setuptools and PEP 345 used; `packaging` takes them for today's. */
const oldNames: ReadonlyMap<string, string> = new Map([
  ['os.name', 'os_name'],
  ['sys.platform', 'sys_platform'],
  ['platform.version', 'platform_version'],
  ['platform.machine', 'platform_machine'],
  ['platform.python_implementation', 'platform_python_implementation'],
  ['python_implementation', 'platform_python_implementation'],
]);

const mirrored: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

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
  const nameOf = (value: string): string => oldNames.get(value) ?? value;
  const textOf = ({ kind, value }: Token): string | undefined => {
    if (kind === 'text') return value;
    return Object.hasOwn(environment, nameOf(value)) ? environment[nameOf(value)] : undefined;
  };
  const [a, b] = [textOf(left), textOf(right)];
  if (a === undefined || b === undefined) return null;
  if (operator === 'in') return b.includes(a);
  if (operator === 'not in') return !b.includes(a);
  const name = nameOf(variable?.value ?? '');
  if (/(?:version|release)$/.test(name) && name !== 'platform_version' && operator !== '===') {
    // '3.8' > python_version says the same as python_version < '3.8'.
    const [version, clause] = left === variable ? [a, operator + b] : [b, (mirrored.get(operator) ?? operator) + a];
    const isMet = valid(version) !== null ? meetsClause(version, clause) : null;
    if (isMet !== null) return isMet;
  }
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
