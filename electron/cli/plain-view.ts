import { stopping } from '../../shared/wording/terminal.ts';
import type { Output } from './output.ts';
import { plainLines } from './plain-lines.ts';
import { printable } from './terminal-text.ts';
import type { View } from './view.ts';

/** Plain lines for a pipe, a log file, or a terminal that cannot move its cursor. */
export const plainView = (out: Output, err: Output): View => ({
  show: (event, state) => out.lines(plainLines(event, state).map(printable)),
  stoppingStill: () => err.lines([stopping.again]),
  end: () => undefined,
});
