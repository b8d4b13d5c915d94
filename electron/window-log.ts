import { join } from 'node:path';
import { redact } from '../shared/redact.ts';
import type { Settings } from '../shared/settings.ts';

export interface WindowLog {
  /** What is written from now on: errors only, what is worth knowing, or each call of the page, too. */
  setLevel: (level: Settings['logLevel']) => void;
  debug: (text: string) => void;
  info: (text: string) => void;
  warn: (text: string) => void;
  error: (text: string, error?: unknown) => void;
}

const levels = { errors: 'error', normal: 'info', everything: 'debug' } as const;

/** Bytes at which the log file is set aside as window.old.log and begun anew. */
const sizeLimit = 1024 * 1024;

/**
 * The window's own log: starts, refused calls, crashes. What a run does is in its journal.
 * electron-log's Node part, because its Electron part would open IPC channels of its own; loaded with
 * the first line, so that the window need not wait for it.
 */
export const createWindowLog = (folder: string): WindowLog => {
  let level: (typeof levels)[Settings['logLevel']] = levels.normal;
  const open = async () => {
    const { default: log } = await import('electron-log/node');
    log.transports.file.resolvePathFn = () => join(folder, 'window.log');
    log.transports.file.maxSize = sizeLimit;
    log.transports.file.level = level;
    log.transports.console.level = 'warn';
    log.hooks.push((message) => ({
      ...message,
      data: message.data.map((part: unknown) => (typeof part === 'string' ? redact(part) : part)),
    }));
    return log;
  };
  let opening: ReturnType<typeof open> | null = null;
  const write = async (kind: 'debug' | 'info' | 'warn' | 'error', text: string): Promise<void> => {
    opening ??= open();
    (await opening)[kind](text);
  };
  return {
    setLevel: (wanted) => {
      level = levels[wanted];
      // In its turn between the lines before and after.
      void opening?.then((log) => {
        log.transports.file.level = levels[wanted];
      });
    },
    debug: (text) => void write('debug', text),
    info: (text) => void write('info', text),
    warn: (text) => void write('warn', text),
    error: (text, error) =>
      void write(
        'error',
        error === undefined
          ? text
          : `${text}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  };
};
