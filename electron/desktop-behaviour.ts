import { type BrowserWindow, clipboard, dialog, Notification, powerMonitor, powerSaveBlocker } from 'electron';
import { aboutBox, aboutText } from './about.ts';
import type { Engine } from './engine/run-request.ts';
import { tellInBackground } from './notices.ts';
import { heedPower } from './power.ts';
import { followInTaskbar } from './taskbar.ts';

export interface BehaviourOptions {
  engine: Pick<Engine, 'state' | 'subscribe'>;
  window: () => BrowserWindow | null;
  /** Shows the window, in front of all others. */
  comeForward: () => void;
  note: (text: string) => void;
}

/** What a desktop expects of an application beside its window. The answer is to be called when the window comes to the front. */
export const behave = ({ engine, window, comeForward, note }: BehaviourOptions): (() => void) => {
  const isFocused = (): boolean => window()?.isFocused() === true;
  const seeTaskbar = followInTaskbar({
    engine,
    isFocused,
    // Below 0 takes the bar away, and above 1 is one that only moves.
    show: ({ value, mode }) =>
      window()?.setProgressBar(mode === 'none' ? -1 : mode === 'indeterminate' ? 2 : value, { mode }),
  });
  const clearNotice = tellInBackground({
    engine,
    isFocused,
    show: ({ title, body, isQuestion }) => {
      if (isQuestion && process.platform === 'win32') window()?.flashFrame(true);
      const notice = new Notification({ title, body });
      notice.on('click', comeForward);
      if (Notification.isSupported()) notice.show();
      return () => notice.close();
    },
  });
  heedPower({
    engine,
    keepAwake: () => {
      const id = powerSaveBlocker.start('prevent-app-suspension');
      return () => powerSaveBlocker.stop(id);
    },
    onSleep: (slept, woke) => {
      powerMonitor.on('suspend', slept);
      powerMonitor.on('resume', woke);
    },
    note,
  });
  return () => {
    if (process.platform === 'win32') window()?.flashFrame(false);
    seeTaskbar();
    clearNotice();
  };
};

/** The versions of what the product is made of, with a button that copies them. */
export const showAbout = async (window: BrowserWindow | null): Promise<void> => {
  const text = aboutText(process.versions, `${process.platform} ${process.arch} ${process.getSystemVersion()}`);
  const box = aboutBox(text);
  const { response } = await (window === null ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box));
  if (response === 1) clipboard.writeText(text);
};
