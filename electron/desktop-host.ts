import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { channels } from '../shared/channels.ts';
import type { PageCommand } from '../shared/contract.ts';
import type { Event } from '../shared/events.ts';
import type { Result } from '../shared/failure.ts';
import { settingDialogs, wordConfirm } from '../shared/wording/settings.ts';
import { exportPlace, chooseFolder as words } from '../shared/wording/window.ts';
import type { Answer, FileSetting, FolderSetting } from './answer.ts';
import type { Engine } from './engine/run-request.ts';
import type { NewAddress } from './settings/allow.ts';

export interface DesktopHost {
  answer: Answer;
  engine: Pick<Engine, 'subscribe'>;
  /** The window whose page may call; null while there is none. */
  window: () => BrowserWindow | null;
  /** Serialized origin of the page. */
  origin: string;
  /** Told of every refused call, for the log. */
  onRefused: (from: string) => void;
}

/**
 * Carries the page's calls to `answer` and the engine's events to the page, over two channels.
 * Only the main frame of our own window, showing our own page, is answered.
 */
export const startDesktopHost = ({ answer, engine, window, origin, onRefused }: DesktopHost): void => {
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOurPage(event, window(), origin)) {
      onRefused(event.senderFrame?.url ?? 'a frame that is gone');
      return { ok: false, failure: { code: 'call-refused', reason: 'it came from another page' } };
    }
    if (typeof name !== 'string')
      return { ok: false, failure: { code: 'call-invalid', call: '', problems: ['its name is not text'] } };
    return answer(name, input);
  });
  engine.subscribe((events: readonly Event[]) => {
    const contents = window()?.webContents;
    // A page that is being reloaded misses nothing: it takes a snapshot when it is back.
    if (contents !== undefined && !contents.isDestroyed()) contents.send(channels.events, events);
  });
};

const isOurPage = (
  { sender, senderFrame }: IpcMainInvokeEvent,
  window: BrowserWindow | null,
  origin: string,
): boolean =>
  window !== null &&
  sender === window.webContents &&
  senderFrame !== null &&
  senderFrame.parent === null &&
  senderFrame.origin === origin;

/** The system's folder dialog over the window; null where the user chose none. */
export const chooseFolder = async (
  window: BrowserWindow | null,
  start: string | undefined,
  setting: FolderSetting,
): Promise<string | null> => {
  const { title, choose } = setting === 'findLinks' ? settingDialogs.wheels : words;
  return choosePath(window, {
    title,
    buttonLabel: choose,
    properties: ['openDirectory', ...(setting === 'findLinks' ? [] : (['createDirectory', 'promptToCreate'] as const))],
    ...(start === undefined ? {} : { defaultPath: start }),
  });
};

const extensions: Record<FileSetting, string[]> = { manifest: ['json'], certificates: ['pem', 'crt', 'cer'] };

/** The same for a file. */
export const chooseFile = (window: BrowserWindow | null, setting: FileSetting): Promise<string | null> => {
  const { title, choose, files } = settingDialogs[setting];
  return choosePath(window, {
    title,
    buttonLabel: choose,
    properties: ['openFile'],
    filters: [
      { name: files, extensions: extensions[setting] },
      { name: settingDialogs.allFiles, extensions: ['*'] },
    ],
  });
};

/** A question of the system's own, over the window where there is one; the position of the button that was pressed. */
export const askOver = async (window: BrowserWindow | null, options: Electron.MessageBoxOptions): Promise<number> => {
  const asked = window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options);
  return (await asked).response;
};

/** Asks in a dialog of the system's own, which no page can answer, whether an address may be used. */
export const confirmAddress = async (
  window: BrowserWindow | null,
  { setting, address }: NewAddress,
): Promise<boolean> => {
  const { message, detail, yes, no } = wordConfirm(setting, address);
  const pressed = await askOver(window, {
    type: 'question',
    message,
    detail,
    buttons: [no, yes],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return pressed === 1;
};

/** Has the page do what an item of the menu says. */
export const command = (window: BrowserWindow | null, what: PageCommand): void =>
  window?.webContents.send(channels.command, what);

const choosePath = async (
  window: BrowserWindow | null,
  options: Electron.OpenDialogOptions,
): Promise<string | null> => {
  const chosen = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
};

/** The system's dialog for the place of an export; null where the user chose none. It asks before a file is replaced. */
export const chooseExportPlace = async (window: BrowserWindow | null, start: string): Promise<string | null> => {
  const options: Electron.SaveDialogOptions = {
    title: exportPlace.title,
    buttonLabel: exportPlace.save,
    defaultPath: start,
    filters: [{ name: exportPlace.kind, extensions: ['zip'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
  const chosen = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
};
