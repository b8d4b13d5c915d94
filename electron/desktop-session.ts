import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, shell } from 'electron';
import type { Result } from '../shared/failure.ts';
import type { Settings } from '../shared/settings.ts';
import type { Answer } from './answer.ts';
import { defaultEnvironment } from './default-environment.ts';
import type { Furniture } from './desktop-furniture.ts';
import { speakAsAsked } from './desktop-language.ts';
import { createEarlyAnswer } from './early-answer.ts';
import type { Engine } from './engine/run-request.ts';
import type { AppFolders } from './engine/tools/app-folders.ts';
import type { Leaving } from './leaving.ts';
import { createPreferences } from './settings/preferences.ts';
import { openSettings } from './settings/store.ts';
import { version } from './version.ts';
import type { WindowArguments } from './window-arguments.ts';
import type { WindowLog } from './window-log.ts';

export interface SessionOptions {
  folders: AppFolders;
  log: WindowLog;
  asked: WindowArguments;
  engine: Engine;
  /** Resolves when the engine is loaded, which waits for the window's first picture. */
  prepare: () => Promise<void>;
  /** Resolves when the window has its first picture. */
  drawn: Promise<void>;
  leaving: Leaving;
  window: () => BrowserWindow | null;
  /** Shows the window, in front of all others, and a new one where there is none. */
  comeForward: () => void;
}

export interface Session {
  answer: Answer;
  /** Begins what a second start of the application asks for (take-over.ts). */
  takeOver: (data: unknown) => Promise<void>;
  /** To be called when the window comes to the front. */
  seen: () => void;
  /** To be called when the window is gone. */
  gone: () => void;
}

/** With all that is worded; later than the first picture. */
const dialogs = () => import('./desktop-dialogs.ts');

/**
 * What stands behind the page: settings, answers, the signals of a terminal. A chunk of its own: it is loaded while the page is,
 * so that the window need not wait for it. The rest comes after the first picture (desktop-furniture.ts). A failure
 * where the settings or the manifest do not allow a start; then nothing was set up.
 */
export const openSession = async (options: SessionOptions): Promise<Result<Session>> => {
  const { folders, log, asked, engine, prepare, drawn, leaving, window, comeForward } = options;
  const store = await openSettings(folders.config);
  let furniture: Furniture | null = null;
  const heed = async ({ theme, logLevel, language }: Settings): Promise<void> => {
    nativeTheme.themeSource = theme;
    log.setLevel(logLevel);
    await speakAsAsked(language);
    furniture?.drawMenu();
  };
  await heed(store.settings());
  const prepared = await createPreferences({
    store,
    host: 'window',
    given: asked,
    defaultEnvironment: defaultEnvironment(folders),
    confirm: async (address) => (await dialogs()).confirmAddress(window(), address),
    onSaved: heed,
  });
  if (!prepared.ok) return prepared;
  const preferences = prepared.value;
  const answer = createEarlyAnswer({
    engine,
    host: 'window',
    version,
    preferences,
    prepare,
    opensOn: asked.opensOn,
    chooseFolder: async (start, setting) => (await dialogs()).chooseFolder(window(), start, setting),
    chooseFile: async (setting) => (await dialogs()).chooseFile(window(), setting),
    exportHost: {
      choosePlace: async (name) => (await dialogs()).chooseExportPlace(window(), join(app.getPath('documents'), name)),
      showInFolder: (path) => shell.showItemInFolder(path),
    },
  });
  // Nobody is there to answer a question: a terminal ends us.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leaving.leaveNow());
  // What nobody needs before there is something to see.
  void drawn.then(async () => {
    const { furnish } = await import('./desktop-furniture.ts');
    furniture = furnish({ engine, log, folders, preferences, leaving, window, comeForward });
  });
  return {
    ok: true,
    value: {
      answer: noted(answer, log),
      takeOver: async (data) => {
        const { takeOver } = await import('./take-over.ts');
        await takeOver(data, {
          answer,
          state: engine.state,
          first: { ...asked, environment: preferences.environment() },
        });
      },
      seen: () => furniture?.seen(),
      gone: () => furniture?.drawMenu(),
    },
  };
};

/** Writes each call and how it ended to the log, where everything is wanted there; never what it carried. */
const noted =
  (answer: Answer, log: WindowLog): Answer =>
  async (call, raw) => {
    const result = await answer(call, raw);
    log.debug(`call ${call.slice(0, 40)}: ${result.ok ? 'answered' : result.failure.code}`);
    return result;
  };
