import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { chooseLanguage } from '../../../shared/wording/choose-language.ts';
import type { Language } from '../../../shared/wording/language.ts';

describe('the language to speak', () => {
  it.each<[asked: string, preferred: string[], chosen: Language]>([
    ['system', [], 'en'],
    ['system', ['en-US'], 'en'],
    ['system', ['de'], 'de'],
    ['system', ['de-AT'], 'de'],
    ['system', ['DE-de'], 'de'],
    ['system', ['de-Latn-CH'], 'de'],
    ['system', ['de-1996'], 'de'],
    ['system', ['en-Shaw', 'de'], 'de'],
    ['system', ['den', 'de'], 'de'],
    ['system', ['zh'], 'zh-Hans'],
    ['system', ['zh-CN'], 'zh-Hans'],
    ['system', ['zh-Hans-SG'], 'zh-Hans'],
    ['system', ['zh-TW'], 'en'],
    ['system', ['zh-Hant'], 'en'],
    ['system', ['zh-HK', 'de-CH'], 'de'],
    ['system', ['fr-FR', 'de-DE', 'en-GB'], 'de'],
    ['system', ['fr-FR', 'pt-BR'], 'en'],
    ['system', ['C', 'x', 'no tag at all', 'de-DE'], 'de'],
    ['en', ['de-DE'], 'en'],
    ['de', ['en-US'], 'de'],
    ['zh-Hans', ['de-DE'], 'zh-Hans'],
    ['klingon', ['de-DE'], 'de'],
  ])('for %s and %j is %s', (asked, preferred, chosen) => {
    expect(chooseLanguage(asked, preferred)).toBe(chosen);
  });

  it('is found without Intl for most, whose start need not wait for its data', () => {
    vi.stubGlobal('Intl', {});
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(['en', 'en-US', 'en-GB', 'de', 'de-AT'].map((tag) => chooseLanguage('system', [tag]))).toEqual([
      'en',
      'en',
      'en',
      'de',
      'de',
    ]);
    expect(chooseLanguage('de', ['en-US'])).toBe('de');
  });
});
