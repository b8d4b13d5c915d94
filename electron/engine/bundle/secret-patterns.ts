import { separator } from './literal-pattern.ts';

/** What is recognised by its form, whoever's it is. */
export interface SecretPattern {
  pattern: RegExp;
  /** Where this is not found, the pattern is not either; it takes a tenth of the time. */
  clue?: RegExp;
  /** `kept` is the pattern's first group: what stands before the secret. */
  replace: (match: string, kept: string) => string;
}

const stars: SecretPattern['replace'] = (_, kept) => `${kept}***`;

/** A quoted value to its closing quote (with as many backslashes as the opening one), any other to the next space. */
const value = String.raw`(?:(\\{0,8}["'])(?:(?!\2)[^\n])+|(?:(?:basic|bearer|token|digest|negotiate)\s+)?(?:(?!\\{0,8}["'])[^\s&])+)`;

/** Not `tokenizers`, which every language model's environment has. */
const secretNames =
  '(?:token(?!i[sz])|secret|passw(?:or)?d|passphrase|api[-_]?key|(?:access|private|account)[-_]?key|art-api|credential|authorization)';

/** A field of this name holds what nobody else must know, whatever it looks like. */
export const isSecretName = (name: string): boolean => new RegExp(secretNames, 'iu').test(name);

/** A letter before would make it the end of another word, but for what an escape ends with. */
export const wordStart = String.raw`(?:(?<![\p{L}\p{N}])|(?<=%[0-9a-f]{2})|(?<=\\[nrt])|(?<=\\[ux](?:[0-9a-f]{2}){1,2}))`;

/**
 * Tokens by the forms that their makers gave them. Those with a fixed length are known across a line
 * break. Case counts: `hf_transfer` is a package.
 */
const tokens = [
  String.raw`gh[pousr](?:_|%(?:25){0,4}5F)(?:(?:\n?[A-Za-z0-9]){36,}|[A-Za-z0-9]{6,})`,
  String.raw`github_pat_\w{10,}`,
  String.raw`hf(?:_|%(?:25){0,4}5F)(?:(?:\n?[A-Za-z0-9]){34}(?![a-z])|(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{6,})`,
  '(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{12,}',
  String.raw`(?<=%[0-9A-F]{2}|\\[nrt])sk-[A-Za-z0-9_-]{12,}`,
  'pypi-[A-Za-z0-9_-]{16,}',
  'glpat-[A-Za-z0-9_-]{10,}',
  '(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,}',
  String.raw`dckr_[a-z]{2,4}_[\w-]{16,}`,
  '(?<![A-Za-z0-9])AKCp[A-Za-z0-9]{40,}',
  'xox[abeprs]-[A-Za-z0-9-]{10,}',
  '(?:AKIA|ASIA)[0-9A-Z]{16}',
  String.raw`AIza[\w-]{20,}`,
  String.raw`eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?`,
].join('|');

const colonSlashes = String.raw`(?::(?:\\{0,8}\/){2}|%(?:25){0,4}3A(?:%(?:25){0,4}2F){2})`;

const mailHost = String.raw`(?:@|%(?:25){0,4}40)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}`;

/** A folder's name in an address or a path, without spaces: where a name with some ends, nobody can tell. */
const folderName = String.raw`(?:[^\\/\s"'\x60<>|:;,*?()&%]|%(?!(?:25){0,4}(?:2F|5C|22|20|3A))[0-9A-F]{2})+`;

