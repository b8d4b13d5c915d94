import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startDisplay, whyNoDisplay } from '../e2e/support/display.ts';
import { repository } from '../support/cli.ts';
import { hold, kindOf } from '../windows/support/holder.ts';
import { toWindows } from '../windows/support/windows.ts';
import { allowedInAsar } from './support/allowed.ts';
import { dist } from './support/packaged.ts';
import { compile, electronFiles, electronLibraries, findSetupTools, makeSetupTools } from './support/setup-tools.ts';
import { type Computer, readShortcut, startComputer } from './support/wine-computer.ts';

/**
 * Windows' Setup as a vendor ships it, two versions of it: made by the documented command, with doubles
 * of Electron and of NSIS' plug-ins (doubles/), looked at, and then run under Wine. What counts is what
 * is on the disk and in the registry afterwards.
 */
const tools = findSetupTools();
const lacking = 'missing' in tools ? tools.missing : null;
let folder = '';
let unpacked = '';
let files: string[] = [];

const hand = path.join(import.meta.dirname, 'hands/press.c');
const product = 'Notebook Mender';
/** Installed into a folder with spaces and a letter that is not ASCII. */
const place = 'C:\\my programs ü\\Notebook Mender';
/** The entry among the installed applications; electron-builder makes its name from the appId. */
const entry = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\c40fb547-995a-52ff-bace-20cabc6c0f9d';
const setupOf = (version: string): string => path.join(folder, version, `notebook-mender-setup-${version}-x64.exe`);

