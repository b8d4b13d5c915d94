import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  boundsFor,
  defaultSize,
  readWindowPlace,
  type WindowPlace,
  writeWindowPlace,
} from '../../electron/window-place.ts';

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -1280, y: 0, width: 1280, height: 984 };
const place: WindowPlace = { x: 100, y: 80, width: 1000, height: 700, maximized: false, fullScreen: false };

describe('the window’s place', () => {
  test('is as it was', () => {
    expect(boundsFor(place, [primary])).toEqual({ x: 100, y: 80, width: 1000, height: 700 });
    expect(boundsFor({ ...place, x: -1200 }, [primary, left])).toEqual({ x: -1200, y: 80, width: 1000, height: 700 });
  });

  test('is the system’s to choose at the first start', () => {
    expect(boundsFor(null, [primary])).toEqual(defaultSize);
    expect(boundsFor(null, [{ ...primary, width: 800, height: 600 }])).toEqual({ width: 800, height: 600 });
  });

  test.each([
    { x: -1200, y: 80 },
    { x: 1900, y: 80 },
    { x: 100, y: 1030 },
    { x: 100, y: -40 },
  ])('that cannot be reached by its title bar is given up: %j', (at) => {
    expect(boundsFor({ ...place, ...at }, [primary])).toEqual({ width: 1000, height: 700 });
  });

  test('is no larger than its display', () => {
    expect(boundsFor({ ...place, width: 4000, height: 3000 }, [primary])).toEqual({
      x: 100,
      y: 80,
      width: 1920,
      height: 1040,
    });
  });
});

describe('the file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'window-place-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('gives back what was written', async () => {
    const file = path.join(folder, 'new/window.json');
    writeWindowPlace(file, place);
    expect(await readWindowPlace(file)).toEqual(place);
  });

  test('of an older version knows nothing of the full screen', async () => {
    const file = path.join(folder, 'window.json');
    const { fullScreen, ...older } = place;
    await writeFile(file, JSON.stringify(older));
    expect(await readWindowPlace(file)).toEqual({ ...older, fullScreen });
    expect(fullScreen).toBe(false);
  });

  test.each([
    '',
    '{',
    '{"x":1}',
    '{"x":1.5,"y":0,"width":1,"height":1,"maximized":false}',
    '{"x":0,"y":0,"width":-1,"height":1,"maximized":false}',
    'null',
  ])('that holds %j is no place', async (content) => {
    const file = path.join(folder, 'window.json');
    await writeFile(file, content);
    expect(await readWindowPlace(file)).toBeNull();
    expect(await readWindowPlace(path.join(folder, 'missing.json'))).toBeNull();
  });
});
