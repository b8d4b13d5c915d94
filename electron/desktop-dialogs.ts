import { app, type BrowserWindow, dialog } from 'electron';
import type { Failure } from '../shared/failure.ts';
import { settingDialogs, wordConfirm } from '../shared/wording/settings.ts';
import {
  endAndClose,
  exportPlace,
  pageHangs,
  pageKeepsFailing,
  stopAndClose,
  chooseFolder as words,
} from '../shared/wording/window.ts';
import { sentences, wordFailure } from '../shared/wording.ts';
import type { FileSetting, FolderSetting } from './answer.ts';
import { speakAsAsked } from './desktop-language.ts';
import type { AtStake } from './leaving.ts';
import type { NewAddress } from './settings/allow.ts';

/** Says on the terminal and, where there is one, on the screen why the window does not open, and ends the application. */
export const sayWhyNot = async (failure: Failure): Promise<void> => {
  await speakAsAsked('system');
  const { sentence, next } = wordFailure(failure);
  process.stderr.write(`${sentences([sentence, next])}\n`);
  dialog.showErrorBox(sentence, next);
  app.exit(failure.code === 'bug' ? 1 : 2);
};

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

/** Asks whether what is in progress may be ended with the application. */
export const askToStop = async (window: BrowserWindow | null, about: AtStake): Promise<boolean> => {
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

/** Asks whether a page that failed again and again is to be tried once more. */
export const askToReload = async (window: BrowserWindow): Promise<boolean> => {
  const pressed = await askOver(window, {
    type: 'error',
    message: pageKeepsFailing.message,
    detail: pageKeepsFailing.detail,
    buttons: [pageKeepsFailing.tryAgain, pageKeepsFailing.close],
    defaultId: 0,
    cancelId: 1,
  });
  return pressed === 0;
};

/** Asks whether a page that hangs is to be ended; false, too, when `signal` takes the question back. */
export const askToEndPage = async (window: BrowserWindow, signal: AbortSignal): Promise<boolean> => {
  const pressed = await askOver(window, {
    type: 'warning',
    message: pageHangs.message,
    detail: pageHangs.detail,
    buttons: [pageHangs.wait, pageHangs.reload],
    defaultId: 0,
    cancelId: 0,
    signal,
  });
  return pressed === 1;
};
