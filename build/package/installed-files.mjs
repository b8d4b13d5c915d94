// @ts-check
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What electron-builder adds after an application is laid out: by the updater's configuration, and by Setup. */
const addedLater = ['resources/app-update.yml', 'resources/elevate.exe'];

/**
 * Writes what Windows' Setup installs as NSIS reads it (build/nsis/), so that the uninstaller removes
 * exactly that. Answers a function for each unpacked application: a Setup for several processors has
 * the files of all.
 * @param {string} file
 */
export const installedFilesList = (file) => {
  /** @type {Set<string>} */
  const files = new Set(addedLater);
  /** @param {string} unpacked */
  return async (unpacked) => {
    for (const entry of await readdir(unpacked, { recursive: true, withFileTypes: true }))
      if (!entry.isDirectory())
        files.add(path.relative(unpacked, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
    await writeFile(file, installedFilesText([...files]));
  };
};

/**
 * Two macros that insert another one for each file and, the deepest first, for each folder.
 * @param {readonly string[]} files relative, with /
 */
export const installedFilesText = (files) => {
  const folders = new Set(files.flatMap(foldersAbove));
  const deepestFirst = [...folders].sort((a, b) => b.split('/').length - a.split('/').length || (a < b ? -1 : 1));
  // The byte order mark says that it is UTF-8.
  return `\ufeff${macro('eachInstalledFile', [...files].sort())}${macro('eachInstalledFolder', deepestFirst)}`;
};

/** @param {string} file @returns {string[]} */
const foldersAbove = (file) => {
  const above = path.posix.dirname(file);
  return above === '.' ? [] : [above, ...foldersAbove(above)];
};

/** @param {string} name @param {readonly string[]} paths */
const macro = (name, paths) =>
  [
    `!macro ${name} DO`,
    ...paths.map((one) => `  !insertmacro $\{DO} "${one.replaceAll('$', '$$$$').replaceAll('/', '\\')}"`),
    '!macroend',
    '',
  ].join('\n');
