import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { drawIcons } from '../../../build/package/icons.mjs';

const own = path.resolve(import.meta.dirname, '../../../renderer/icon.svg');

const target = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'icons-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

const sideOf = (png: Buffer): number => png.readUInt32BE(16);

test('the icon is drawn in every size and for every system, the same each time', async () => {
  const folder = await target();
  await drawIcons(own, folder);
  const names = (await readdir(path.join(folder, 'icons'))).map((name) => Number.parseInt(name, 10));
  expect(names.toSorted((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]);
  for (const size of names) {
    const png = await readFile(path.join(folder, `icons/${size}x${size}.png`));
    expect(sideOf(png)).toBe(size);
    expect(png.length).toBeGreaterThan(200);
  }
  const ico = await readFile(path.join(folder, 'icon.ico'));
  const pictures = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => ico.readUInt32LE(6 + 16 * at + 12));
  expect(pictures.map((at) => sideOf(ico.subarray(at)))).toEqual([16, 24, 32, 48, 64, 128, 256]);
  const icns = await readFile(path.join(folder, 'icon.icns'));
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const again = await target();
  await drawIcons(own, again);
  expect((await readFile(path.join(again, 'icon.icns'))).equals(icns)).toBe(true);
});

test('a PNG serves as well, if it is square and large enough', async () => {
  const first = await target();
  await drawIcons(own, first);
  const second = await target();
  await drawIcons(path.join(first, 'icons/512x512.png'), second);
  // It shows something: an empty picture of this size has 100 bytes.
  expect((await readFile(path.join(second, 'icons/48x48.png'))).length).toBeGreaterThan(500);
  await expect(drawIcons(path.join(first, 'icons/256x256.png'), second)).rejects.toThrow('at least 512 pixels');
});

test('what is no picture, or not square, is refused', async () => {
  const folder = await target();
  const file = path.join(folder, 'icon.svg');
  await writeFile(file, 'no svg');
  await expect(drawIcons(file, folder)).rejects.toThrow('cannot be the icon');
  await writeFile(file, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"></svg>');
  await expect(drawIcons(file, folder)).rejects.toThrow('not square');
});
