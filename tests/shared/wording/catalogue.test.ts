import { afterEach, describe, expect, it } from 'vitest';
import { de } from '../../../shared/wording/de.ts';
import { en } from '../../../shared/wording/en.ts';
import { type Language, languages, speak } from '../../../shared/wording/language.ts';
import { pluralIn } from '../../../shared/wording/plural.ts';
import { headings } from '../../../shared/wording/terminal.ts';
import { zhHans } from '../../../shared/wording/zh-hans.ts';
import { stepReason, stepTitle, wordFinding, wordOutcome } from '../../../shared/wording.ts';
import { fold } from '../../support/recorded-run.ts';
import { eventsOf, recordedRuns } from '../../support/recorded-runs.ts';
import { sampleFindings } from '../../support/sample-findings.ts';

afterEach(() => speak('en'));

const facts = ['<1>', '<2>', '<3>', '<4>'];

/** Every text by its path. A function is asked with names for all that it takes. */
const everyText = (part: unknown, path = ''): [path: string, text: string][] => {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') return everyText(asked(part), path);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) => everyText(inner, path === '' ? name : `${path}.${name}`));
};

const asked = (words: CallableFunction): unknown => {
  try {
    return Reflect.apply(words, undefined, facts);
  } catch {
    // One that takes a list.
    return Reflect.apply(words, undefined, [facts, facts]);
  }
};

/** Names, units, and what only puts other texts together. */
const sameEverywhere = [
  'failures.setting-invalid.next',
  'failures.setting-invalid.sentence',
  'settings.page.backends.pip',
  'settings.page.backends.uv',
  'settings.page.examples.index',
  'settings.page.examples.noProxy',
  'settings.page.examples.proxy',
  'settings.page.languages.de',
  'settings.page.languages.en',
  'settings.page.languages.zh-Hans',
  'page.product',
  'page.pageTitle',
  'page.launch.ended.sentence',
  'page.labels.python',
  'terminal.machine.python',
  'amounts.together',
  'logLines.packageIs',
  'failures.usage.sentence',
  'failures.index-unreachable.next',
  'failures.download-failed.next',
  'failures.proof-failed.next',
  'failures.not-healed.next',
  'failures.launch-failed.sentence',
  'failures.launch-failed.next',
];
const sameInGerman = [
  'settings.names.manifest',
  'settings.names.proxy',
  'settings.page.cache.inPackages',
  'settings.page.trouble.read',
  'amounts.seconds',
  'amounts.minutes',
  'amounts.hours',
  'downloads.perSecond',
  'findings.accelerator-unproven',
  'findings.check-failed',
  'grammar.stop',
  'grammar.betweenSentences',
  'grammar.comma',
  'grammar.colon',
  'grammar.brackets',
  'holders.endedLine',
  'plans.both',
  'page.labels.gpu',
  'page.labels.system',
  'terminal.machine.gpu',
  'terminal.machine.system',
];

describe.each([
  ['de', de, [...sameEverywhere, ...sameInGerman]],
  ['zh-Hans', zhHans, [...sameEverywhere, 'amounts.decimalMark']],
] as const)('the catalogue in %s', (_, catalogue, same) => {
  const english = new Map(everyText(en));
  const own = everyText(catalogue);

  it('has every text, and no other', () => {
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
  });

  it('leaves nothing in English but names and units', () => {
    const repeated = own.filter(([path, text]) => english.get(path) === text).map(([path]) => path);
    expect(repeated.sort()).toEqual([...same].sort());
  });

  it('tells every fact that the English text tells', () => {
    const told = (text: string): string[] => facts.filter((fact) => text.includes(fact));
    const lacking = own.filter(([path, text]) => told(english.get(path) ?? '').some((fact) => !text.includes(fact)));
    expect(lacking).toEqual([]);
  });
});

it('Chinese and German address everybody in the polite form', () => {
  for (const [path, text] of everyText(zhHans)) expect(text, path).not.toContain('你');
  for (const [path, text] of everyText(de)) expect(text, path).not.toMatch(/\b(?:du|dich|dir|dein(?:e[mnrs]?)?)\b/i);
});

it('Chinese ends its sentences with its own mark, and has no half-width ones among its characters', () => {
  const half = everyText(zhHans).filter(([, text]) => /\p{Script=Han}[,.;:!?](?!\w)/u.test(text));
  expect(half).toEqual([]);
});

/** What the engine, tools and the recording say in an event stays as it is. */
const evidenceIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value, value.replace(/\.$/, '')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(evidenceIn) : [];
};

/** Words that no German or Chinese text has. */
const englishWords = /\b(?:the|is|are|and|of|with|not|which|nothing|found|done|failed|installed)\b/i;

describe.each(languages.filter((one) => one !== 'en'))('a recorded run in %s', (language: Language) => {
  it.each(recordedRuns)('%s has a log, titles and reasons without English', async (name) => {
    await speak(language);
    const events = eventsOf(name);
    const run = fold(events);
    const evidence = [...new Set(evidenceIn(events))].filter((text) => text.length > 3);
    const longestFirst = evidence.sort((a, b) => b.length - a.length);
    const { plan, outcome } = run;
    const said = [
      ...run.log.lines.filter(({ level }) => level !== 'output').map(({ text }) => text),
      ...run.findings.map(wordFinding),
      ...(outcome === null ? [] : Object.values(wordOutcome(run.verb, outcome))),
      ...(plan?.steps ?? []).flatMap((step) => [stepTitle(step), plan === null ? '' : stepReason(step, plan)]),
    ].map((text) => longestFirst.reduce((rest, one) => rest.replaceAll(one, ''), text));
    expect(said.length).toBeGreaterThan(1);
    expect(said.filter((text) => englishWords.test(text))).toEqual([]);
  });

  it('words every kind of finding, but the evidence of a check', async () => {
    const samples = Object.values(sampleFindings).filter(({ code }) => code !== 'check-failed');
    const english = samples.map(wordFinding);
    await speak(language);
    expect(samples.map(wordFinding).filter((text, at) => text === english[at])).toEqual([]);
  });
});

describe('a part of the catalogue that was taken once', () => {
  it('speaks the language of the moment in which it is read', async () => {
    expect(headings.plan).toBe('What will be done');
    await speak('de');
    expect(headings.plan).toBe('Was getan wird');
    expect(Object.entries(headings)).toContainEqual(['plan', 'Was getan wird']);
    expect({ ...headings }).toMatchObject({ plan: 'Was getan wird' });
  });
});

describe('the plural', () => {
  it.each([
    ['en', [0, 1, 2, 5], ['0 packages', '1 package', '2 packages', '5 packages']],
    ['de', [0, 1, 2, 5], ['0 Pakete', '1 Paket', '2 Pakete', '5 Pakete']],
    ['zh-Hans', [0, 1, 2, 5], ['0 个软件包', '1 个软件包', '2 个软件包', '5 个软件包']],
  ] as const)('in %s', (language, counts, texts) => {
    const catalogue = { en, de, 'zh-Hans': zhHans }[language];
    expect(counts.map(catalogue.amounts.packages)).toEqual(texts);
  });

  it('takes its form from the language, not from the number 1', () => {
    expect(pluralIn('zh-Hans')(1, { one: 'one', other: 'other' })).toBe('other');
    expect(pluralIn('de')(1, { one: 'one', other: 'other' })).toBe('one');
  });
});
