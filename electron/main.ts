import { join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, powerMonitor, shell } from 'electron';
import type { Failure, Result } from '../shared/failure.ts';
import { product } from '../shared/product.ts';
import type { Settings } from '../shared/settings.ts';
import { chooseLanguage, setLanguage } from '../shared/wording/language.ts';
import { endAndClose, stopAndClose } from '../shared/wording/window.ts';
import { sentences, wordFailure } from '../shared/wording.ts';
import { type Answer, createAnswer } from './answer.ts';
import { defaultEnvironment } from './default-environment.ts';
import { behave, noteFailedParts, showAbout } from './desktop-behaviour.ts';
import {
  askOver,
  chooseExportPlace,
  chooseFile,
  chooseFolder,
  command,
  confirmAddress,
  startDesktopHost,
} from './desktop-host.ts';
import { Failing } from './engine/failing.ts';
import { type AppFolders, appFolders } from './engine/tools/app-folders.ts';
import { followMenu } from './follow-menu.ts';
import { createLateEngine } from './late-engine.ts';
import { type AtStake, createLeaving } from './leaving.ts';
import { type PageFiles, readPageFiles } from './page-files.ts';
import { secondStart, takeOver } from './second-start.ts';
import { keepToLimits } from './settings/keep-to-limits.ts';
import { createPreferences } from './settings/preferences.ts';
import { openSettings, type SettingsStore } from './settings/store.ts';
import { lookForUpdate } from './update/look.ts';
import { version } from './version.ts';
import { keepToThePage, openWindow, pageOrigin, registerPageScheme, serveThePage, setMenu } from './window.ts';
import { parseWindowArguments } from './window-arguments.ts';
import { createWindowLog, type WindowLog } from './window-log.ts';
import { readWindowPlace, type WindowPlace, writeWindowPlace } from './window-place.ts';

/** Starts the window: its own files, one engine, one page. Everything that Electron must know before it is ready comes first. */
const begin = (): void => {
  registerPageScheme();
  const folders = foldersOrQuit();
  if (folders === null) return;
  // Chromium's own files lie with ours, and the lock of the single instance with them.
  app.setPath('userData', join(folders.data, 'window'));
  app.setPath('logs', folders.log);
  if (!app.requestSingleInstanceLock(secondStart(ownWords(), process.cwd()))) {
    app.quit();
    return;
  }
  const log = createWindowLog(folders.log);
  // A run in this process had better go on than be cut off by a defect of the window.
  process.on('uncaughtException', (error) => log.error('unforeseen', error));
  process.on('unhandledRejection', (error) => log.error('unforeseen', error));
  // Toasts are shown under the name that the installer gave its shortcut (appId in electron-builder.yml).
  app.setAppUserModelId(product.appId);
  noteFailedParts(log.error);
  const files = readEarly(folders);
  files.catch(() => undefined); // told below, when there is a screen to tell it on
  Promise.all([files, app.whenReady()])
    .then(([early]) => show(folders, log, early))
    .catch((error: unknown) => {
      log.error('the window cannot be opened', error);
      quitWith({ code: 'bug', message: error instanceof Error ? error.message : String(error), journal: null });
    });
};

/** Electron knows the system's languages once it is ready. */
const speak = (asked: Settings['language']): void =>
  setLanguage(chooseLanguage(asked, app.getPreferredSystemLanguages()));

interface EarlyFiles {
  page: PageFiles;
  store: SettingsStore;
  placeFile: string;
  place: WindowPlace | null;
}

/** What the window needs of the disk, read while Chromium starts. */
const readEarly = async (folders: AppFolders): Promise<EarlyFiles> => {
  const placeFile = join(folders.config, 'window.json');
  const [page, store, place] = await Promise.all([
    readPageFiles(join(built(), 'renderer')),
    openSettings(folders.config),
    readWindowPlace(placeFile),
  ]);
  return { page, store, placeFile, place };
};

