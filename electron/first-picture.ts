import { setTimeout as delay } from 'node:timers/promises';

export interface FirstPicture {
  /** Resolves when the window has been drawn once, is gone, or took too long. */
  drawn: Promise<void>;
  /** To be called when the page asks for more than what it shows first, which it does once that is drawn (renderer/first-picture.ts). */
  isShown: () => void;
}

/** Milliseconds of quiet after the first picture: the first press of a button is not to meet a busy process. */
const quietMs = 50;

/** Milliseconds after which nothing waits for a page that cannot be drawn. */
const longestMs = 5000;

/**
 * Loading the engine keeps this process busy, which has its part in drawing a window and in every press of a
 * button: the first picture goes first.
 */
export const createFirstPicture = (window: {
  once: (event: 'closed', listener: () => void) => unknown;
}): FirstPicture => {
  let isShown = (): void => undefined;
  const shown = new Promise<void>((resolve) => {
    isShown = resolve;
  });
  window.once('closed', () => isShown());
  const drawn = Promise.race([shown.then(() => delay(quietMs)), delay(longestMs, undefined, { ref: false })]);
  return { drawn, isShown: () => isShown() };
};
