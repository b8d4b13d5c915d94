// @ts-check
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { SetupProblem } from '../setup/problem.mjs';

/** Pixels of each side, as desktops ask for them. */
const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
/** Of the icon in a Windows program; all as PNG, which Windows reads since Vista. */
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
/** Types of Apple's container for PNG: pixels → code (the second of two is for a doubled screen). @type {[string, number][]} */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** Smallest PNG that is taken: half of the largest that is drawn, as for screens of today. */
const leastPng = 512;

/** @type {Promise<void> | null} */
let ready = null;

/**
 * Draws an icon in every size into `folder`: icons/SIZExSIZE.png for Linux, icon.ico for Windows,
 * icon.icns for macOS. The same picture gives the same bytes everywhere.
 * @param {string} source an SVG, or a square PNG of at least 512 pixels
 * @param {string} folder
 */
export const drawIcons = async (source, folder) => {
  ready ??= initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  const svg = await asSvg(source);
  const pictures = new Map(sizes.map((size) => [size, draw(source, svg, size)]));
  const picture = (/** @type {number} */ size) => pictures.get(size) ?? Buffer.alloc(0);
  await mkdir(path.join(folder, 'icons'), { recursive: true });
  for (const [size, png] of pictures) await writeFile(path.join(folder, 'icons', `${size}x${size}.png`), png);
  await writeFile(path.join(folder, 'icon.ico'), ico(icoSizes.map((size) => ({ size, png: picture(size) }))));
  await writeFile(
    path.join(folder, 'icon.icns'),
    icns(icnsTypes.map(([type, size]) => ({ type, png: picture(size) }))),
  );
};

/**
 * An icon as the text of an SVG; a PNG lies in it as it is. Throws SetupProblem for one that is too small.
 * @param {string} source @returns {Promise<string>}
 */
export const asSvg = async (source) => {
  if (path.extname(source) === '.svg') return readFile(source, 'utf8');
  const png = await readFile(source);
  const isPng = png.length > 24 && png.readUInt32BE(0) === 0x89504e47;
  const [width, height] = isPng ? [png.readUInt32BE(16), png.readUInt32BE(20)] : [0, 0];
  if (width !== height || width < leastPng)
    throw new SetupProblem(`${source} cannot be the icon: it must be a square PNG of at least ${leastPng} pixels.`);
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${width}"><image width="${width}" height="${width}" xlink:href="data:image/png;base64,${png.toString('base64')}"/></svg>`;
};

/** @param {string} source @param {string} svg @param {number} size */
const draw = (source, svg, size) => {
  try {
    const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();
    if (drawn.width !== drawn.height) throw new Error(`it is ${drawn.width} × ${drawn.height}, not square`);
    return Buffer.from(drawn.asPng());
  } catch (error) {
    throw new SetupProblem(`${source} cannot be the icon: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** ICO: a header of 6 bytes, 16 bytes for each picture (256 is written as 0), then the pictures. @param {{ size: number, png: Buffer }[]} pictures */
const ico = (pictures) => {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let at = header.length;
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(at, entry + 12);
    at += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
};

/** ICNS: `icns` and the whole length, then type, length with these 8 bytes, and picture, one after the other. @param {{ type: string, png: Buffer }[]} pictures */
const icns = (pictures) => {
  const block = (/** @type {string} */ type, /** @type {Buffer} */ content) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(content.length + 8, 4);
    return Buffer.concat([head, content]);
  };
  return block('icns', Buffer.concat(pictures.map(({ type, png }) => block(type, png))));
};
