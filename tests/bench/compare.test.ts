import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { atMostMs, atMostOf, atMostTimes, isReached, timesFaster } from './row.ts';

const words = { id: 'start', what: 'a start', against: 'another' };
const start = (ours: number, against: number) => atMostTimes(2, words, { ours: [ours], against: [against] });

describe('a time counts by its ratio to what was timed beside it', () => {
  test('on a machine that is four times as slow as a whole, nothing is worse', () => {
    expect(compare([start(300, 200)], [start(1200, 800)]).worse).toEqual([]);
  });

  test('within the band, nothing is worse', () => {
    expect(compare([start(300, 200)], [start(400, 200)]).worse).toEqual([]);
  });

  test('beyond it, the row is named with both figures', () => {
    expect(compare([start(300, 200)], [start(420, 200)]).worse).toEqual([
      'start: a start takes 2.10 times as long as another; it was 1.50',
    ]);
  });

  test('whatever the direction of its target: three times as fast is better than twice', () => {
    const faster = (ours: number) => timesFaster(3, words, { ours: [ours], against: [3000] });
    expect(compare([faster(1000)], [faster(500)]).worse).toEqual([]);
    expect(compare([faster(1000)], [faster(1400)]).worse).toHaveLength(1);
  });

  test('also where its target is in milliseconds', () => {
    const took = (ours: number, against: number) => atMostMs(50, words, { ours: [ours], against: [against] });
    expect(compare([took(100, 100)], [took(300, 300)]).worse).toEqual([]);
    expect(compare([took(100, 100)], [took(300, 200)]).worse).toHaveLength(1);
  });

  test('a few milliseconds more are noise', () => {
    expect(compare([start(2, 1)], [start(11, 1)]).worse).toEqual([]);
    expect(compare([start(2, 1)], [start(13, 1)]).worse).toHaveLength(1);
  });
});

test('memory counts by itself', () => {
  const memory = (megabytes: number) => atMostOf('MB', 200, { ...words, id: 'memory' }, [megabytes]);
  expect(compare([memory(100)], [memory(134)]).worse).toEqual([]);
  expect(compare([memory(100)], [memory(136)]).worse).toEqual(['memory: a start is 136 MB; it was 100']);
});

test('a row that was not measured is worse, one that nothing is written of is only named', () => {
  const other = { ...start(1, 1), id: 'new' };
  expect(compare([start(300, 200)], [other])).toEqual({ worse: ['start: was not measured'], unknown: ['new'] });
});

test('a target is reached on its own side only', () => {
  expect([start(400, 200), start(401, 200)].map(isReached)).toEqual([true, false]);
  const faster = (ours: number) => timesFaster(3, words, { ours: [ours], against: [3000] });
  expect([faster(1000), faster(1001)].map(isReached)).toEqual([true, false]);
});
