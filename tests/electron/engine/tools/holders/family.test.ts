import { expect, test } from 'vitest';
import { ancestorsOf, descendantsOf, type Relative } from '../../../../../electron/engine/tools/holders/family.ts';

const of = (...all: [pid: number, parent: number, started: number][]): ReadonlyMap<number, Relative> =>
  new Map(all.map(([pid, parent, started]) => [pid, { pid, parent, started }]));

const family = of([1, 0, 0], [10, 1, 5], [11, 10, 6], [12, 11, 6], [13, 10, 9], [20, 1, 5]);

test('ancestors come nearest first, descendants parents first', () => {
  expect(ancestorsOf(12, family)).toEqual([11, 10, 1]);
  expect(ancestorsOf(1, family)).toEqual([]);
  expect(descendantsOf(10, family)).toEqual([11, 13, 12]);
  expect(descendantsOf(12, family)).toEqual([]);
});

test('who is not there has neither', () => {
  expect(ancestorsOf(99, family)).toEqual([]);
  expect(descendantsOf(99, family)).toEqual([]);
});

test('a later process with the pid of a parent that has ended is nobody’s parent', () => {
  const reused = of([1, 0, 0], [10, 1, 50], [11, 10, 6], [12, 11, 7]);
  expect(ancestorsOf(12, reused)).toEqual([11]);
  expect(descendantsOf(10, reused)).toEqual([]);
});

test('whose start is not told counts as the older one', () => {
  expect(ancestorsOf(11, of([4, 0, 0], [11, 4, 6]))).toEqual([4]);
});

test('a circle, which pids that were used again can make, has an end', () => {
  const circle = of([10, 11, 5], [11, 10, 5], [12, 12, 5]);
  expect(ancestorsOf(10, circle)).toEqual([11, 10]);
  expect(descendantsOf(10, circle)).toEqual([11]);
  expect(ancestorsOf(12, circle)).toEqual([]);
});
