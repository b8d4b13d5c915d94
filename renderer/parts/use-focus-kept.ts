import { type RefObject, useEffect } from 'react';

/** Milliseconds that a closed dialog or list has to give the focus back itself. */
const patienceMs = 100;

/**
 * A button that goes with what it did (Retry now, OK) takes the focus with it. It is then put on the
 * screen's heading, so that the keyboard goes on from there, and nothing is scrolled.
 */
export const useFocusKept = (main: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    let last: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null;
    };
    const mend = (): void => {
      if (document.activeElement !== document.body) return;
      main.current?.querySelector('h1')?.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      clearTimeout(timer);
      timer = setTimeout(mend, patienceMs);
    });
    document.addEventListener('focusin', note);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', note);
      watch.disconnect();
      clearTimeout(timer);
    };
  }, [main]);
};
