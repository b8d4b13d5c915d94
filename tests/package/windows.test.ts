import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extractFile } from '@electron/asar';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startDisplay, whyNoDisplay } from '../e2e/support/display.ts';
import { hold, kindOf } from '../windows/support/holder.ts';
import { filesIn, hashOf, product, windowsSetup } from './support/windows-setup.ts';
import { environments, install, linksOf, place, startProgram, textsOf, uninstall } from './support/windows-user.ts';
import { type Computer, readShortcut, startComputer } from './support/wine-computer.ts';
import { contentTests } from './windows/content.ts';

/**
 * Windows' Setup as a vendor ships it, two versions of it: made by the documented command, with doubles
 * of Electron and of NSIS' plug-ins (doubles/), looked at, and then run under Wine. What counts is what
 * is on the disk and in the registry afterwards.
 */
/** The entry among the installed applications; electron-builder makes its name from the appId. */
const entry = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\c40fb547-995a-52ff-bace-20cabc6c0f9d';

const setup = windowsSetup();

describe('its content', () => contentTests(setup));

describe('installing', () => {
  test('silently into a folder with spaces: files, shortcuts, entry, and nothing on PATH', async () => {
    const computer = await started();
    await install(computer, setup.setupOf('2.0.0'));
    const installed = computer.onDrive(place);
    expect(await filesIn(installed)).toEqual([...setup.files(), `Uninstall ${product}.exe`].toSorted());
    for (const file of setup.files())
      expect(hashOf(await readFile(path.join(installed, file))), file).toBe(
        hashOf(await readFile(path.join(setup.unpacked(), file))),
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
    await install(computer, setup.setupOf('2.0.0'));
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
    await install(computer, setup.setupOf('1.0.0'));
    const installed = computer.onDrive(place);
    expect(existsSync(path.join(installed, 'locales/xx.pak'))).toBe(true);
    const kept = await environments(computer);

    // Without a folder: where it is, is known.
    expect(await computer.run(setup.setupOf('2.0.0'), ['/S'])).toEqual({ code: 0, said: '' });
    expect(await filesIn(installed)).toEqual(
      [...setup.files(), `Uninstall ${product}.exe`, 'env/pyvenv.cfg'].toSorted(),
    );
    expect(extractFile(path.join(installed, 'resources/app.asar'), 'package.json').toString()).toContain('"2.0.0"');
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });
    expect(await textsOf(kept)).toEqual(kept.map(() => 'mine'));
  });

  test('over a running version says so, ends with 2, ends nothing and changes nothing', async () => {
    const computer = await started();
    await install(computer, setup.setupOf('1.0.0'));
    const before = await filesIn(computer.onDrive(place));
    const running = await startProgram(computer);
    const refused = await computer.run(setup.setupOf('2.0.0'), ['/S']);
    expect(refused.code).toBe(2);
    expect(refused.said).toContain(`${product} is in use`);
    expect(refused.said).toContain(`\n${place}\\${product}.exe\n`);
    expect(running.isRunning()).toBe(true);
    expect(await filesIn(computer.onDrive(place))).toEqual(before);
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '1.0.0' });

    await running.stop();
    expect(await computer.run(setup.setupOf('2.0.0'), ['/S'])).toEqual({ code: 0, said: '' });
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });
  });
});

describe('uninstalling', () => {
  test('silently takes all of Setup’s, and keeps environments, settings and what lies in its folder', async () => {
    const computer = await started();
    await install(computer, setup.setupOf('2.0.0'));
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
    await install(computer, setup.setupOf('2.0.0'));
    const installed = computer.onDrive(place);
    const holder = await hold(computer.wine, { ...kindOf('library'), file: 'ffmpeg.dll' }, installed);
    onTestFinished(holder.release);
    const links = await linksOf(computer);
    const refused = await uninstall(computer);
    expect(refused.code).toBe(2);
    expect(refused.said).toContain(`${product} is in use`);
    expect(refused.said).toContain(`\n${place}\\ffmpeg.dll\n`);
    expect(await filesIn(installed)).toEqual([...setup.files(), `Uninstall ${product}.exe`].toSorted());
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
    const installing = computer.run(setup.setupOf('2.0.0'));
    expect(await press('Next >')).toContain('Only for me');
    const own = `${path.basename(path.dirname(computer.desktop))}\\AppData\\Local\\Programs\\${product}`;
    expect(await press('Install')).toContain(`C:\\users\\${own}\n`);
    expect(await press('Finish')).toContain(`Run ${product}`);
    expect((await installing).code).toBe(0);
    const installed = path.join(computer.localAppData, 'Programs', product);
    expect(await filesIn(installed)).toEqual([...setup.files(), `Uninstall ${product}.exe`].toSorted());

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
    await install(computer, setup.setupOf('2.0.0'));
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
    await install(computer, setup.setupOf('1.0.0'));
    const running = await startProgram(computer);
    const updating = computer.run(setup.setupOf('2.0.0'), ['--updated', '/S', '--force-run']);
    await press('see=Retry');
    await running.stop();
    await press('Retry');
    expect((await updating).code).toBe(0);
    expect(await computer.registry(entry)).toMatchObject({ DisplayVersion: '2.0.0' });
  });

  test('names a held file and asks; after Cancel all is there, after Retry it goes on', async () => {
    const { computer, press } = await withDisplay();
    await install(computer, setup.setupOf('2.0.0'));
    const holder = await hold(computer.wine, { ...kindOf('library'), file: 'ffmpeg.dll' }, computer.onDrive(place));
    onTestFinished(holder.release);
    const cancelled = uninstall(computer, []);
    await press('Uninstall');
    expect(await press('Cancel')).toContain(`\n${place}\\ffmpeg.dll\n`);
    expect((await cancelled).code).toBe(2);
    expect(await filesIn(computer.onDrive(place))).toEqual([...setup.files(), `Uninstall ${product}.exe`].toSorted());
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
    const { code, said } = await computer.run(setup.hand(), [product, ...words]);
    expect({ code, words }).toEqual({ code: 0, words });
    return said;
  };
  return { computer, press };
};

const started = async (env: NodeJS.ProcessEnv = {}): Promise<Computer> => {
  const computer = await startComputer(setup.wine(), env);
  onTestFinished(computer.stop);
  return computer;
};
