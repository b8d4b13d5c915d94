import { expect, test } from 'vitest';
import { bare } from '../../../shared/wording/bare.ts';

test.each([
  [' it failed. ', 'it failed'],
  ['what: ;, .', 'what'],
  ['a.b', 'a.b'],
  ['...', ''],
  ['', ''],
])('%j ends without a stop', (text, expected) => {
  expect(bare(text)).toBe(expected);
});

test('a text of nothing but stops before its end takes no time', () => {
  const began = performance.now();
  const text = `${'. '.repeat(500_000)}x`;
  expect(bare(text)).toBe(text);
  expect(performance.now() - began).toBeLessThan(1000);
});
