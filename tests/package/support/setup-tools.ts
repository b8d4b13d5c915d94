import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findWine, type Wine } from '../../windows/support/wine.ts';

/**
 * What makes Windows' Setup on this system: Debian's NSIS with doubles of the plug-ins that it lacks,
 * and a folder that stands in the place of Electron (../doubles; each says what it does not show).
 */
const doubles = path.resolve(import.meta.dirname, '../doubles');
const plugins = ['StdUtils', 'UAC', 'WinShell', 'nsis7z'] as const;

/** Wine and all else that is needed, or why Setup cannot be made and run here. */
export const findSetupTools = (): { wine: Wine } | { missing: string } => {
  const found = findWine();
  if ('missing' in found) return found;
  for (const [program, of] of [
    ['makensis', 'nsis'],
    ['7za', 'p7zip-full'],
  ] as const)
    if (spawnSync(program, [], { stdio: 'ignore' }).error !== undefined)
      return { missing: `needs ${program}, which is not installed (package ${of})` };
  return found;
};

/** Compiles the doubles into `folder`. Answers the variables under which `npm run dist` makes Setup with them. */
export const makeSetupTools = async (folder: string, wine: Wine): Promise<NodeJS.ProcessEnv> => {
  const nsis = path.join(folder, 'nsis');
  const pluginFolder = path.join(nsis, 'plugins/amd64-unicode');
  await mkdir(pluginFolder, { recursive: true });
  for (const name of plugins) {
    const source = path.join(doubles, 'nsis-plugins', `${name}.c`);
    compile('gcc', '-shared', '-Wall', '-Werror', source, '-o', path.join(pluginFolder, `${name}.dll`), '-lshell32');
  }
  // 6012 says that it is not the plug-ins' usual kind of processor.
  const makensis = [
    '#!/bin/sh',
    `exec makensis '-XTarget amd64-unicode' '-X!pragma warning disable 6012' '-X!addplugindir /amd64-unicode "${pluginFolder}"' "$@"`,
  ];
  await writeFile(path.join(nsis, 'makensis'), `${makensis.join('\n')}\n`, { mode: 0o755 });
  // Compression takes most of a build's time and shows nothing here; electron-builder asks for it always,
  // and 7za compresses also where it is only given a filter or the size of a dictionary.
  const store = [
    '#!/bin/sh',
    'for word; do',
    '  shift',
    '  case $word in -mx=*) word=-mx=0 ;; -mf=* | -md=*) continue ;; esac',
    '  set -- "$@" "$word"',
    'done',
    'exec 7za "$@"',
  ];
  await writeFile(path.join(folder, '7za'), `${store.join('\n')}\n`, { mode: 0o755 });
  const electron = await makeElectron(path.join(folder, 'electron'), wine);
  // A program that Windows' updates start as administrator, where electron-builder packs its own.
  await copyFile(path.join(electron, 'electron.exe'), path.join(nsis, 'elevate.exe'));
  return {
    SMART_INSTALLER_ELECTRON_DIST: electron,
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: nsis,
    ELECTRON_BUILDER_7ZIP_PATH: path.join(folder, '7za'),
  };
};

/** What lies in Electron's folder for Windows: its programs and libraries as doubles, the rest empty. */
const makeElectron = async (folder: string, wine: Wine): Promise<string> => {
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  const resource = path.join(path.dirname(folder), 'electron.o');
  compile('windres', path.join(doubles, 'electron/electron.rc'), '-O', 'coff', '-o', resource);
  const source = path.join(doubles, 'electron/electron.c');
  // electron-builder writes into the program and cannot where it has symbols.
  compile('gcc', '-s', '-municode', '-Wall', '-Werror', source, resource, '-o', path.join(folder, 'electron.exe'));
  for (const name of electronLibraries)
    await copyFile(path.join(wine.holders, 'library.dll'), path.join(folder, `${name}.dll`));
  for (const name of electronFiles) await writeFile(path.join(folder, name), `${name}\n`);
  await writeFile(path.join(folder, 'version'), '45.4.1');
  return folder;
};

export const compile = (tool: 'gcc' | 'windres', ...args: string[]): void => {
  execFileSync(`x86_64-w64-mingw32-${tool}`, args);
};

export const electronLibraries = ['d3dcompiler_47', 'ffmpeg', 'libEGL', 'libGLESv2', 'vk_swiftshader', 'vulkan-1'];

export const electronFiles = [
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'icudtl.dat',
  'LICENSE',
  'LICENSES.chromium.html',
  'locales/de.pak',
  'locales/en-US.pak',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'vk_swiftshader_icd.json',
];
