import { redact } from '../../../shared/redact.ts';
import { literalPattern } from './literal-pattern.ts';
import { type PrivateWords, usefulWords } from './private-words.ts';
import { secretPatterns, wordStart } from './secret-patterns.ts';

/** Takes out of text what must not leave the computer in an export (law 7). */
export interface Redactor {
  /** A text of any number of lines; it keeps as many line breaks as it had. */
  text: (text: string) => string;
  /** How much was taken out so far. */
  count: () => number;
}

interface Rule {
  plain: RegExp;
  full: RegExp;
  replace: (match: string, kept: string) => string;
}

const wordEnd = String.raw`(?![\p{L}\p{N}])`;

/** Shorter ones are taken as whole words only: they are parts of too many others. */
const wholeWordBelow = 8;
/** Shorter ones are not looked for across a line break: two lines have them by chance. */
const wrapsFrom = 5;

/** `words`: what is private on this computer; what is known by its form is taken out in any case. */
export const createRedactor = (words: PrivateWords): Redactor => {
  const { homes, users, hosts, secrets } = usefulWords(words);
  const rules = {
    first: [
      ...homes.map(homeRule),
      ...secrets.map((secret) => wordRule(secret, '***', secret.length < wholeWordBelow)),
    ],
    last: [
      ...hosts.map((host) => wordRule(host, '<host>', true)),
      ...users.map((user) => wordRule(user, '<user>', true)),
    ],
  };
  let count = 0;

  const replaceAll = (text: string, pattern: RegExp, replace: Rule['replace']): string =>
    text.replace(pattern, (match: string, kept: string) => {
      const replaced = replace(match, kept);
      if (replaced === match) return match;
      count += 1;
      return replaced + '\n'.repeat(Math.max(0, lineBreaks(match) - lineBreaks(replaced)));
    });
  const apply = (text: string, chosen: readonly Rule[]): string => {
    const isPlain = !/[%\\]/.test(text);
    return chosen.reduce(
      (before, { plain, full, replace }) => replaceAll(before, isPlain ? plain : full, replace),
      text,
    );
  };

  return {
    text: (text) => {
      // What is known goes first: a form may end in the middle of it, and leave a half that nobody knows.
      const known = apply(text, rules.first);
      const withoutCredentials = redact(known);
      if (withoutCredentials !== known) count += 1;
      const formed = secretPatterns.reduce(
        (before, { clue, pattern, replace }) =>
          clue?.test(before) === false ? before : replaceAll(before, pattern, replace),
        withoutCredentials,
      );
      return apply(formed, rules.last);
    },
    count: () => count,
  };
};

const lineBreaks = (text: string): number => text.split('\n').length - 1;

const rule = (before: string, word: string, after: string, replacement: string): Rule => {
  const { plain, full } = literalPattern(word, { wraps: word.length >= wrapsFrom });
  return {
    plain: new RegExp(`()${before}${plain}${after}`, 'giu'),
    full: new RegExp(`()${before}${full}${after}`, 'giu'),
    replace: () => replacement,
  };
};

/** `/root` could be the end of any address; a longer path is looked for behind `-I` as well. */
const homeRule = (home: string): Rule => rule(/^[\\/][^\\/]+$/.test(home) ? wordStart : '', home, wordEnd, '~');

const wordRule = (word: string, replacement: string, isWhole: boolean): Rule =>
  isWhole ? rule(wordStart, word, wordEnd, replacement) : rule('', word, '', replacement);
