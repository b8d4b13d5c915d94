import { expect, test } from 'vitest';
import { createKeptOutput } from '../../../../electron/engine/tools/kept-output.ts';

test('keeps all of it, with characters that were split between chunks', () => {
  const kept = createKeptOutput();
  for (const byte of Buffer.from('naïve 日本 🐍\r\n')) kept.add(Uint8Array.of(byte));
  expect(kept.text()).toBe('naïve 日本 🐍\r\n');
});

test('of too much keeps the end, and says so where a parser stumbles over it', () => {
  const kept = createKeptOutput(1000);
  for (let n = 0; n < 100; n += 1) kept.add(Buffer.from(`${JSON.stringify({ n }).padEnd(99)}\n`));
  const [first, ...rest] = kept.text().trimEnd().split('\n');
  expect(first).toBe('[the first 9000 bytes were left out]');
  expect(rest.map((line) => JSON.parse(line).n)).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
  expect(() => JSON.parse(kept.text())).toThrow();
});