beforeAll(async () => {
  if ('missing' in tools) return;
  folder = await mkdtemp(path.join(tmpdir(), 'setup ü '));
  const env = await makeSetupTools(folder, tools.wine);
  compile('gcc', '-municode', '-Wall', '-Werror', hand, '-o', path.join(folder, 'press.exe'));
  const older = path.join(folder, 'older-electron');
  await cp(String(env['SMART_INSTALLER_ELECTRON_DIST']), older, { recursive: true });
  await writeFile(path.join(older, 'locales/xx.pak'), 'only in the older version');
  const build = async (version: string, more: NodeJS.ProcessEnv): Promise<void> => {
    const vendor = path.join(folder, `vendor-${version}`);
    await cp(path.join(repository, 'examples/vendor'), vendor, { recursive: true });
    const file = path.join(vendor, 'vendor.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), version }));
    const words = ['--win', '--x64', '--vendor', vendor, '--out', path.join(folder, version)];
    const { WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES } = tools.wine.env;
    const built = await dist(words, { ...env, WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES, ...more });
    if (built.code !== 0) throw new Error(built.said);
  };
  await Promise.all([build('1.0.0', { SMART_INSTALLER_ELECTRON_DIST: older }), build('2.0.0', {})]);
  unpacked = path.join(folder, '2.0.0/win-unpacked');
  files = await filesIn(unpacked);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

describe('its content', () => {
  test('is Electron, the bundles and what stands beside them, and nothing of its making', () => {
    const electron = [...electronLibraries.map((name) => `${name}.dll`), ...electronFiles, 'version'];
    expect(files).toEqual(
      [
        ...electron.map((name) => (name === 'LICENSE' ? 'LICENSE.electron.txt' : name)),
        'Notebook Mender.exe',
        'resources/LICENSE.txt',
        'resources/THIRD-PARTY-NOTICES.txt',
        'resources/app.asar',
        'resources/bin/notebook-mender.cmd',
        'resources/elevate.exe',
        'resources/node_modules/@koromix/koffi-win32-x64/index.js',
        'resources/node_modules/@koromix/koffi-win32-x64/package.json',
        'resources/node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node',
        'resources/node_modules/koffi/LICENSE.txt',
        'resources/node_modules/koffi/index.cjs',
        'resources/node_modules/koffi/package.json',
        'resources/node_modules/koffi/src/koffi/index.cjs',
        'resources/node_modules/koffi/src/koffi/indirect.cjs',
        'resources/node_modules/koffi/src/koffi/src/static.cjs',
        'resources/node_modules/koffi/src/koffi/src/trampolines.cjs',
        'resources/uv/LICENSE-APACHE',
        'resources/uv/LICENSE-MIT',
        'resources/uv/uv.exe',
      ].toSorted(),
    );
    const asar = path.join(unpacked, 'resources/app.asar');
    const content = listPackage(asar, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
    expect(content.filter((file) => !allowedInAsar.some((pattern) => pattern.test(file)))).toEqual([]);
    const metadata = JSON.parse(extractFile(asar, 'package.json').toString());
    expect(metadata).toMatchObject({ name: 'notebook-mender', productName: product, version: '2.0.0' });
  });

  test('takes at most 12 MB beyond Electron and uv', async () => {
    const own = files.filter((file) => file.startsWith('resources/') && file !== 'resources/uv/uv.exe');
    const sizes = await Promise.all(own.map(async (file) => (await stat(path.join(unpacked, file))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000_000);
  });

  test('has the pinned uv and koffi’s own code, for Windows', async () => {
    const uv = await readFile(path.join(unpacked, 'resources/uv/uv.exe'));
    expect(hashOf(uv)).toBe(hashOf(await readFile(path.join(repository, '.cache/bundled-uv/win-x64/uv.exe'))));
    const koffi = path.join(unpacked, 'resources/node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node');
    for (const bytes of [uv, await readFile(koffi)]) expect(bytes.subarray(0, 2).toString()).toBe('MZ');
  });

  test('keeps the fuses closed and has the vendor’s name in its program', async () => {
    const program = path.join(unpacked, `${product}.exe`);
    const fuses = await getCurrentFuseWire(program);
    const state = (option: FuseV1Options): boolean => fuses[option] === '1'.charCodeAt(0);
    expect(state(FuseV1Options.RunAsNode)).toBe(true);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
    const text = (await readFile(program)).toString('latin1');
    for (const said of [product, 'Example Notebooks Ltd.']) expect(text).toContain([...said].join('\0'));
  });
});

describe('installing', () => {
  test('silently into a folder with spaces: files, shortcuts, entry, and nothing on PATH', async () => {
    const computer = await started();
    await install(computer, '2.0.0');
    const installed = computer.onDrive(place);
    expect(await filesIn(installed)).toEqual([...files, `Uninstall ${product}.exe`].toSorted());
    for (const file of files)
      expect(hashOf(await readFile(path.join(installed, file))), file).toBe(
        hashOf(await readFile(path.join(unpacked, file))),
      );

    const target = `${place}\\${product}.exe`;
    for (const [link, words] of [
      [path.join(computer.desktop, `${product}.lnk`), ''],
      [path.join(computer.startMenu, `${product}.lnk`), ''],
      [path.join(computer.startMenu, `Repair environment (${product}).lnk`), '--repair'],
    ] as const)
      expect(await readShortcut(link)).toEqual({ target, words });

    expect(await computer.registry(entry)).toMatchObject({
      DisplayName: `${product} 2.0.0`,
      DisplayVersion: '2.0.0',
      Publisher: 'Example Notebooks Ltd.',
      DisplayIcon: `${target},0`,
      UninstallString: `"${place}\\Uninstall ${product}.exe" /currentuser`,
      QuietUninstallString: `"${place}\\Uninstall ${product}.exe" /currentuser /S`,
    });
    expect(await computer.registry('HKCU\\Environment')).not.toHaveProperty('PATH');
  });

  test('brings a command line that passes on its words and its exit code', async () => {
    const computer = await started();
    await install(computer, '2.0.0');
    const launcher = `${place}\\resources\\bin\\notebook-mender.cmd`;
    const { code, said } = await computer.run(launcher, ['diagnose', '--env', 'C:\\my env'], {
      STAND_IN_EXIT: '3',
    });
    expect({ code, lines: said.trim().split('\n') }).toEqual({
      code: 3,
      lines: [
        'node=1',
        `word=${place}\\resources\\bin\\..\\app.asar\\dist\\cli.cjs`,
        'word=diagnose',
        'word=--env',
        'word=C:\\my env',
      ],
    });
  });

  test('over an older version replaces it where it is, and leaves what is not Setup’s', async () => {
    const computer = await started();
    await install(computer, '1.0.0');
    const installed = computer.onDrive(place);
    expect(existsSync(path.join(installed, 'locales/xx.pak'))).toBe(true);
    const kept = await environments(computer);

    // Without a folder: where it is, is known.
    expect(await computer.run(setupOf('2.0.0'), ['/S'])).toEqual({ code: 0, said: '' });
    expect(await filesIn(installed)).toEqual([...files, `Uninstall ${product}.exe`, 'env/pyvenv.cfg'].toSorted());
    expect(extractFile(path.join(installed, 'resources/app.asar'), 'package.json').toString()).toContain('"2.0.0"');
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });
    expect(await textsOf(kept)).toEqual(kept.map(() => 'mine'));
  });

  test('over a running version says so, ends with 2, ends nothing and changes nothing', async () => {
    const computer = await started();
    await install(computer, '1.0.0');
    const before = await filesIn(computer.onDrive(place));
    const running = await startProgram(computer);
    const refused = await computer.run(setupOf('2.0.0'), ['/S']);
    expect(refused.code).toBe(2);
    expect(refused.said).toContain(`${product} is in use`);
    expect(refused.said).toContain(`\n${place}\\${product}.exe\n`);
    expect(running.isRunning()).toBe(true);
    expect(await filesIn(computer.onDrive(place))).toEqual(before);
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '1.0.0' });

    await running.stop();
    expect(await computer.run(setupOf('2.0.0'), ['/S'])).toEqual({ code: 0, said: '' });
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });
  });
});

