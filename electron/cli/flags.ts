import { resolve } from 'node:path';
import { CommanderError, InvalidArgumentError, Option } from 'commander';
import { packageNamePattern } from '../../shared/package-name.ts';
import { pathProblem } from '../whole-path.ts';

/** Flags that several commands have, and how values are read; paths are whole from `cwd` on. */
export const flagsFrom = (cwd: string) => {
  const path = (value: string): string => {
    const problem = pathProblem(word(value));
    if (problem !== null) throw new InvalidArgumentError(`It ${problem}.`);
    return resolve(cwd, value);
  };
  return {
    word,
    path,
    port,
    days,
    size,
    url,
    urls: (value: string, before: string[] | undefined): string[] => [...(before ?? []), url(value)],
    packages: (value: string, before: string[] | undefined): string[] => [...(before ?? []), packageNamed(value)],
    environment: (text = 'Folder of the environment; needed.') => new Option('--env <folder>', text).argParser(path),
    manifest: () =>
      new Option(
        '--manifest <file>',
        'What the environment must be; the default is the product’s own stack.',
      ).argParser(path),
    profile: () =>
      new Option('--profile <name>', 'Part of the manifest: full is all of it.').default('full').argParser(word),
    json: () => new Option('--json', 'Print one event a line as JSON, and nothing else, on standard output.'),
  };
};

const word = (value: string): string => {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  // `--env --json` would otherwise make a folder named --json
  if (value.startsWith('-')) throw new InvalidArgumentError('It looks like an option; its own value is missing.');
  return value;
};

/** A wrong value is not repeated in the message: it may hold a password in a form that cannot be recognised. */
const url = (value: string): string => {
  if (!isIndexUrl(value))
    throw new CommanderError(
      2,
      'smart-installer.url',
      'a package index (--index-url, --extra-index-url) must be a URL that begins with https://, http:// or file://',
    );
  return value;
};

const isIndexUrl = (value: string): boolean => {
  try {
    return !/\s/.test(value) && ['https:', 'http:', 'file:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
};

const packageNamed = (value: string): string => {
  if (value.length > 100 || !packageNamePattern.test(value))
    throw new InvalidArgumentError('It must be the name of one package.');
  return value;
};

const port = (value: string): number => {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number <= 65_535)) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return number;
};

const days = (value: string): number => {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError('It must be a whole number of days.');
  return Number(value);
};

const powers: Readonly<Record<string, number>> = { '': 0, K: 1, M: 2, G: 3, T: 4 };

/** Bytes, in decimal units as the product shows them. */
const size = (value: string): number => {
  const [, amount, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\s*([KMGT]?)B?$/i.exec(value) ?? [];
  if (amount === undefined || unit === undefined)
    throw new InvalidArgumentError('It must be a size such as 500MB or 5GB.');
  return Math.round(Number(amount) * 1000 ** (powers[unit.toUpperCase()] ?? 0));
};
