import { stripVTControlCharacters } from 'node:util';
import type { Launch, ReadySignal } from '../../../../shared/manifest.ts';
import type { ReadyHow } from '../../interfaces/launcher.ts';
import { portOf, takesConnections, urlAnswers } from './answers.ts';

const lookAgainMs = 250;

interface ReadyWatch {
  hear: (line: string) => void;
  /** Stops watching; nothing is called after it. */
  end: () => void;
}

interface Watchers {
  onReady: (how: ReadyHow) => void;
  /** The time limit passed and the signal did not come. */
  onTooSlow: () => void;
}

/** Watches for the ready signal of a program that has just started, until one of the two is called. */
export const watchReady = (launch: Launch, { onReady, onTooSlow }: Watchers): ReadyWatch => {
  const { ready, timeLimitSeconds } = launch;
  let isOver = false;
  let look: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    isOver = true;
    clearTimeout(limit);
    clearTimeout(look);
  };
  const once = (call: () => void): void => {
    if (isOver) return;
    end();
    call();
  };
  const limit = setTimeout(
    () => once(() => (ready === undefined ? onReady('time') : onTooSlow())),
    timeLimitSeconds * 1000,
  );
  const answers = ready === undefined ? null : answersOf(ready);
  const lookAgain = async (): Promise<void> => {
    if (answers === null || isOver) return;
    if (await answers.ask()) once(() => onReady(answers.how));
    else if (!isOver) look = setTimeout(() => void lookAgain(), lookAgainMs);
  };
  void lookAgain();
  return {
    hear: (line) => {
      // Programs colour their words where they are told to, or think that they write to a terminal.
      if (typeof ready === 'string' && stripVTControlCharacters(line).includes(ready)) once(() => onReady('output'));
    },
    end,
  };
};

/** null where the signal is none that can be asked for. */
const answersOf = (ready: ReadySignal): { how: 'port' | 'url'; ask: () => Promise<boolean> } | null => {
  if (typeof ready === 'string') return null;
  return 'port' in ready
    ? { how: 'port', ask: () => takesConnections(ready.port) }
    : { how: 'url', ask: () => urlAnswers(ready.url) };
};

/**
 * The port on which something answers although the program has not started, so that its signal would
 * tell nothing; null where none does, or the signal is another one.
 */
export const takenPort = async (ready: ReadySignal | undefined): Promise<number | null> => {
  if (ready === undefined || typeof ready === 'string') return null;
  const port = 'port' in ready ? ready.port : portOf(ready.url);
  return (await takesConnections(port)) ? port : null;
};
