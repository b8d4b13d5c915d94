import { texts } from './catalogue.ts';
import type { Catalogue } from './en.ts';
import { locale } from './language.ts';

/** Numbers as a person would say them, in the current language. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/**
 * With so many digits after the decimal mark of the language, and no mark between thousands. Not by Intl,
 * whose first number takes 20 ms: one of these is in the first lines of every run.
 */
const decimal = (value: number, digits: 0 | 1): string =>
  value.toFixed(digits).replace('.', texts().amounts.decimalMark);

/** What formats in the current language; made once for each, because that takes longer than a whole event of a run. */
const inLanguage = <T>(make: (locale: string) => T): (() => T) => {
  const made = new Map<string, T>();
  return () => {
    const tag = locale();
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
};

const thousands = inLanguage((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }));
const list = inLanguage((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));

/** 12,345: with marks between thousands. */
export const grouped = (count: number): string => thousands().format(count);

/** 812 MB, 2.4 GB: decimal units, as download pages show them. */
export const bytes = (count: number): string => {
  const { amount, unit } = inUnit(count);
  return `${amount} ${unit}`;
};

const inUnit = (count: number): { amount: string; unit: string } => {
  let value = count;
  let power = 0;
  // 999.5 and more would be rounded up to 1000 of the smaller unit
  while (value >= 999.5 && power < units.length - 1) {
    value /= 1000;
    power += 1;
  }
  return { amount: decimal(value, power >= 3 && value < 100 ? 1 : 0), unit: units[power] ?? '' };
};

/** 1.2 of 2.9 GB, 812 MB of 2.4 GB: a part and its whole, the unit said once where it is the same. */
export const bytesOf = (part: number, whole: number): string => {
  const { amount, unit } = inUnit(part);
  return partOf(unit === inUnit(whole).unit ? amount : `${amount} ${unit}`, bytes(whole));
};

/** 2 of 3 packages: parts that are worded already. */
export const partOf = (part: string, whole: string): string => texts().amounts.of(part, whole);

/** attempt 2 of 3 */
export const wordAttempt = (attempt: number, of: number): string => texts().amounts.attempt(attempt, of);

/** 64 GB: memory and graphics memory in binary gigabytes, as their makers count them. Bytes in. */
export const memory = (count: number): string => {
  const gibibytes = count / 2 ** 30;
  const isBroken = gibibytes < 9.95 && Math.abs(gibibytes - Math.round(gibibytes)) > 0.05;
  return `${decimal(gibibytes, isBroken ? 1 : 0)} GB`;
};

/** 8.9: what NVIDIA calls the capability of a card, which is a version and the same in every language. */
export const capability = (value: number): string => value.toFixed(1);

/** 0.4 s, 12 s, 2 min 48 s, 1 h 5 min. Milliseconds in. */
export const duration = (ms: number): string => {
  const said = texts().amounts;
  const seconds = ms / 1000;
  if (seconds < 9.95) return said.seconds(decimal(seconds, 1));
  const whole = Math.round(seconds);
  if (whole < 60) return wholeSeconds(whole);
  if (whole < 3600) return together(said.minutes(String(Math.floor(whole / 60))), whole % 60, said.seconds);
  const minutes = Math.round(whole / 60);
  return together(said.hours(String(Math.floor(minutes / 60))), minutes % 60, said.minutes);
};

const together = (long: string, rest: number, short: (count: string) => string): string =>
  rest === 0 ? long : texts().amounts.together(long, short(String(rest)));

/** 4 s: seconds without tenths, which a time that runs would only flicker with. */
export const wholeSeconds = (count: number): string => texts().amounts.seconds(String(count));

/** Whole seconds left until a deadline, never below 0. */
export const secondsLeft = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1000));

/** 23 Nov 2026, 14:02, in this computer's time zone. */
export const moment = (at: number): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** 1 of 3 packages, 5 files: how far a step is. `total` is null where nobody knows it. */
export const progressOf = ({
  done,
  total,
  unit,
}: {
  done: number;
  total: number | null;
  unit: 'bytes' | keyof Catalogue['amounts']['units'];
}): string => {
  const count = unit === 'bytes' ? bytes : String;
  const amount = total === null ? count(done) : partOf(count(done), count(total));
  return unit === 'bytes' ? amount : `${amount} ${texts().amounts.units[unit]}`;
};

/** 1 package, 3 packages. */
export const packagesIn = (count: number): string => texts().amounts.packages(count);

/** a, b and c. */
export const listed = (items: readonly string[]): string => list().format(items);
