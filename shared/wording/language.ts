import type { Catalogue } from './en.ts';

/** Languages that the product speaks, as BCP 47 tags. The first one is spoken where none of the others is asked for. */
export const languages = ['en', 'de', 'zh-Hans'] as const;

export type Language = (typeof languages)[number];

/** Each a chunk of its own: only the language that is spoken is loaded. English is always there (catalogue.ts). */
const load: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalogue>>> = {
  de: async () => (await import('./de.ts')).de,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
};

/** What is spoken, with its texts: never the one without the other. */
let spoken: { language: Language; translated: Catalogue | null } = { language: 'en', translated: null };
let lastAsked = 0;

/**
 * Everything that this process or page words from now on is in this language, as soon as its texts are loaded; English at
 * once. Of two that are asked for in a row the last one stays. Never rejects: where the texts cannot be loaded, because the
 * host of a page is gone, say, what was spoken before goes on (`language` tells), and the next call tries anew.
 */
export const speak = async (language: Language): Promise<void> => {
  lastAsked += 1;
  const asked = lastAsked;
  if (language === spoken.language) return;
  if (language === 'en') {
    spoken = { language, translated: null };
    return;
  }
  const translated = await load[language]().catch(() => null);
  if (translated !== null && asked === lastAsked) spoken = { language, translated };
};

export const language = (): Language => spoken.language;

/** The texts of the language that is spoken; null for English. Whoever words something asks catalogue.ts. */
export const translated = (): Catalogue | null => spoken.translated;

/** For Intl: which dates and numbers go with each language. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', 'zh-Hans': 'zh-Hans-CN' };

export const locale = (): string => locales[spoken.language];
