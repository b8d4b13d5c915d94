import { useEffect } from 'react';
import { useView } from '../view-context.tsx';

/** Puts the chosen colours on the page. The window's own process tells Chromium, too; a browser goes by this alone. */
export const useTheme = (): void => {
  const theme = useView(({ host }) => host?.settings.values.theme ?? 'system');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
};