const show = async (folders: AppFolders, log: WindowLog, { page, store, placeFile, place }: EarlyFiles) => {
  speak('system');
  const asked = parseWindowArguments(ownWords(), process.cwd());
  if (!asked.ok) return quitWith(asked.failure);
  let window: BrowserWindow | null = null;
  let drawMenu = (): void => undefined;
  const heed = ({ theme, logLevel, language }: Settings): void => {
    nativeTheme.themeSource = theme;
    log.setLevel(logLevel);
    speak(language);
    drawMenu();
  };
  heed(store.settings());
  const { engine, load } = createLateEngine(async () => {
    const { openEngine } = await import('./open-engine.ts');
    return openEngine(app.isPackaged ? process.resourcesPath : null);
  });
  const leaving = createLeaving({ engine, ask: (about) => askToStop(window, about), quit: () => app.quit() });
  serveThePage(page);
  keepToThePage((what) => log.warn(`refused: ${what}`));
  let lastPlace = place;
  let sayWhetherToShow = (_may: boolean): void => undefined;
  const mayShow = new Promise<boolean>((resolve) => {
    sayWhetherToShow = resolve;
  });
  let cameForward = (): void => undefined;
  const open = (): BrowserWindow => {
    const opened = openWindow({
      preload: join(built(), 'preload.cjs'),
      place: lastPlace,
      mayShow,
      // On macOS an application goes on without a window, and so does its run.
      mayClose: () => process.platform === 'darwin' || leaving.mayLeave(),
      onPlace: (last) => {
        lastPlace = last;
        try {
          writeWindowPlace(placeFile, last);
        } catch (error) {
          log.error('the window’s place cannot be kept', error);
        }
      },
      onPageGone: (reason) => log.error(`the page ended: ${reason}`),
    });
    opened.on('closed', () => {
      window = null;
      drawMenu();
    });
    opened.on('focus', () => cameForward());
    // Windows says so when its user signs out.
    opened.on('session-end', () => void leaving.leaveNow());
    return opened;
  };
  const comeForward = (): void => {
    window ??= open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  // The page's process starts meanwhile; what it asks waits for its answer.
  window = open();
  const isDrawn = drawn(window);
  const preparing = createPreferences({
    store,
    host: 'window',
    given: asked.value,
    defaultEnvironment: defaultEnvironment(folders),
    confirm: (address) => confirmAddress(window, address),
    onSaved: heed,
  });
  const answering = preparing.then((prepared) => {
    if (!prepared.ok) return async () => prepared;
    return createAnswer({
      engine,
      host: 'window',
      version,
      preferences: prepared.value,
      prepare: async () => {
        await isDrawn;
        await load();
      },
      opensOn: asked.value.opensOn,
      chooseFolder: (start, setting) => chooseFolder(window, start, setting),
      chooseFile: (setting) => chooseFile(window, setting),
      exportHost: {
        choosePlace: (name) => chooseExportPlace(window, join(app.getPath('documents'), name)),
        showInFolder: (path) => shell.showItemInFolder(path),
      },
    });
  });
  const answer: Answer = async (call, raw) => (await answering)(call, raw);
  startDesktopHost({
    answer: noted(answer, log),
    engine,
    window: () => window,
    origin: pageOrigin,
    onRefused: (from) => log.warn(`refused a call from ${from}`),
  });
  const preferences = await preparing;
  sayWhetherToShow(preferences.ok);
  if (!preferences.ok) return quitWith(preferences.failure);
  log.info(`Smart Installer ${version} · Electron ${process.versions.electron} · ${process.platform}`);
  for (const { kind } of preferences.value.view().troubles) log.warn(`settings: ${kind}`);
  keepToLimits(engine, preferences.value.settings, (error) => log.error('downloads cannot be removed', error));
  cameForward = behave({ engine, window: () => window, comeForward, note: log.info });
  drawMenu = followMenu({
    engine,
    hasProgram: () => preferences.value.manifest().launch !== undefined,
    hasWindow: () => window !== null,
    draw: setMenu,
    actions: {
      command: (what) => command(window, what),
      openLogs: () => void shell.openPath(folders.log),
      about: () => void showAbout(window),
    },
  });
  app.on('before-quit', (event) => {
    if (!leaving.mayLeave()) event.preventDefault();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', comeForward);
  app.on('second-instance', (_event, _words, _folder, data) => {
    comeForward();
    void takeOver(data, {
      answer,
      state: engine.state,
      first: { ...asked.value, environment: preferences.value.environment() },
    });
  });
  const looking = {
    engine,
    isPackaged: app.isPackaged,
    note: (line: string) => log.info(`update: ${line}`),
    ask: async (question: { message: string; detail: string; buttons: string[] }) =>
      (await askOver(window, { type: 'info', defaultId: 0, cancelId: question.buttons.length - 1, ...question })) === 0,
  };
  setTimeout(() => void lookForUpdate(looking), updateDelayMs);
  // Nobody is there to answer a question: the system shuts down (Linux and macOS, then Windows: `session-end` above), or a terminal ends us.
  powerMonitor.on('shutdown', () => void leaving.leaveNow());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leaving.leaveNow());
};

/** Milliseconds that a window needs to draw what it was opened with. */
const firstPictureMs = 100;

/** Loading the engine keeps this process busy, which has its part in drawing a window: the first picture goes first. */
const drawn = async (window: BrowserWindow): Promise<void> => {
  await new Promise<void>((resolve) => {
    window.webContents.once('did-stop-loading', () => resolve());
    window.once('closed', () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, firstPictureMs));
};

/** Folder of the built product; this file is in a chunk below it. */
const built = (): string => join(app.getAppPath(), 'dist');

/** The first seconds are for what the user came for. */
const updateDelayMs = 5000;

/** Words after the program's own name, and the folder that Electron is given where it is not packaged. */
const ownWords = (): string[] => process.argv.slice(app.isPackaged ? 1 : 2);

/** Writes each call and how it ended to the log, where everything is wanted there; never what it carried. */
const noted =
  (answer: Answer, log: WindowLog): Answer =>
  async (call, raw) => {
    const result = await answer(call, raw);
    log.debug(`call ${call.slice(0, 40)}: ${result.ok ? 'answered' : result.failure.code}`);
    return result;
  };

const askToStop = async (window: BrowserWindow | null, about: AtStake): Promise<boolean> => {
  const words = about.kind === 'program' ? endAndClose : stopAndClose;
  const pressed = await askOver(window, {
    type: 'question',
    message: about.kind === 'program' ? endAndClose.message(about.title) : stopAndClose.message,
    detail: words.detail,
    buttons: [words.keepGoing, words.stop],
    defaultId: 0,
    cancelId: 0,
  });
  return pressed === 1;
};

/** The application's folders; quits where the user's setting for them cannot be used. */
const foldersOrQuit = (): AppFolders | null => {
  const folders = asResult(() => appFolders());
  if (folders.ok) return folders.value;
  quitWith(folders.failure);
  return null;
};

const asResult = <T>(get: () => T): Result<T> => {
  try {
    return { ok: true, value: get() };
  } catch (error) {
    if (error instanceof Failing) return { ok: false, failure: error.failure };
    throw error;
  }
};

/** Says on the terminal and, where there is one, on the screen why the window does not open. */
const quitWith = (failure: Failure): void => {
  void app.whenReady().then(() => {
    speak('system');
    const { sentence, next } = wordFailure(failure);
    process.stderr.write(`${sentences([sentence, next])}\n`);
    dialog.showErrorBox(sentence, next);
    app.exit(failure.code === 'bug' ? 1 : 2);
  });
};

begin();
