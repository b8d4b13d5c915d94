import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { channels } from '../shared/channels.ts';
import type { PageCommand } from '../shared/contract.ts';
import type { Event } from '../shared/events.ts';
import type { Result } from '../shared/failure.ts';
import type { Answer } from './answer.ts';
import type { Engine } from './engine/run-request.ts';

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

/** Has the page do what an item of the menu says. */
export const command = (window: BrowserWindow | null, what: PageCommand): void =>
  window?.webContents.send(channels.command, what);
