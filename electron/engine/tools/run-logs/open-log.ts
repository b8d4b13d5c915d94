import type { LineLevel } from '../../../../shared/events.ts';
import type {
  FoundLine,
  LogEnd,
  LogFilter,
  LogPage,
  LogQuery,
  LogText,
  ShownLine,
} from '../../../../shared/run-log.ts';
import { createColumn, firstFrom, large, small, tiny } from './column.ts';
import { createFold } from './folded-lines.ts';
import { openJournal } from './journal-reader.ts';
import { createTextFile } from './text-file.ts';
import { createViews } from './views.ts';

export interface OpenLog {
  /** Reads on for about so many milliseconds, and at least once. True where there is more to read. */
  readOn: (ms: number) => boolean;
  page: (query: LogQuery & { from: number; count: number }) => LogPage;
  find: (query: LogQuery & { from: number; backwards: boolean }) => FoundLine;
  text: (query: LogQuery & { range: { from: number; to: number } | null }) => LogText;
  close: () => void;
}

export const levels: readonly LineLevel[] = ['output', 'info', 'warning', 'error'];
const errorLevel = levels.indexOf('error');

/** Letters of a line that are shown; what is copied is whole. */
const shownLetters = 4000;
/** Letters that are copied at a time. */
const copiedLetters = 4_000_000;

const timeOf = (at: number): string => {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => `${part}`.padStart(2, '0')).join(':');
};

/** A run's log, folded and indexed as it is read. Everything here is synchronous: it is made for a thread. */
export const openLog = ({ journal, storeFolder }: { journal: string; storeFolder: string }): OpenLog => {
  const reader = openJournal(journal);
  const [texts, searched] = [createTextFile(storeFolder), createTextFile(storeFolder)];
  const fold = createFold();
  const [times, steps, kinds] = [createColumn(large), createColumn(small), createColumn(tiny)];
  /** Number of a step in `steps`, from 1; 0 is no step. */
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const firstErrors = new Map<number | null, number>();
  let isDamaged = false;
  let isReading = true;

  const numberOf = (step: string | null): number => {
    if (step === null) return 0;
    const known = numbers.get(step);
    if (known !== undefined) return known;
    ids.push(step);
    numbers.set(step, ids.length);
    return ids.length;
  };

  const take = (line: string): void => {
    if (isDamaged) return;
    const said = fold.take(line);
    if (said === null) {
      isDamaged = true;
      return;
    }
    for (const { at, step, level, text } of said) {
      const [number, kind] = [numberOf(step), levels.indexOf(level)];
      if (kind === errorLevel)
        for (const key of [number, null]) if (!firstErrors.has(key)) firstErrors.set(key, times.length());
      texts.add(text);
      searched.add(text.toLowerCase());
      times.push(at);
      steps.push(number);
      kinds.push(kind);
    }
  };

  const numberWanted = (step: LogFilter['step']): number | null => (step === null ? null : (numbers.get(step) ?? -1));
  const views = createViews({
    count: times.length,
    isShown: ({ step, level }) => {
      const number = numberWanted(step);
      const least = level === 'all' ? 0 : level === 'notable' ? errorLevel - 1 : errorLevel;
      return (index) => kinds.at(index) >= least && (number === null || steps.at(index) === number);
    },
    search: (text, from, found) => searched.search(text.toLowerCase(), from, found),
  });

  const end = (): LogEnd => {
    if (isDamaged || reader.end() === 'too-long') return 'damaged';
    if (isReading) return 'reading';
    if (fold.isFinished()) return 'finished';
    return reader.end() === 'torn' ? 'torn' : 'open';
  };

  const failure = (): number | null => {
    const step = fold.failedStep();
    const ofStep = step === null ? undefined : firstErrors.get(numberOf(step));
    return ofStep ?? firstErrors.get(null) ?? null;
  };

  const lineAt = (index: number): ShownLine => {
    const text = texts.read(index);
    return {
      index,
      at: times.at(index),
      step: ids[steps.at(index) - 1] ?? null,
      level: levels[kinds.at(index)] ?? 'output',
      text: text.slice(0, shownLetters),
      hidden: Math.max(0, text.length - shownLetters),
    };
  };

  return {
    readOn: (ms) => {
      const until = performance.now() + ms;
      do isReading = !isDamaged && reader.readOn(take);
      while (isReading && performance.now() < until);
      return isReading;
    },
    page: ({ filter, search, from, count }) => {
      const { shown, matches } = views.of(filter, search);
      const to = Math.min(shown.length(), from + count);
      const lines: ShownLine[] = [];
      for (let position = from; position < to; position += 1) lines.push(lineAt(shown.at(position)));
      return {
        state: {
          end: end(),
          total: times.length(),
          shown: shown.length(),
          matches: matches.length(),
          steps: ids.map((id) => ({ id, title: fold.titleOf(id) })),
          failure: failure(),
        },
        from,
        lines,
      };
    },
    find: ({ filter, search, from, backwards }) => {
      const { matches } = views.of(filter, search);
      const count = matches.length();
      if (count === 0) return null;
      const behind = firstFrom(matches, from) - (backwards ? 1 : 0);
      const at = (behind + count) % count;
      return { position: matches.at(at), ordinal: at + 1 };
    },
    text: ({ filter, search, range }) => {
      const { shown, matches } = views.of(filter, search);
      const [from, to] = range === null ? [0, Number.POSITIVE_INFINITY] : [range.from, range.to];
      const positions = range === null && search.trim() !== '' ? matches : null;
      const last = Math.min(to, (positions ?? shown).length() - 1);
      const parts: string[] = [];
      let letters = 0;
      for (let at = from; at <= last && letters < copiedLetters; at += 1) {
        const index = shown.at(positions === null ? at : positions.at(at));
        const part = `${timeOf(times.at(index))}  ${texts.read(index)}\n`;
        letters += part.length;
        parts.push(part);
      }
      return { text: parts.join(''), lines: parts.length, of: Math.max(0, last - from + 1) };
    },
    close: () => {
      for (const { close } of [reader, texts, searched]) close();
    },
  };
};
