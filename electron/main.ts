import { join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, powerMonitor, shell } from 'electron';
import type { Failure, Result } from '../shared/failure.ts';
import type { Settings } from '../shared/settings.ts';
import { chooseLanguage, setLanguage } from '../shared/wording/language.ts';
import { endAndClose, stopAndClose } from '../shared/wording/window.ts';
import { sentences, wordFailure } from '../shared/wording.ts';
import { type Answer, createAnswer } from './answer.ts';
import { defaultEnvironment } from './default-environment.ts';
import { chooseExportPlace, chooseFile, chooseFolder, confirmAddress, startDesktopHost } from './desktop-host.ts';
import { createTools } from './engine/create-tools.ts';
import { createEngine } from './engine/engine.ts';
import { Failing } from './engine/failing.ts';
import { type AppFolders, appFolders } from './engine/tools/app-folders.ts';
import { type AtStake, createLeaving } from './leaving.ts';
import { readPageFiles } from './page-files.ts';
import { secondStart, takeOver } from './second-start.ts';
import { keepToLimits } from './settings/keep-to-limits.ts';
import { createPreferences } from './settings/preferences.ts';
import { openSettings } from './settings/store.ts';
import { version } from './version.ts';
import { keepToThePage, openWindow, pageOrigin, registerPageScheme, serveThePage, setMenu } from './window.ts';
import { parseWindowArguments } from './window-arguments.ts';
import { createWindowLog, type WindowLog } from './window-log.ts';
import { readWindowPlace, writeWindowPlace } from './window-place.ts';

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
  app
    .whenReady()
    .then(() => show(folders, log))
    .catch((error: unknown) => {
      log.error('the window cannot be opened', error);
      quitWith({ code: 'bug', message: error instanceof Error ? error.message : String(error), journal: null });
    });
};

/** Electron knows the system's languages once it is ready. */
const speak = (asked: Settings['language']): void =>
  setLanguage(chooseLanguage(asked, app.getPreferredSystemLanguages()));

const show = async (folders: AppFolders, log: WindowLog): Promise<void> => {
  speak('system');
  const asked = parseWindowArguments(ownWords(), process.cwd());
  if (!asked.ok) return quitWith(asked.failure);
  let window: BrowserWindow | null = null;
  const store = await openSettings(folders.config);
  const heed = ({ theme, logLevel, language }: Settings): void => {
    nativeTheme.themeSource = theme;
    log.setLevel(logLevel);
    speak(language);
    setMenu();
  };
  heed(store.settings());
  const preferences = await createPreferences({
    store,
    host: 'window',
    given: asked.value,
    defaultEnvironment: defaultEnvironment(folders),
    confirm: (address) => confirmAddress(window, address),
    onSaved: heed,
  });
  if (!preferences.ok) return quitWith(preferences.failure);
  log.info(`Smart Installer ${version} · Electron ${process.versions.electron} · ${process.platform}`);
  for (const { kind } of preferences.value.view().troubles) log.warn(`settings: ${kind}`);

  const engine = createEngine({
    tools: createTools({ resourcesFolder: app.isPackaged ? process.resourcesPath : null }),
    version,
  });
  keepToLimits(engine, preferences.value.settings, (error) => log.error('downloads cannot be removed', error));
  const answer = createAnswer({
    engine,
    host: 'window',
    version,
    preferences: preferences.value,
    opensOn: asked.value.opensOn,
    chooseFolder: (start, setting) => chooseFolder(window, start, setting),
    chooseFile: (setting) => chooseFile(window, setting),
    exportHost: {
      choosePlace: (name) => chooseExportPlace(window, join(app.getPath('documents'), name)),
      showInFolder: (path) => shell.showItemInFolder(path),
    },
  });
  startDesktopHost({
    answer: noted(answer, log),
    engine,
    window: () => window,
    origin: pageOrigin,
    onRefused: (from) => log.warn(`refused a call from ${from}`),
  });

  serveThePage(await readPageFiles(join(__dirname, 'renderer')));
  keepToThePage((what) => log.warn(`refused: ${what}`));
  const leaving = createLeaving({ engine, ask: (about) => askToStop(window, about), quit: () => app.quit() });
  const placeFile = join(folders.config, 'window.json');
  window = openWindow({
    preload: join(__dirname, 'preload.cjs'),
    place: await readWindowPlace(placeFile),
    mayClose: leaving.mayLeave,
    onPlace: (place) => {
      try {
        writeWindowPlace(placeFile, place);
      } catch (error) {
        log.error('the window’s place cannot be kept', error);
      }
    },
    onPageGone: (reason) => log.error(`the page ended: ${reason}`),
  });
  window.on('closed', () => {
    window = null;
  });
  app.on('before-quit', (event) => {
    if (!leaving.mayLeave()) event.preventDefault();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', (_event, _words, _folder, data) => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
    void takeOver(data, {
      answer,
      state: engine.state,
      first: { ...asked.value, environment: preferences.value.environment() },
    });
  });
  // Nobody is there to answer a question: the system shuts down (Linux and macOS, then Windows), or a terminal ends us.
  powerMonitor.on('shutdown', () => void leaving.leaveNow());
  window.on('session-end', () => void leaving.leaveNow());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leaving.leaveNow());
};

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
  const options: Electron.MessageBoxOptions = {
    type: 'question',
    message: about.kind === 'program' ? endAndClose.message(about.title) : stopAndClose.message,
    detail: words.detail,
    buttons: [words.keepGoing, words.stop],
    defaultId: 0,
    cancelId: 0,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
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
