/**
 * Stands in for Electron's default_app.asar, which the registry's copy of Electron lacks:
 * `electron [-r MODULE] [chromium flags] FOLDER [arguments]` starts the application in FOLDER with
 * the same process.argv, app path and name as the official binary does. For tests only.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { app } = require('electron');

const preloaded = [];
let at = 1;
for (; at < process.argv.length; at += 1) {
  const word = process.argv[at];
  if (word === '-r' || word === '--require') {
    at += 1;
    preloaded.push(process.argv[at]);
  } else if (word.startsWith('--require=')) {
    preloaded.push(word.slice('--require='.length));
  } else if (!word.startsWith('-')) {
    break;
  }
}

const folder = process.argv[at];
if (folder === undefined) {
  console.error('usage: electron [-r MODULE] FOLDER [arguments]');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const root = path.resolve(folder);
process.argv = [process.argv[0], folder, ...process.argv.slice(at + 1)];

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
app.setVersion(manifest.version);
app.setName(manifest.productName ?? manifest.name);
app.setDesktopName(`${app.getName()}.desktop`);
app.setAppPath(root);
app.setPath('userData', path.join(app.getPath('appData'), app.getName()));

for (const file of preloaded) Module._load(path.resolve(file), null, false);
Module._load(path.resolve(root, manifest.main), null, true);
