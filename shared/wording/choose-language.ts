import { type Language, languages } from './language.ts';

/**
 * The language to speak: the one that the user asked for, or where that is `system` (or nothing that
 * there is) the first of the system's preferred BCP 47 tags that is one of ours. de-AT is German;
 * zh-TW is Traditional Chinese, which is none of ours. Tags that are none are passed over.
 */
export const chooseLanguage = (asked: string, preferred: readonly string[]): Language =>
  [...(asked === 'system' ? [] : [asked]), ...preferred].map(spokenFor).find((one) => one !== null) ?? 'en';

/** With or without a region: in Latin script wherever they are spoken. Intl knows that, too, but takes milliseconds of each start for its first answer. */
const plain = /^(en|de)(?:-[a-z]{2})?$/i;

const spokenFor = (tag: string): Language | null => {
  const name = plain.exec(tag)?.[1]?.toLowerCase();
  if (name !== undefined) return languages.find((one) => one === name) ?? null;
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
