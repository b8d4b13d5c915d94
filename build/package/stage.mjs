// @ts-check
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleProduct } from '../bundle.mjs';
import { asSvg, drawIcons } from './icons.mjs';
import { noticesText, partsOf } from './notices.mjs';

/** @typedef {import('./vendor.mjs').Identity} Identity */
/** @typedef {import('./targets.mjs').System} System */

/**
 * Name of the program without `.exe`. On Linux the short name is the command line's, as it stands on
 * PATH; elsewhere programs are called as people read them, where a launcher can spell that.
 * @param {Identity} identity @param {System} system
 */
export const programName = ({ id, name }, system) =>
  system === 'linux' ? `${id}-window` : /^[\x20-\x7e]+$/.test(name) ? name : id;

/** Folder below /opt into which electron-builder's deb installs: the name, or the id where it is not plain. @param {Identity} identity */
const installFolder = ({ name, id }) => (/^[-_+0-9a-zA-Z ]+$/.test(name) ? name : id);

/**
 * Lays out all that goes into an application, so that nothing else can: `app/` becomes app.asar,
 * `resources/SYSTEM/` lies beside it, `icons/` is the picture in every size.
 * @param {{ root: string, folder: string, identity: Identity, uv: import('./notices.mjs').Part, systems: readonly System[] }} options
 * @returns {Promise<import('./notices.mjs').Part[]>} what of others is in it
 */
export const stage = async ({ root, folder, identity, uv, systems }) => {
  const app = path.join(folder, 'app');
  const brand =
    identity.manifest === null
      ? null
      : {
          product: {
            name: identity.name,
            id: identity.id,
            homepage: identity.homepage,
            appId: identity.appId,
            updateUrl: identity.updateUrl ?? null,
          },
          version: identity.version,
          manifest: identity.manifest,
          icon: await asSvg(identity.icon),
        };
  await mkdir(path.join(app, 'dist'), { recursive: true });
  const packages = await bundleProduct(path.join(app, 'dist'), brand);
  await writeFile(path.join(app, 'package.json'), `${JSON.stringify(await packageJson(root, identity), null, 2)}\n`);
  await drawIcons(identity.icon, path.join(folder, 'icons'));

  const npmParts = await partsOf(packages);
  // Native code of koffi goes into Windows' application only (electron-builder.yml).
  const onWindows = await partsOf([...packages, path.join(root, 'node_modules/koffi')]);
  for (const system of systems) {
    const resources = path.join(folder, 'resources', system);
    const parts = [...(system === 'win' ? onWindows : npmParts), uv];
    await mkdir(path.join(resources, 'bin'), { recursive: true });
    await writeFile(path.join(resources, 'LICENSE.txt'), await readFile(path.join(root, 'LICENSE')));
    await writeFile(path.join(resources, 'THIRD-PARTY-NOTICES.txt'), noticesText(parts));
    await writeLauncher(root, path.join(resources, 'bin'), identity, system);
  }
  const onPath = await launcherText(root, 'on-path.sh', { '@FOLDER@': installFolder(identity), '@ID@': identity.id });
  await writeProgram(path.join(folder, 'on-path'), onPath);
  return [...(systems.includes('win') ? onWindows : npmParts), uv];
};

/** Only what Electron reads at start. @param {string} root @param {Identity} identity */
const packageJson = async (root, { id, name, version, publisher, email, homepage }) => {
  const { description, license, main } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return {
    name: id,
    productName: name,
    desktopName: `${id}-window.desktop`,
    version,
    description,
    license,
    main,
    homepage,
    author: { name: publisher, email },
  };
};

/** The command line beside app.asar. @param {string} root @param {string} bin @param {Identity} identity @param {System} system */
const writeLauncher = async (root, bin, identity, system) => {
  const program = programName(identity, system);
  if (system === 'win') {
    const text = await launcherText(root, 'smart-installer.cmd', { '@PROGRAM@': `${program}.exe` });
    // cmd.exe wants its own line ends.
    await writeFile(path.join(bin, `${identity.id}.cmd`), text.replaceAll('\n', '\r\n'));
    return;
  }
  const place = system === 'mac' ? `MacOS/${program}` : program;
  await writeProgram(
    path.join(bin, identity.id),
    await launcherText(root, 'smart-installer.sh', { '@PROGRAM@': place }),
  );
};

/** @param {string} file @param {string} text */
const writeProgram = async (file, text) => {
  await writeFile(file, text);
  await chmod(file, 0o755);
};

/** @param {string} root @param {string} name @param {Record<string, string>} values */
const launcherText = async (root, name, values) => {
  let text = await readFile(path.join(root, 'build/launchers', name), 'utf8');
  for (const [placeholder, value] of Object.entries(values)) text = text.replaceAll(placeholder, () => value);
  return text;
};
