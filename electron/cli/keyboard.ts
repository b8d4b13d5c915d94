import type { ReadStream } from 'node:tty';

/** Keys that a wait or a question listens to. */
export interface Keyboard {
  available: boolean;
  listen: () => void;
  rest: () => void;
}

/**
 * Listens only while there is something to press a key for: raw mode takes Ctrl-C and Ctrl-Z from the terminal, and a
 * program in the background that asks for it is stopped by the system.
 */
export const createKeyboard = (
  stdin: ReadStream,
  react: { press: (key: string) => void; stop: () => void },
): Keyboard => {
  const available = stdin.isTTY === true;
  let listening = false;
  const onKey = (pressed: Buffer): void => {
    const keys = pressed.toString('latin1');
    if (keys.includes('\u0003')) react.stop();
    else for (const key of keys) react.press(key);
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
