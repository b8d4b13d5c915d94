/** Languages that the product speaks, as BCP 47 tags. The first one is spoken where none of the others is asked for. */
export const languages = ['en', 'de', 'zh-Hans'] as const;

export type Language = (typeof languages)[number];

let current: Language = 'en';

/** Of this process or page; everything that is worded after it is in this language. */
export const setLanguage = (language: Language): void => {
  current = language;
};

export const language = (): Language => current;

/** For Intl: which dates and numbers go with each language. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', 'zh-Hans': 'zh-Hans-CN' };

export const locale = (): string => locales[current];

/**
 * The language to speak: the one that the user asked for, or where that is `system` (or nothing that
 * there is) the first of the system's preferred BCP 47 tags that is one of ours. de-AT is German;
 * zh-TW is Traditional Chinese, which is none of ours. Tags that are none are passed over.
 */
export const chooseLanguage = (asked: string, preferred: readonly string[]): Language =>
  [...(asked === 'system' ? [] : [asked]), ...preferred].map(spokenFor).find((one) => one !== null) ?? 'en';

const spokenFor = (tag: string): Language | null => {
  const wanted = writtenAs(tag);
  return wanted === null ? null : (languages.find((one) => writtenAs(one) === wanted) ?? null);
};

/** Language and script, which the region tells where the tag does not: zh-CN is zh-Hans. */
const writtenAs = (tag: string): string | null => {
  try {
    const { language: spoken, script } = new Intl.Locale(tag).maximize();
    return `${spoken}-${script}`;
  } catch {
    return null;
  }
};
