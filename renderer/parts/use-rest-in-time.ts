import { useEffect } from 'react';
import { firstPicture } from '../first-picture.ts';
import type { Screen } from '../from-run/screen.ts';
import { loadRest } from '../load-rest.ts';
import { useView } from '../view-context.tsx';

/** Loads what the first screen does without once that is drawn, and at once where another screen is the first: a reloaded page stands in a run. */
export const useRestInTime = (screen: Screen): void => {
  const isOpen = useView(({ link }) => link === 'open');
  useEffect(() => {
    if (screen === 'opening' || !isOpen) return;
    const isDrawnWithout = screen === 'environment' || screen === 'refused';
    // Where the host is gone the page says so already; when it is back, or with the next screen, this tries anew.
    (isDrawnWithout ? firstPicture().then(loadRest) : loadRest()).catch(() => undefined);
  }, [screen, isOpen]);
};
