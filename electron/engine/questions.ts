import type { HolderAnswer } from '../../shared/holder.ts';
import { Cancelled } from './failing.ts';

/** Questions to a person; one is known by its id until it is answered. */
export interface Questions {
  /** Waits for as long as it takes. Throws Cancelled. */
  ask: (id: string, signal: AbortSignal) => Promise<HolderAnswer>;
  /** False where nobody asks that any more. */
  answer: (id: string, answer: HolderAnswer) => boolean;
}

export const createQuestions = (): Questions => {
  const open = new Map<string, (answer: HolderAnswer) => void>();
  return {
    ask: (id, signal) =>
      new Promise<HolderAnswer>((resolve, reject) => {
        const close = (): void => {
          open.delete(id);
          signal.removeEventListener('abort', cancel);
        };
        const cancel = (): void => {
          close();
          reject(new Cancelled());
        };
        open.set(id, (answer) => {
          close();
          resolve(answer);
        });
        signal.addEventListener('abort', cancel, { once: true });
        if (signal.aborted) cancel();
      }),
    answer: (id, answer) => {
      const settle = open.get(id);
      settle?.(answer);
      return settle !== undefined;
    },
  };
};
