import { app, type BrowserWindow, powerMonitor, shell } from 'electron';
import { behave, showAbout } from './desktop-behaviour.ts';
import { askOver } from './desktop-dialogs.ts';
import { command } from './desktop-host.ts';
import type { Engine } from './engine/run-request.ts';
import type { AppFolders } from './engine/tools/app-folders.ts';
import { followMenu } from './follow-menu.ts';
import type { Leaving } from './leaving.ts';
import { keepToLimits } from './settings/keep-to-limits.ts';
import type { Preferences } from './settings/preferences.ts';
import { lookForUpdate } from './update/look.ts';
import { version } from './version.ts';
import { setMenu } from './window.ts';
import type { WindowLog } from './window-log.ts';

interface FurnitureOptions {
  engine: Engine;
  log: WindowLog;
  folders: AppFolders;
  preferences: Preferences;
  leaving: Leaving;
  window: () => BrowserWindow | null;
  comeForward: () => void;
}

export interface Furniture {
  /** To be called when the window comes to the front. */
  seen: () => void;
  /** To be called where the language changes, or the window is gone. */
  drawMenu: () => void;
}

/** What a desktop expects beside the window, and nobody needs before there is something to see: menu, notices, limits, newer versions. */
export const furnish = ({
  engine,
  log,
  folders,
  preferences,
  leaving,
  window,
  comeForward,
}: FurnitureOptions): Furniture => {
  log.info(`Smart Installer ${version} · Electron ${process.versions.electron} · ${process.platform}`);
  for (const { kind } of preferences.view().troubles) log.warn(`settings: ${kind}`);
  const seen = behave({ engine, window, comeForward, note: log.info });
  const drawMenu = followMenu({
    engine,
    hasProgram: () => preferences.manifest().launch !== undefined,
    hasWindow: () => window() !== null,
    draw: setMenu,
    actions: {
      command: (what) => command(window(), what),
      openLogs: () => void shell.openPath(folders.log),
      about: () => void showAbout(window()),
    },
  });
  keepToLimits(engine, preferences.settings, (error) => log.error('downloads cannot be removed', error));
  // The system shuts down (Linux and macOS; Windows: `session-end` of the window).
  powerMonitor.on('shutdown', () => void leaving.leaveNow());
  lookForUpdateLater(engine, log, window);
  return { seen, drawMenu };
};

/** Milliseconds: the first seconds are for what the user came for. */
const updateDelayMs = 5000;

const lookForUpdateLater = (engine: Engine, log: WindowLog, window: () => BrowserWindow | null): void => {
  const looking = {
    engine,
    isPackaged: app.isPackaged,
    note: (line: string) => log.info(`update: ${line}`),
    ask: async (question: { message: string; detail: string; buttons: string[] }) =>
      (await askOver(window(), { type: 'info', defaultId: 0, cancelId: question.buttons.length - 1, ...question })) ===
      0,
  };
  setTimeout(() => void lookForUpdate(looking), updateDelayMs);
};
