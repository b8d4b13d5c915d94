import { join } from 'node:path';
import log from 'electron-log/node';
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
 * electron-log's Node part, because its Electron part would open IPC channels of its own.
 */
export const createWindowLog = (folder: string): WindowLog => {
  log.transports.file.resolvePathFn = () => join(folder, 'window.log');
  log.transports.file.maxSize = sizeLimit;
  log.transports.file.level = levels.normal;
  log.transports.console.level = 'warn';
  log.hooks.push((message) => ({
    ...message,
    data: message.data.map((part: unknown) => (typeof part === 'string' ? redact(part) : part)),
  }));
  return {
    setLevel: (level) => {
      log.transports.file.level = levels[level];
    },
    debug: (text) => log.debug(text),
    info: (text) => log.info(text),
    warn: (text) => log.warn(text),
    error: (text, error) =>
      log.error(
        error === undefined
          ? text
          : `${text}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  };
};
