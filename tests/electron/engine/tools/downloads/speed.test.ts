import { expect, test } from 'vitest';
import { createSpeed } from '../../../../../electron/engine/tools/downloads/speed.ts';

test('is unknown for two seconds, then that of the last three', () => {
  const speed = createSpeed();
  const told = [];
  for (let at = 0; at <= 5000; at += 500) told.push(speed.sample(at, 10_000, at).bytesPerSecond);
  expect(told).toEqual([null, null, null, null, 1000, 1000, 1000, 1000, 1000, 1000, 1000]);
  expect(speed.sample(5000, 10_000, 7000).bytesPerSecond).toBe(333);
  expect(speed.sample(5000, 10_000, 10_000)).toEqual({ bytesPerSecond: 0, msLeft: null });
});

test('does not count what an earlier run had brought', () => {
  const speed = createSpeed();
  speed.sample(0, 10_000, 0);
  speed.skip(5000);
  expect(speed.sample(7000, 10_000, 2000).bytesPerSecond).toBe(1000);
});

test('the time left follows a changed speed slowly', () => {
  const speed = createSpeed();
  let done = 0;
  let left: number | null = null;
  const tell = (at: number, perTick: number): void => {
    done += perTick;
    left = speed.sample(done, 1_000_000, at).msLeft;
  };
  for (let at = 0; at <= 10_000; at += 500) tell(at, 5000);
  expect(left).toBeGreaterThan(85_000);
  expect(left).toBeLessThan(95_000);
  const before = left ?? 0;
  tell(10_500, 50_000);
  expect(left).toBeLessThan(before);
  expect(left).toBeGreaterThan(before * 0.7);
});
