// @ts-check
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { pinnedUv } from '../../electron/engine/tools/uv-pin.ts';
import { SetupProblem } from '../setup/problem.mjs';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  homepage: z.string().optional(),
});

/**
 * Something of others that is in the application.
 * @typedef {{ name: string, version: string, license: string, text: string, purl: string }} Part
 */

/**
 * Name, version and licence of npm packages, by their folders. Throws SetupProblem where a package
 * brings no licence: what may not be passed on must not be packaged unnoticed.
 * @param {readonly string[]} folders @returns {Promise<Part[]>}
 */
export const partsOf = async (folders) => {
  const parts = await Promise.all(folders.map(partOf));
  const unlicensed = parts.filter(({ license, text }) => license === '' || text === '');
  if (unlicensed.length > 0)
    throw new SetupProblem(
      `These packages are in the application and bring no licence: ${unlicensed.map(({ name, version }) => `${name} ${version}`).join(', ')}. Do without them, or add their text to build/package/licences/NAME.txt.`,
    );
  const known = new Map(parts.map((part) => [`${part.name}@${part.version}`, part]));
  return [...known.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
};

/** @param {string} folder @returns {Promise<Part>} */
const partOf = async (folder) => {
  const {
    name,
    version,
    license = '',
  } = packageSchema.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')));
  return {
    name,
    version,
    license,
    text: await licenceIn(folder, name),
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  };
};

/** The texts of all files that are named like a licence or a notice; '' where there are none. @param {string} folder @param {string} name */
const licenceIn = async (folder, name) => {
  const names = (await readdir(folder))
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-][\w.-]*)?$/i.test(file))
    .sort();
  const texts = await Promise.all(names.map((file) => readFile(path.join(folder, file), 'utf8')));
  if (texts.length > 0) return texts.map((text) => text.trim()).join('\n\n');
  const added = path.join(import.meta.dirname, 'licences', `${name.replace('/', '__')}.txt`);
  return (await readFile(added, 'utf8').catch(() => '')).trim();
};

/** The uv that is laid out in a folder (build/bundled-uv.mjs). @param {string} folder @returns {Promise<Part>} */
export const uvPart = async (folder) => {
  const texts = await Promise.all(
    ['LICENSE-APACHE', 'LICENSE-MIT'].map((file) => readFile(path.join(folder, file), 'utf8')),
  );
  return {
    name: 'uv',
    version: pinnedUv.version,
    license: 'Apache-2.0 OR MIT',
    text: texts.map((text) => text.trim()).join('\n\n'),
    purl: `pkg:pypi/uv@${pinnedUv.version}`,
  };
};

/** @param {readonly Part[]} parts */
export const noticesText = (parts) =>
  [
    'Parts of others in this application, and their licences.',
    'Those of Electron and Chromium are in files of their own beside the program.',
    ...parts.map(
      ({ name, version, license, text }) =>
        `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n\n${text}`,
    ),
    '',
  ].join('\n\n');
