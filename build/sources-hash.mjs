// @ts-check
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** All that the bundles are made from. */
const folders = ['electron', 'renderer', 'shared'];
const files = ['package.json', 'package-lock.json', 'build/bundle.mjs', 'build/vite.config.mjs'];

/**
 * A hash over the names and contents of everything that the bundles are made from. Contents and
 * not times: a fresh clone, a branch switch and a restored cache all keep or change times at will.
 * @param {string} root the project's folder
 * @returns {Promise<string>} hexadecimal SHA-256
 */
export const sourcesHash = async (root) => {
  const found = (await Promise.all(folders.map((folder) => filesBelow(root, folder)))).flat();
  const names = [...found, ...files].sort();
  const contents = await Promise.all(names.map((name) => readFile(path.join(root, name))));
  const hash = createHash('sha256');
  names.forEach((name, at) => {
    const content = contents[at] ?? Buffer.alloc(0);
    hash.update(`${name}\0${content.length}\0`).update(content);
  });
  return hash.digest('hex');
};

/** @param {string} root @param {string} folder */
const filesBelow = async (root, folder) => {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
};