/** In their order: what comes first must still find the whole of what it is known by. */
export const secretPatterns: readonly SecretPattern[] = [
  // An address that holds another one or stands in JSON, and one whose password a line break tore.
  {
    pattern: new RegExp(`(${colonSlashes})(?:(?!%(?:25){0,4}2F)[^\\s/?#"'&@\\\\]){1,300}(?:%(?:25){0,4}40|@)`, 'giu'),
    replace: (_, kept) => `${kept}***@`,
  },
  { pattern: /(:(?:\\{0,8}\/){2})[^\s/?#"'@]{0,200}\n[^\s/?#"'@]{1,200}@/gu, replace: (_, kept) => `${kept}***@` },
  {
    pattern: new RegExp(
      `(${secretNames}[\\w.-]{0,40}(?:\\\\{0,8}["'])?\\s*(?:[:=](?!=)|%(?:25){0,4}3[AD])\\s*)${value}`,
      'giu',
    ),
    replace: keyed,
  },
  {
    clue: new RegExp(`${secretNames}[\\w-]{0,20}\\s`, 'iu'),
    pattern: new RegExp(`(--?[\\w-]{0,30}${secretNames}[\\w-]{0,20}\\s+)(?!-)${value}`, 'giu'),
    replace: keyed,
  },
  // What a signed address is worth, in the names that clouds give it.
  {
    pattern: new RegExp(`([?&](?:x-[a-z]{1,9}-)?(?:signature|sig|policy)=)${value}`, 'giu'),
    replace: stars,
  },
  { pattern: /(\b(?:set-)?cookie:[ \t]*)[^\n]+/giu, replace: stars },
  // PWD is a folder.
  { pattern: /((?<![\p{L}\p{N}])pwd\s?[=:]\s?)(?![\\/~]|[a-z]:)[^\s;&]+/giu, replace: stars },
  {
    clue: /PRIVATE KEY/u,
    pattern:
      /()-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:(?!-----END)[\s\S]){0,20000}(?:-----END [A-Z ]{0,40}-----)?/gu,
    replace: stars,
  },
  // A proxy as variables may name it, without a scheme; a port tells it from a time and an e-mail address.
  { pattern: /()(?<![\w/:@])[\w.+-]{1,64}:[^\s/@]{1,100}@(?=[\w.-]{1,253}:\d{2,5}\b)/gu, replace: () => '***@' },
  { pattern: /(\bmachine\s+\S+|\bdefault)(?:\s+(?:login|user|account|password)\s+\S+){1,4}/giu, replace: netrc },
  { pattern: /(\bbearer\s+)[\w+/=.~-]{8,}/giu, replace: stars },
  { pattern: /(\bbasic\s+)(?=\S*[0-9=])[A-Za-z0-9+/=]{8,}/giu, replace: stars },
  { pattern: new RegExp(`()(?:${tokens})`, 'gu'), replace: stars },
  {
    clue: new RegExp(mailHost, 'u'),
    pattern: new RegExp(String.raw`()[\p{L}\p{N}.!#$%^+_{|}~-]{1,64}${mailHost}`, 'gu'),
    replace: () => '<e-mail>',
  },
  // Other people's home folders: a journal may be from another account. Windows has names with spaces; a path goes on behind them.
  {
    clue: /Users|Documents and Settings/iu,
    pattern: new RegExp(
      String.raw`()(?<![\p{L}\p{N}])[A-Z]:${separator}(?:Users|Documents and Settings)${separator}${folderName}(?: ${folderName}){1,3}(?=[\\/])`,
      'giu',
    ),
    replace: () => '~',
  },
  {
    clue: /Users|home|Documents and Settings/iu,
    pattern: new RegExp(
      String.raw`()(?:(?<![\p{L}\p{N}.*~])|(?<=%[0-9A-F]{2})|(?<=-[IL]))(?:[A-Z]:|[\\/](?:mnt[\\/])?[a-z](?=[\\/]))?${separator}(?:Users|home|Documents and Settings)${separator}${folderName}`,
      'giu',
    ),
    replace: () => '~',
  },
];

function keyed(match: string, kept: string): string {
  const rest = match.slice(kept.length);
  const [quote = ''] = /^\\{0,8}["']/.exec(rest) ?? [];
  return `${kept}${quote}***`;
}

function netrc(match: string, kept: string): string {
  return `${kept}${match.slice(kept.length).replace(/(\s(?:login|user|account|password)\s+)\S+/giu, '$1***')}`;
}