describe('uninstalling', () => {
  test('silently takes all of Setup’s, and keeps environments, settings and what lies in its folder', async () => {
    const computer = await started();
    await install(computer, '2.0.0');
    const kept = await environments(computer);
    // It goes on as a copy of itself, as from the list of applications.
    await computer.run(`${place}\\Uninstall ${product}.exe`, ['/currentuser', '/S']);
    await computer.idle();
    expect(await filesIn(computer.onDrive(place))).toEqual(['env/pyvenv.cfg']);
    expect(await linksOf(computer)).toEqual([]);
    expect(await computer.registry(entry)).toBe(null);
    expect(existsSync(path.join(computer.localAppData, 'notebook-mender-updater'))).toBe(false);
    expect(await textsOf(kept)).toEqual(kept.map(() => 'mine'));
  });

  test('with a held library names it, ends with 2, takes nothing, and can be tried again', async () => {
    const computer = await started();
    await install(computer, '2.0.0');
    const installed = computer.onDrive(place);
    const holder = await hold(computer.wine, { ...kindOf('library'), file: 'ffmpeg.dll' }, installed);
    onTestFinished(holder.release);
    const links = await linksOf(computer);
    const refused = await uninstall(computer);
    expect(refused.code).toBe(2);
    expect(refused.said).toContain(`${product} is in use`);
    expect(refused.said).toContain(`\n${place}\\ffmpeg.dll\n`);
    expect(await filesIn(installed)).toEqual([...files, `Uninstall ${product}.exe`].toSorted());
    expect(await linksOf(computer)).toEqual(links);
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });

    await holder.release();
    expect(await uninstall(computer)).toEqual({ code: 0, said: '' });
    expect(await filesIn(installed)).toEqual([`Uninstall ${product}.exe`]);
    expect(await computer.registry(entry)).toBe(null);
  });
});

describe('with its windows', () => {
  const why = whyNoDisplay();
  beforeEach(({ skip }) => {
    if (why !== null) skip(why);
  });

  test('installs for this user by default, and uninstalls with what is ticked only', async () => {
    const { computer, press } = await withDisplay();
    const installing = computer.run(setupOf('2.0.0'));
    expect(await press('Next >')).toContain('Only for me');
    const own = `${path.basename(path.dirname(computer.desktop))}\\AppData\\Local\\Programs\\${product}`;
    expect(await press('Install')).toContain(`C:\\users\\${own}\n`);
    expect(await press('Finish')).toContain(`Run ${product}`);
    expect((await installing).code).toBe(0);
    const installed = path.join(computer.localAppData, 'Programs', product);
    expect(await filesIn(installed)).toEqual([...files, `Uninstall ${product}.exe`].toSorted());

    const kept = await environments(computer);
    const removing = computer.run(path.join(installed, `Uninstall ${product}.exe`));
    // The second line are settings, logs and downloads, the third is the environment.
    expect(await press('tick=2', 'Uninstall')).toContain('What is not ticked stays.');
    await press('Finish');
    await removing;
    await computer.idle();
    expect(existsSync(installed)).toBe(false);
    expect(await textsOf(kept)).toEqual(['mine', null, null, 'mine', 'mine']);
  });

  test('removes the environment where that is ticked, however long its paths are', async () => {
    const { computer, press } = await withDisplay();
    await install(computer, '2.0.0');
    const kept = await environments(computer);
    const environment = path.join(computer.localAppData, 'notebook-mender/Data/env');
    await mkdir(path.join(environment, `Lib/${'long '.repeat(30)}end/${'long '.repeat(30)}end`), { recursive: true });
    await writeFile(path.join(environment, 'Lib/read-only'), '', { mode: 0o444 });
    const removing = uninstall(computer, []);
    await press('tick=3', 'Uninstall');
    await press('Finish');
    expect((await removing).code).toBe(0);
    expect(existsSync(environment)).toBe(false);
    expect(await textsOf(kept)).toEqual([null, 'mine', 'mine', 'mine', 'mine']);
  });

  test('asks in the application’s own update, too, which is silent else', async () => {
    const { computer, press } = await withDisplay();
    await install(computer, '1.0.0');
    const running = await startProgram(computer);
    const updating = computer.run(setupOf('2.0.0'), ['--updated', '/S', '--force-run']);
    await press('see=Retry');
    await running.stop();
    await press('Retry');
    expect((await updating).code).toBe(0);
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });
  });

  test('names a held file and asks; after Cancel all is there, after Retry it goes on', async () => {
    const { computer, press } = await withDisplay();
    await install(computer, '2.0.0');
    const holder = await hold(computer.wine, { ...kindOf('library'), file: 'ffmpeg.dll' }, computer.onDrive(place));
    onTestFinished(holder.release);
    const cancelled = uninstall(computer, []);
    await press('Uninstall');
    expect(await press('Cancel')).toContain(`\n${place}\\ffmpeg.dll\n`);
    expect((await cancelled).code).toBe(2);
    expect(await filesIn(computer.onDrive(place))).toEqual([...files, `Uninstall ${product}.exe`].toSorted());
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });

    const retried = uninstall(computer, []);
    // The question comes when the file has been held for two seconds.
    await press('Uninstall', 'see=Retry');
    await holder.release();
    await press('Retry');
    await press('Finish');
    expect((await retried).code).toBe(0);
    expect(await filesIn(computer.onDrive(place))).toEqual([`Uninstall ${product}.exe`]);
    expect(await computer.registry(entry)).toBe(null);
  });
});

