import type { ReadStream } from 'node:tty';

/** Keys that a wait listens to. */
export interface Keyboard {
  available: boolean;
  listen: () => void;
  rest: () => void;
}

/**
 * Listens only while there is a wait: raw mode takes Ctrl-C and Ctrl-Z from the terminal, and a
 * program in the background that asks for it is stopped by the system.
 */
export const createKeyboard = (stdin: ReadStream, react: { retry: () => void; stop: () => void }): Keyboard => {
  const available = stdin.isTTY === true;
  let listening = false;
  const onKey = (pressed: Buffer): void => {
    const keys = pressed.toString('latin1');
    if (keys.includes('\u0003')) react.stop();
    else if (/r/i.test(keys)) react.retry();
  };
  return {
    available,
    listen: () => {
      if (!available || listening) return;
      listening = true;
      stdin.setRawMode(true);
      stdin.on('data', onKey).resume();
    },
    rest: () => {
      if (!listening) return;
      listening = false;
      stdin.off('data', onKey).pause();
      stdin.setRawMode(false);
    },
  };
};
