import { open } from 'node:fs/promises';
import { touchMs } from './owner.ts';

/**
 * Touches our lock file now and then, so that other computers and containers see that we live.
 * Writes the same bytes through the handle that they were just read from: a file that somebody else
 * put in its place is never changed. Returns the way to stop.
 */
export const keepTouching = (path: string, text: string): (() => void) => {
  const timer = setInterval(() => {
    // A folder that cannot be written for a moment is touched the next time.
    touch(path, text).catch(() => undefined);
  }, touchMs);
  timer.unref();
  return () => clearInterval(timer);
};

const touch = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    if ((await file.readFile('utf8')) === text) await file.write(text, 0);
  } finally {
    await file.close();
  }
};
