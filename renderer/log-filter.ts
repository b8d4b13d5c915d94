import type { LogLevel } from '../shared/run-log.ts';
import type { LogLine } from '../shared/run-state.ts';

export interface LogFilter {
  level: LogLevel;
  /** Text that a line holds, whatever its case; empty for every line. */
  search: string;
}

export const linesMatching = (lines: readonly LogLine[], { level, search }: LogFilter): readonly LogLine[] => {
  const wanted = search.trim().toLocaleLowerCase();
  if (level === 'all' && wanted === '') return lines;
  return lines.filter((line) => isOfLevel(line, level) && line.text.toLocaleLowerCase().includes(wanted));
};

const isOfLevel = (line: LogLine, level: LogLevel): boolean => {
  switch (level) {
    case 'all':
      return true;
    case 'notable':
      return line.level === 'warning' || line.level === 'error';
    case 'errors':
      return line.level === 'error';
  }
};

/** 14:02:11, in this computer's time zone. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const timeOfLine = ({ at }: Pick<LogLine, 'at'>): string => clock.format(at);

/** The lines as they are copied: the time, then the text. */
export const linesAsText = (lines: readonly LogLine[]): string =>
  lines.map((line) => `${timeOfLine(line)}  ${line.text}\n`).join('');
