import { compare, valid } from '@renovatebot/pep440';

/**
 * One range of Python versions (PEP 440 specifiers) that lies in both: all their clauses, without
 * the bounds that the other range's own make needless, so that it reads well in a sentence.
 */
export const narrower = (a: string, b: string | null): string => {
  const clauses = [...new Set([a, b ?? ''].flatMap((range) => range.split(',').map((clause) => clause.trim())))].filter(
    (clause) => clause !== '',
  );
  return clauses.filter((clause) => !clauses.some((other) => other !== clause && isStricter(other, clause))).join(',');
};

/** `<3.13` is stricter than `<3.14`, `>=3.11` than `>=3.10`; of other clauses nothing is said. */
const isStricter = (one: string, than: string): boolean => {
  const [left, right] = [bound(one), bound(than)];
  if (left === null || right === null || left.operator !== right.operator) return false;
  const order = compare(left.version, right.version);
  return left.operator === '<' ? order < 0 : order > 0;
};

const bound = (clause: string): { operator: string; version: string } | null => {
  const [, operator = '', version = ''] = /^(<|>=)\s*([0-9][0-9.]*)$/.exec(clause) ?? [];
  return valid(version) === null ? null : { operator, version };
};
