import { stopping } from '../../shared/wording/terminal.ts';
import type { Output } from './output.ts';
import type { View } from './view.ts';

/** One event a line on standard output and nothing else there (contract of the command line). */
export const jsonView = (out: Output, err: Output): View => ({
  show: (event) => out.lines([JSON.stringify(event)]),
  stoppingStill: () => err.lines([stopping.again]),
  end: () => undefined,
});
