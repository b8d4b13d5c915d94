import { assertNever } from '../shared/assert-never.ts';
import type { SettingsTrouble } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { texts } from '../shared/wording/catalogue.ts';
import { settingNames } from '../shared/wording/settings.ts';
import { bytes, listed, sentences, wordAccelerator, wordFailure } from '../shared/wording.ts';

/** What the screen of the settings says, in the current language. */
export const settingWords = () => {
  const said = texts().settings.page;
  return {
    ...said,
    accelerator: (id: string): string => (id === 'auto' ? said.automatic : wordAccelerator(id)),
    chosen: ({ id, reason }: { id: string; reason: string }): string => said.usedLast(wordAccelerator(id), reason),
    /** Limits are whole gigabytes or halves. */
    gigabytes: (count: number): string => bytes(count),
    cache: {
      ...said.cache,
      size: ({ bytes: size, wheels }: { bytes: number; wheels: number }): string =>
        size === 0 ? said.cache.empty : said.cache.inPackages(bytes(size), texts().amounts.packages(wheels)),
      removed: (size: number): string => (size === 0 ? said.cache.nothingRemoved : said.cache.removed(bytes(size))),
    },
    trouble: { ...said.trouble, sentence: wordTrouble },
  };
};

/** The next action after a refused change; null where the failure's own holds. */
export const nextAfterRefusal = (failure: Failure): string | null => {
  const said = texts().settings.page;
  switch (failure.code) {
    case 'manifest-missing':
    case 'manifest-invalid':
      return said.otherManifest;
    case 'permission-denied':
      return said.mayWrite;
    default:
      return null;
  }
};

const wordTrouble = (trouble: SettingsTrouble): string => {
  const said = texts().settings.page.trouble;
  switch (trouble.kind) {
    case 'damaged':
      return sentences([said.damaged, trouble.kept === null ? '' : said.damagedKept(trouble.kept)]);
    case 'partly':
      return sentences([
        said.partly(listed(trouble.keys.map((key) => settingNames[key])), trouble.keys.length),
        trouble.kept === null ? '' : said.partlyKept(trouble.kept),
      ]);
    case 'unreadable':
      return said.unreadable(trouble.path);
    case 'manifest':
      return sentences([wordFailure(trouble.failure).sentence, said.ownManifest]);
    default:
      return assertNever(trouble);
  }
};
