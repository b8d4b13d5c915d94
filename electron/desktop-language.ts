import { app } from 'electron';
import type { Settings } from '../shared/settings.ts';
import { chooseLanguage } from '../shared/wording/choose-language.ts';
import { speak } from '../shared/wording/language.ts';

/** The language of everything that is said outside of the page. Electron knows the system's languages once it is ready. */
export const speakAsAsked = (asked: Settings['language']): Promise<void> =>
  speak(chooseLanguage(asked, app.getPreferredSystemLanguages()));
