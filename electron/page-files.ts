import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface PageFile {
  body: Buffer;
  type: string;
}

/** The page's files by their path in a URL, such as `/assets/index.js`; `/` is index.html. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Reads the page once, at start: what is served later is looked up in this list and never on the
 * disk, so that no path of a request can lead out of the folder. Files of other types are left out.
 * Throws where the folder has no index.html, that is, where the page was not built.
 */
export const readPageFiles = async (folder: string): Promise<PageFiles> => {
  const files = new Map<string, PageFile>();
  await addFolder(files, folder, '/');
  const index = files.get('/index.html');
  if (index === undefined) throw new Error(`there is no page in ${folder}`);
  files.set('/', index);
  return files;
};

const addFolder = async (files: Map<string, PageFile>, folder: string, prefix: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    const type = types[path.extname(entry.name)];
    if (entry.isDirectory()) await addFolder(files, file, `${prefix}${entry.name}/`);
    else if (entry.isFile() && type !== undefined) files.set(prefix + entry.name, { body: await readFile(file), type });
  }
};
