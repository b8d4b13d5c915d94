import { expect, it } from 'vitest';
import { partsOf } from '../../../renderer/run-log/marked-parts.ts';

const marked = (text: string, search: string): string =>
  partsOf(text, search)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

it.each([
  ['Needle in a needle', 'NEEDLE', '[Needle] in a [needle]'],
  ['aaa', 'a', '[a][a][a]'],
  ['Ähre', ' ä ', '[Ä]hre'],
  ['nothing', 'x', 'nothing'],
  ['everything', '', 'everything'],
  ['', 'x', ''],
  ['a.c abc', '.', 'a[.]c abc'],
])('in %j %j is marked as %j', (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});

it('marks nothing at the wrong place where letters have no single small one, and not without end', () => {
  expect(marked('İstanbul bul', 'bul')).toBe('İstanbul bul');
  expect(partsOf('a'.repeat(4000), 'a').length).toBeLessThan(202);
  expect(
    partsOf('ab'.repeat(2000), 'a')
      .map(({ text }) => text)
      .join(''),
  ).toBe('ab'.repeat(2000));
});
