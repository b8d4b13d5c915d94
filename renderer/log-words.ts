import { texts } from '../shared/wording/catalogue.ts';
import { grouped, partOf } from '../shared/wording.ts';

/** What the log and its export say, in the current language, with numbers as people read them. */
export const logWords = () => {
  const said = texts().page.log;
  const linesOf = (count: number): string => said.count(count, grouped(count));
  return {
    ...said,
    match: (at: number | null, of: number): string => {
      if (of === 0) return said.notFound;
      return at === null ? said.foundIn(linesOf(of)) : partOf(grouped(at), grouped(of));
    },
    countOf: (shown: number, total: number): string =>
      shown === total ? linesOf(total) : partOf(grouped(shown), linesOf(total)),
    copySelected: (count: number): string => said.copySelected(linesOf(count)),
    copiedLines: (lines: number, of: number): string =>
      lines < of ? said.copiedFirst(grouped(lines), linesOf(of)) : said.copiedAll(linesOf(lines)),
  };
};

export const exportWords = () => {
  const said = texts().page.export;
  return {
    ...said,
    redactions: (count: number): string => (count === 0 ? said.nothingPrivate : said.takenOut(count)),
  };
};
