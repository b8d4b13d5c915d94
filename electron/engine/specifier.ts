import { compare, parse, valid } from '@renovatebot/pep440';

/**
 * One clause of a version specifier (PEP 440) and a version, compared as Python's `packaging` does it
 * when pre-releases are let in. `satisfies` of @renovatebot/pep440 differs from it: it pads no version
 * for `==1.0.*`, takes versions of one release for equal under `<` and `>`, and leaves epochs aside
 * there. Its reading of versions and their order are right and used here.
 *
 * Null where the clause says nothing that can be read: `>dev`, `>=1.0<2`, `>=1.*`.
 */
export const meetsClause = (version: string, clause: string): boolean | null => {
  const [, operator, text = ''] = /^(===|~=|==|!=|<=|>=|<|>)\s*(\S+)$/.exec(clause.trim()) ?? [];
  if (operator === undefined) return null;
  if (operator === '===') return version.toLowerCase() === text.toLowerCase();
  const isPrefix = text.endsWith('.*');
  const wanted = read(isPrefix ? text.slice(0, -2) : text);
  if (wanted === null) return null;
  if (isPrefix && (wanted.isPre || wanted.isPost || (operator !== '==' && operator !== '!='))) return null;
  // A local version is no part of an order, nor of a compatible release.
  if (wanted.local !== null && operator !== '==' && operator !== '!=') return null;
  const found = read(version);
  // A damaged dist-info names such a version: it is none that anybody could ask for.
  if (found === null) return false;
  switch (operator) {
    case '==':
      return equals(found, wanted, isPrefix);
    case '!=':
      return !equals(found, wanted, isPrefix);
    case '~=':
      if (wanted.release.length < 2) return null;
      return (
        compare(found.public, wanted.text) >= 0 &&
        beginsWith(found, { ...wanted, release: wanted.release.slice(0, -1) })
      );
    case '<=':
      return compare(found.public, wanted.text) <= 0;
    case '>=':
      return compare(found.public, wanted.text) >= 0;
    case '<':
      // 2.0rc1 is before 2.0, but not what somebody means who wants less than 2.0.
      return (
        compare(found.text, wanted.text) < 0 && (wanted.isPre || !found.isPre || compare(found.base, wanted.base) !== 0)
      );
    case '>':
      // Nor is 1.0.post1 or 1.0+cu124 more than 1.0.
      return (
        compare(found.text, wanted.text) > 0 &&
        ((!(found.isPost && !wanted.isPost) && found.local === null) || compare(found.base, wanted.base) !== 0)
      );
    default:
      return null;
  }
};

interface Version {
  text: string;
  epoch: number;
  release: readonly number[];
  isPre: boolean;
  isPost: boolean;
  local: string | null;
  /** Without its local part. */
  public: string;
  /** Epoch and release. */
  base: string;
}

const read = (text: string): Version | null => {
  const parsed = valid(text) === null ? null : parse(text);
  if (parsed === null) return null;
  const { epoch, release, pre, post, dev } = parsed;
  const [publicPart = text, local = null] = text.split('+');
  return {
    text,
    epoch,
    release,
    isPre: (pre ?? null) !== null || (dev ?? null) !== null,
    isPost: (post ?? null) !== null,
    local,
    public: publicPart,
    base: `${epoch}!${release.join('.')}`,
  };
};

const equals = (found: Version, wanted: Version, isPrefix: boolean): boolean => {
  if (isPrefix) return beginsWith(found, wanted);
  return compare(wanted.local === null ? found.public : found.text, wanted.text) === 0;
};

/** 1 begins with 1.0: what a version does not say is 0. */
const beginsWith = (found: Version, { epoch, release }: Pick<Version, 'epoch' | 'release'>): boolean =>
  found.epoch === epoch && release.every((part, at) => part === (found.release[at] ?? 0));
