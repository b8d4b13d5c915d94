import { app } from 'electron';
import type { Settings } from '../shared/settings.ts';
import { chooseLanguage, setLanguage } from '../shared/wording/language.ts';

/** The language of everything that is said outside of the page. Electron knows the system's languages once it is ready. */
export const speak = (asked: Settings['language']): void =>
  setLanguage(chooseLanguage(asked, app.getPreferredSystemLanguages()));
