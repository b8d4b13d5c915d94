import { describe, expect, it } from 'vitest';
import { linePx, placeAt, topOf } from '../../../renderer/run-log/place.ts';

const viewPx = 400;
/** Where a line of the usual height is drawn, from the top of what is in sight. */
const yOf = (line: number, total: number, top: number): number => {
  const { anchor, part, y } = placeAt(total, top, viewPx, 0);
  return y + (line - anchor - part) * linePx;
};

describe('the place of a log’s lines', () => {
  it('is that of any list while the browser can scroll so far', () => {
    for (const top of [0, 7, 4000, 100_000 * linePx - viewPx])
      for (const line of [0, 3, 99_999]) expect(yOf(line, 100_000, top)).toBeCloseTo(line * linePx - top, 3);
  });

  it('has the first line at the top in the beginning and the last at the bottom in the end, however many there are', () => {
    for (const total of [1, 5, 20, 21, 1_000_000, 50_000_000]) {
      const { height } = placeAt(total, 0, viewPx, 0);
      expect(height).toBeLessThanOrEqual(15_000_000);
      expect(yOf(0, total, 0)).toBe(0);
      if (total > 20) expect(yOf(total, total, height - viewPx)).toBeCloseTo(viewPx, 3);
    }
  });

  it('draws a few lines more than are in sight, and none that is not there', () => {
    const middle = placeAt(1_000_000, 7_000_000, viewPx, 0);
    expect(middle.to - middle.from).toBeLessThan(100);
    expect(middle.from).toBeLessThan(middle.anchor - 20);
    expect(placeAt(0, 0, viewPx, 0)).toMatchObject({ from: 0, to: 0 });
    expect(placeAt(3, 0, viewPx, 0)).toMatchObject({ from: 0, to: 3 });
  });

  it('scrolls as far as wrapped lines reach where all are drawn', () => {
    expect(placeAt(10, 600, viewPx, 1000)).toMatchObject({ height: 1000, anchor: 9, part: 1, y: viewPx });
  });

  it('brings a line whole into sight', () => {
    for (const total of [100, 1_000_000, 5_000_000])
      for (const line of [0, 50, total - 1]) {
        const { height } = placeAt(total, 0, viewPx, 0);
        const y = yOf(line, total, topOf(line, total, viewPx, height));
        expect(y).toBeGreaterThanOrEqual(-0.001);
        expect(y).toBeLessThanOrEqual(viewPx - linePx + 0.001);
      }
  });
});
