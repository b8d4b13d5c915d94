import { expect, test } from 'vitest';
import { createPace } from '../../../../../electron/engine/tools/downloads/pace.ts';

const mib = 1024 * 1024;

/** Pieces that arrive with these waits until it asks for the rest at once; how many that were. */
const piecesUntilRest = (url: string, waitMs: (at: number) => number): number => {
  const pace = createPace(url, true);
  for (let at = 0; at < 500; at += 1) {
    if (!pace.inPieces(100 * mib)) return at;
    pace.arrived(waitMs(at));
  }
  return Number.POSITIVE_INFINITY;
};

test('who is far is asked for the rest soon, who is near never, also when the computer is busy', () => {
  expect(piecesUntilRest('https://far.example/', () => 60)).toBe(12);
  expect(piecesUntilRest('https://middle.example/', () => 15)).toBe(64);
  expect(piecesUntilRest('https://near.example/', () => 2)).toBe(Number.POSITIVE_INFINITY);
  expect(piecesUntilRest('https://near.example/', (at) => (at % 10 === 0 ? 2 : 300))).toBe(Number.POSITIVE_INFINITY);
  for (const host of ['127.0.0.1:8000', 'localhost', '[::1]:80'])
    expect(piecesUntilRest(`http://${host}/`, () => 60)).toBe(Number.POSITIVE_INFINITY);
  expect(piecesUntilRest('http://127.0.0.1/', () => 600)).toBe(12);
});

test('a small rest, a refusal and an earlier refusal are no case for pieces', () => {
  expect(createPace('http://localhost/', true).inPieces(mib)).toBe(false);
  expect(createPace('http://localhost/', false).inPieces(100 * mib)).toBe(false);
  const pace = createPace('http://localhost/', true);
  expect(pace.inPieces(null)).toBe(true);
  pace.stop();
  expect(pace.inPieces(100 * mib)).toBe(false);
});
