import { expect, test } from 'vitest';
import { alternate } from './alternate.ts';

test('who begins changes, each is asked once a round, and what is not measured is not told', async () => {
  const asked: string[] = [];
  const contender = (name: string) => async (round: number) => {
    asked.push(`${name}${round}`);
    return round;
  };
  const times = await alternate({ rounds: 5, unmeasured: 1 }, { a: contender('a'), b: contender('b') });
  expect(asked.join(' ')).toBe('a-1 b-1 b0 a0 a1 b1 b2 a2 a3 b3 b4 a4');
  expect(times).toEqual({ a: [0, 1, 2, 3, 4], b: [0, 1, 2, 3, 4] });
});
