import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytes, bytesOf, duration, listed, memory, moment } from '../../../shared/wording/amounts.ts';
import { texts } from '../../../shared/wording/catalogue.ts';
import { de } from '../../../shared/wording/de.ts';
import { en } from '../../../shared/wording/en.ts';
import { type Language, language, locale, speak } from '../../../shared/wording/language.ts';
import { zhHans } from '../../../shared/wording/zh-hans.ts';
import { wordAudit, wordFailure, wordFinding, wordVersions } from '../../../shared/wording.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'UTC';
});
afterEach(async () => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  await speak('en');
});

describe('the language', () => {
  it('is English at first, and its texts come with it', async () => {
    expect([language(), texts().grammar.stop, texts().settings.page]).toEqual([
      'en',
      en.grammar.stop,
      en.settings.page,
    ]);
    await speak('de');
    expect([language(), locale(), texts()]).toEqual(['de', 'de-DE', de]);
    await speak('zh-Hans');
    expect([language(), locale(), texts()]).toEqual(['zh-Hans', 'zh-Hans-CN', zhHans]);
    void speak('en');
    expect([language(), locale(), texts()]).toEqual(['en', 'en-GB', en]);
  });

  it('is never there without its texts: what was spoken goes on until they are loaded', async () => {
    const coming = speak('de');
    expect([language(), texts()]).toEqual(['en', en]);
    await coming;
    expect([language(), texts()]).toEqual(['de', de]);
  });

  it.each<[asked: Language[]]>([
    [['de', 'en']],
    [['de', 'zh-Hans']],
    [['zh-Hans', 'de']],
    [['de', 'zh-Hans', 'de']],
    [['de', 'zh-Hans', 'en', 'de']],
  ])('is the last one of %j in quick succession', async (asked) => {
    await Promise.all(asked.map(speak));
    expect(language()).toBe(asked.at(-1));
    await speak('zh-Hans');
    await Promise.all(asked.map(speak));
    expect(language()).toBe(asked.at(-1));
  });
});

describe('amounts', () => {
  it('have the decimal mark, the words and the order of German', async () => {
    await speak('de');
    expect(bytes(2_400_000_000)).toBe('2,4 GB');
    expect(bytesOf(1_200_000_000, 2_900_000_000)).toBe('1,2 von 2,9 GB');
    expect(bytesOf(812_000_000, 2_400_000_000)).toBe('812 MB von 2,4 GB');
    expect(memory(1.5 * 2 ** 30)).toBe('1,5 GB');
    expect([400, 12_000, 168_000, 3_900_000].map(duration)).toEqual(['0,4 s', '12 s', '2 min 48 s', '1 h 5 min']);
    expect(listed(['a', 'b', 'c'])).toBe('a, b und c');
    expect(moment(Date.UTC(2026, 10, 23, 14, 2))).toBe('23.11.2026, 14:02');
    expect(wordVersions('>=3.10,<3.14')).toBe('3.10 oder neuer, unter 3.14');
  });

  it('have the words and marks of Chinese', async () => {
    await speak('zh-Hans');
    expect(bytes(2_400_000_000)).toBe('2.4 GB');
    expect(bytesOf(1_200_000_000, 2_900_000_000)).toBe('1.2 / 2.9 GB');
    expect([400, 12_000, 168_000, 3_900_000].map(duration)).toEqual([
      '0.4 秒',
      '12 秒',
      '2 分钟 48 秒',
      '1 小时 5 分钟',
    ]);
    expect(listed(['a', 'b', 'c'])).toBe('a、b和c');
    expect(moment(Date.UTC(2026, 10, 23, 14, 2))).toBe('2026年11月23日 14:02');
    expect(wordVersions('>=3.10,<3.14')).toBe('3.10 或更高、低于 3.14');
  });
});

describe('sentences', () => {
  it('are whole German ones', async () => {
    await speak('de');
    expect(wordAudit({ done: 1_200_000_000, total: 2_900_000_000 })).toBe(
      'Installierte Dateien werden geprüft … 41 %, 1,2 von 2,9 GB',
    );
    expect(
      wordFinding({ code: 'dependency-missing', by: 'peft', package: 'tqdm', requirement: 'tqdm', needed: false }),
    ).toBe(
      'peft braucht tqdm; das ist nicht installiert. Die Umgebung selbst braucht peft nicht; nach Belieben installieren oder entfernen.',
    );
    expect(wordFailure({ code: 'python-unusable', path: '/py', reason: 'it is old.' })).toEqual({
      sentence: 'Das Python unter /py ist nicht verwendbar: it is old.',
      next: 'Mit --python ein anderes angeben oder diese Option weglassen.',
    });
  });

  it('follow on each other in Chinese without a space', async () => {
    await speak('zh-Hans');
    expect(
      wordFinding({ code: 'dependency-missing', by: 'peft', package: 'tqdm', requirement: 'tqdm', needed: false }),
    ).toBe('peft 需要 tqdm，但没有安装。环境本身不需要 peft，可以自行安装或移除。');
    expect(wordFailure({ code: 'python-unusable', path: '/py', reason: 'it is old.' }).sentence).toBe(
      '/py 处的 Python 无法使用：it is old。',
    );
  });
});
