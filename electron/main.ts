import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { app, type BrowserWindow, Menu } from 'electron';
import type { Failure, Result } from '../shared/failure.ts';
import { product } from '../shared/product.ts';
import type { Answer } from './answer.ts';
import { startDesktopHost } from './desktop-host.ts';
import type { Session } from './desktop-session.ts';
import { Failing } from './engine/failing.ts';
import { type AppFolders, appFolders } from './engine/tools/app-folders.ts';
import { createFirstPicture } from './first-picture.ts';
import { createLateEngine } from './late-engine.ts';
import { createLeaving } from './leaving.ts';
import { type PageFiles, readPageFiles } from './page-files.ts';
import { secondStart } from './second-start.ts';
import { keepToThePage, noteFailedParts, openWindow, pageOrigin, registerPageScheme, serveThePage } from './window.ts';
import { parseWindowArguments, type WindowArguments } from './window-arguments.ts';
import { createWindowLog, type WindowLog } from './window-log.ts';
import { readWindowPlace, type WindowPlace, writeWindowPlace } from './window-place.ts';

/**
 * Starts the window: its own files, one engine, one page. Everything that Electron must know before it is ready comes first.
 * What is imported here is loaded before the window opens, so it is little: neither schemas nor words (desktop-session.ts).
 */
const begin = (): void => {
  registerPageScheme();
  // Ours comes with the first picture (desktop-furniture.ts); Electron's own would be built for nothing.
  Menu.setApplicationMenu(null);
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
  const asked = parseWindowArguments(ownWords(), process.cwd());
  if (!asked.ok) {
    quitWith(asked.failure);
    return;
  }
  const files = readEarly(folders);
  files.catch(() => undefined); // told below, when there is a screen to tell it on
  const shown = Promise.all([files, app.whenReady()])
    .then(([early]) => show(folders, log, asked.value, early))
    .catch((error: unknown) => {
      log.error('the window cannot be opened', error);
      quitWith({ code: 'bug', message: error instanceof Error ? error.message : String(error), journal: null });
      return null;
    });
  // From now on: a second start that comes while the window is being opened is told once, too.
  app.on('second-instance', (_event, _words, _folder, data) => void shown.then((startAgain) => startAgain?.(data)));
};

interface EarlyFiles {
  page: PageFiles;
  placeFile: string;
  place: WindowPlace | null;
}

/** What the window needs of the disk, read while Chromium starts. */
const readEarly = async (folders: AppFolders): Promise<EarlyFiles> => {
  const placeFile = join(folders.config, 'window.json');
  const [page, place] = await Promise.all([readPageFiles(join(built(), 'renderer')), readWindowPlace(placeFile)]);
  return { page, placeFile, place };
};

/** The answer is what a second start does with what it hands over; null where the application ends. */
const show = async (
  folders: AppFolders,
  log: WindowLog,
  asked: WindowArguments,
  { page, placeFile, place }: EarlyFiles,
): Promise<((data: unknown) => Promise<void>) | null> => {
  let window: BrowserWindow | null = null;
  let session: Session | null = null;
  const { engine, load } = createLateEngine(async () => {
    const { openEngine } = await import('./open-engine.ts');
    return openEngine(app.isPackaged ? process.resourcesPath : null);
  });
  const leaving = createLeaving({
    engine,
    ask: async (about) => (await import('./desktop-dialogs.ts')).askToStop(window, about),
    quit: () => app.quit(),
  });
  const scriptIsAskedFor = serveThePage(page);
  keepToThePage((what) => log.warn(`refused: ${what}`));
  let lastPlace = place;
  let sayWhetherToShow = (_may: boolean): void => undefined;
  const mayShow = new Promise<boolean>((resolve) => {
    sayWhetherToShow = resolve;
  });
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
      session?.gone();
    });
    opened.on('focus', () => session?.seen());
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

  window = open();
  const picture = createFirstPicture(window);
  // Loading keeps this process busy: the page's files go out before, and its script is compiled meanwhile.
  const opening = Promise.race([scriptIsAskedFor.then(() => delay(filesMs)), delay(askedForMs)])
    .then(() => import('./desktop-session.ts'))
    .then(({ openSession }) =>
      openSession({
        folders,
        log,
        asked,
        engine,
        prepare: async () => {
          picture.isShown();
          await picture.drawn;
          await load();
        },
        drawn: picture.drawn,
        leaving,
        window: () => window,
        comeForward,
      }),
    );
  // What the page asks before then waits for its answer.
  const answer: Answer = async (call, raw) => {
    const opened = await opening;
    return opened.ok ? opened.value.answer(call, raw) : opened;
  };
  startDesktopHost({
    answer,
    engine,
    window: () => window,
    origin: pageOrigin,
    onRefused: (from) => log.warn(`refused a call from ${from}`),
  });
  const opened = await opening;
  sayWhetherToShow(opened.ok);
  if (!opened.ok) {
    quitWith(opened.failure);
    return null;
  }
  const begun = opened.value;
  session = begun;
  app.on('before-quit', (event) => {
    if (!leaving.mayLeave()) event.preventDefault();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', comeForward);
  return (data) => {
    comeForward();
    return begun.takeOver(data);
  };
};

/** Milliseconds within which a page asks for all its files. */
const filesMs = 5;

/** Milliseconds after which a page that nobody asked for is waited for no longer. */
const askedForMs = 500;

/** Folder of the built product; this file is in a chunk below it. */
const built = (): string => join(app.getAppPath(), 'dist');

/** Words after the program's own name, and the folder that Electron is given where it is not packaged. */
const ownWords = (): string[] => process.argv.slice(app.isPackaged ? 1 : 2);

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

/** Says why the window does not open, and ends the application. */
const quitWith = (failure: Failure): void => {
  void app.whenReady().then(async () => (await import('./desktop-dialogs.ts')).sayWhyNot(failure));
};

begin();
