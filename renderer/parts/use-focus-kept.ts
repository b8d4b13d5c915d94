import { type RefObject, useEffect } from 'react';

/**
 * A closed dialog or list has 100 ms to give the focus back itself. On a busy computer it closes later, and until
 * then nothing else takes the focus (it is inert), or what goes in a moment has it still.
 */
const looksAfterMs = [100, 400, 1500] as const;

/**
 * A button that goes with what it did (Retry now, OK), and a field that cannot be used for a moment, take the
 * focus with them. It then goes back to what can be used again, or else to the screen's heading, so that the keyboard
 * goes on from there, and nothing is scrolled.
 */
export const useFocusKept = (main: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    let last: Element | null = null;
    let timers: ReturnType<typeof setTimeout>[] = [];
    const forget = (): void => timers.forEach(clearTimeout);
    const note = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null;
      forget();
    };
    const mend = (): void => {
      if (!isLost(document.activeElement)) return;
      const back = last instanceof HTMLElement && !last.matches(':disabled') ? last : null;
      (back ?? main.current?.querySelector('h1'))?.focus({ preventScroll: true });
    };
    const watch = new MutationObserver((changes) => {
      if (last === null) return;
      const isSwitched = changes.some(({ type, target }) => type === 'attributes' && target === last);
      if (last.isConnected && !isSwitched) return;
      if (!last.isConnected) last = null;
      forget();
      timers = looksAfterMs.map((ms) => setTimeout(mend, ms));
    });
    document.addEventListener('focusin', note);
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', note);
      watch.disconnect();
      forget();
    };
  }, [main]);
};

/** A field that was switched off keeps the focus until the next picture is drawn, which on a busy computer comes late; then nobody has it. */
const isLost = (focused: Element | null): boolean =>
  focused === null || focused === document.body || focused.matches(':disabled');
