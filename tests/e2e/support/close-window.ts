import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { WindowApp } from './window-app.ts';

/** As its user closes it. */
export const closeWindow = ({ electron }: WindowApp): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

export const ended = (program: ChildProcess): Promise<unknown> =>
  program.exitCode === null && program.signalCode === null ? once(program, 'exit') : Promise.resolve();
