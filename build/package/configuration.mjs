// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SetupProblem } from '../setup/problem.mjs';
import { installedFilesList } from './installed-files.mjs';
import { programName } from './stage.mjs';

/** A placeholder of electron-builder's own. @param {string} name */
const macro = (name) => `$\{${name}}`;

/**
 * What electron-builder.yml cannot say by itself: whose product it is, and where it was laid out.
 * @param {{ root: string, staged: string, output: string, identity: import('./vendor.mjs').Identity, electron: { version: string, dist: string | null } }} options
 * @returns {import('electron-builder').Configuration}
 */
export const configurationOf = ({ root, staged, output, identity, electron }) => ({
  extends: path.join(root, 'electron-builder.yml'),
  appId: identity.appId,
  productName: identity.name,
  copyright: `© ${identity.publisher}`,
  directories: { app: path.join(staged, 'app'), output, buildResources: path.join(staged, 'icons') },
  files: ['**/*'],
  // All code is bundled: no packages are installed, rebuilt or looked for.
  beforeBuild: () => Promise.resolve(false),
  afterPack: listForUninstaller(path.join(staged, 'icons/installed-files.nsh')),
  extraResources: [
    { from: path.join(staged, 'resources', macro('os')), to: '.' },
    { from: path.join(root, '.cache/bundled-uv', `${macro('os')}-${macro('arch')}`), to: 'uv' },
  ],
  electronVersion: electron.version,
  ...(electron.dist === null ? {} : { electronDist: electron.dist }),
  // Without an address no update information is written, and the application asks nobody.
  publish: identity.updateUrl === undefined ? [] : { provider: 'generic', url: identity.updateUrl },
  win: { executableName: programName(identity, 'win') },
  mac: { executableName: programName(identity, 'mac') },
  linux: {
    executableName: programName(identity, 'linux'),
    icon: path.join(staged, 'icons/icons'),
    maintainer: `${identity.publisher} <${identity.email}>`,
    vendor: identity.publisher,
  },
  deb: { fpm: [`${path.join(staged, 'on-path')}=/usr/bin/${identity.id}`] },
});

/** @param {string} file @returns {(packed: import('electron-builder').AfterPackContext) => Promise<void>} */
const listForUninstaller = (file) => {
  const list = installedFilesList(file);
  return ({ electronPlatformName, appOutDir }) =>
    electronPlatformName === 'win32' ? list(appOutDir) : Promise.resolve();
};

/**
 * The Electron that is packaged: the pinned one, which electron-builder fetches, or the unpacked one
 * in the folder that SMART_INSTALLER_ELECTRON_DIST names, with its file `version`: for machines
 * without the network, and for tests.
 * @param {string} root
 */
export const electronToPackage = (root) => {
  const dist = process.env['SMART_INSTALLER_ELECTRON_DIST'] ?? '';
  if (dist === '') {
    const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    return { version: String(devDependencies.electron), dist: null };
  }
  const file = path.join(dist, 'version');
  if (!existsSync(file))
    throw new SetupProblem(
      `SMART_INSTALLER_ELECTRON_DIST names ${dist}, which is no unpacked Electron: it has no file “version”.`,
    );
  return { version: readFileSync(file, 'utf8').trim().replace(/^v/, ''), dist: path.resolve(dist) };
};
