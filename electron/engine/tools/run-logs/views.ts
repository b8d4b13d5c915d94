import type { LogFilter } from '../../../../shared/run-log.ts';
import { type Column, createColumn, firstFrom, middle } from './column.ts';

interface ViewsOptions {
  /** Lines so far. */
  count: () => number;
  isShown: (filter: LogFilter) => (index: number) => boolean;
  /** Tells the indexes of lines from `from` on that hold a text. */
  search: (text: string, from: number, found: (index: number) => void) => void;
}

/** What a filter shows, by position; and the positions among these that a search finds. Both grow with the log. */
interface View {
  shown: Column;
  matches: Column;
}

/**
 * The last filter and the last search are kept with what they gave, and go on from there: a log is
 * asked about again and again while it grows.
 */
export const createViews = ({ count, isShown, search }: ViewsOptions) => {
  const all: Column = { length: count, at: (index) => index, push: () => undefined };
  let filtered = { key: '', seen: 0, indexes: createColumn(middle) };
  let searched = { key: '', seen: 0, indexes: createColumn(middle) };
  let both = { key: '', seen: 0, positions: createColumn(middle) };

  const shownBy = (filter: LogFilter): Column => {
    if (filter.level === 'all' && filter.step === null) return all;
    const key = JSON.stringify([filter.step, filter.level]);
    if (filtered.key !== key) filtered = { key, seen: 0, indexes: createColumn(middle) };
    const shows = isShown(filter);
    for (; filtered.seen < count(); filtered.seen += 1) if (shows(filtered.seen)) filtered.indexes.push(filtered.seen);
    return filtered.indexes;
  };

  const foundBy = (text: string): Column => {
    if (searched.key !== text) searched = { key: text, seen: 0, indexes: createColumn(middle) };
    if (text !== '') search(text, searched.seen, (index) => searched.indexes.push(index));
    searched.seen = count();
    return searched.indexes;
  };

  const amongShown = (filter: LogFilter, text: string, shown: Column, found: Column): Column => {
    if (shown === all) return found;
    const key = JSON.stringify([filter.step, filter.level, text]);
    if (both.key !== key) both = { key, seen: 0, positions: createColumn(middle) };
    for (; both.seen < found.length(); both.seen += 1) {
      const index = found.at(both.seen);
      const position = firstFrom(shown, index);
      if (position < shown.length() && shown.at(position) === index) both.positions.push(position);
    }
    return both.positions;
  };

  return {
    of: (filter: LogFilter, text: string): View => {
      // A line break is in no line.
      const wanted = text.trim().replaceAll('\n', ' ');
      const shown = shownBy(filter);
      return { shown, matches: amongShown(filter, wanted, shown, foundBy(wanted)) };
    },
  };
};