/** A computer with a screen, and a hand before it (hands/press.c): it presses buttons and answers what the window said before. */
const withDisplay = async () => {
  const display = await startDisplay();
  onTestFinished(display.stop);
  const computer = await started({ DISPLAY: display.name ?? undefined });
  const press = async (...words: string[]): Promise<string> => {
    const { code, said } = await computer.run(path.join(folder, 'press.exe'), [product, ...words]);
    expect({ code, words }).toEqual({ code: 0, words });
    return said;
  };
  return { computer, press };
};

const started = async (env: NodeJS.ProcessEnv = {}): Promise<Computer> => {
  if ('missing' in tools) throw new Error(tools.missing);
  const computer = await startComputer(tools.wine, env);
  onTestFinished(computer.stop);
  return computer;
};

/** The folder is the rest of the line, without quotes: so NSIS wants it. */
const install = async (computer: Computer, version: string): Promise<void> => {
  expect(await computer.run(setupOf(version), ['/S', ...`/D=${place}`.split(' ')])).toEqual({ code: 0, said: '' });
};

/** By the file itself and not a copy of it, which alone tells its exit code and leaves itself. */
const uninstall = (computer: Computer, words: readonly string[] = ['/S']) =>
  computer.run(`${place}\\Uninstall ${product}.exe`, [...words, ...`_?=${place}`.split(' ')]);

/** Files of the user's: environments, also in the program's own folder, and settings. */
const environments = async (computer: Computer): Promise<string[]> => {
  const own = path.join(computer.localAppData, 'notebook-mender');
  const made = [
    path.join(own, 'Data/env/pyvenv.cfg'),
    path.join(own, 'Cache/wheelhouse/one.whl'),
    path.join(computer.appData, 'notebook-mender/Config/settings.json'),
    path.join(computer.onDrive(place), 'env/pyvenv.cfg'),
    path.join(computer.onDrive('C:\\my env'), 'pyvenv.cfg'),
  ];
  for (const file of made) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'mine');
  }
  return made;
};

const textsOf = (made: readonly string[]) => Promise.all(made.map((file) => readFile(file, 'utf8').catch(() => null)));

/** The installed program, running until it is told to stop. */
const startProgram = async (computer: Computer) => {
  const signs = await mkdtemp(path.join(tmpdir(), 'running-'));
  onTestFinished(() => rm(signs, { recursive: true, force: true }));
  const [ready, stop] = [path.join(signs, 'ready'), path.join(signs, 'stop')];
  let runs = true;
  const words = ['--stay', toWindows(ready), toWindows(stop)];
  const ended = computer.run(`${place}\\${product}.exe`, words).finally(() => {
    runs = false;
  });
  await expect.poll(() => existsSync(ready), { timeout: 30_000 }).toBe(true);
  const end = async (): Promise<void> => {
    await writeFile(stop, '');
    await ended;
  };
  onTestFinished(end);
  return { isRunning: () => runs, stop: end };
};

/** Names of the product's shortcuts. */
const linksOf = async ({ desktop, startMenu }: Computer): Promise<string[]> =>
  (await Promise.all([desktop, startMenu].map((one) => readdir(one)))).flat().filter((name) => name.endsWith('.lnk'));

const filesIn = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => path.relative(root, path.join(one.parentPath, one.name)))
    .toSorted();

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
