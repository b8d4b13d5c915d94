import { product } from '../../shared/product.ts';
import { updateWords as words } from '../../shared/wording/window.ts';
import type { Engine } from '../engine/run-request.ts';
import { offerUpdate } from './offer.ts';
import { updateWay } from './way.ts';

interface Looking {
  engine: Pick<Engine, 'idle'>;
  isPackaged: boolean;
  note: (line: string) => void;
  /** Asks the user; whether the first of the buttons was pressed. */
  ask: (question: { message: string; detail: string; buttons: string[] }) => Promise<boolean>;
}

/** Looks for a newer version, only where a vendor set an address; the rest of the updater is loaded then. */
export const lookForUpdate = ({ engine, isPackaged, note, ask }: Looking): Promise<void> => {
  const { updateUrl, homepage } = product;
  return offerUpdate({
    way: updateWay({ updateUrl, isPackaged, platform: process.platform, env: process.env }),
    openUpdater: async () => (await import('./open-updater.ts')).openUpdater(updateUrl ?? '', note),
    idle: engine.idle,
    wanted: (newer) => ask({ message: words.available(newer), detail: words.offer, buttons: [words.yes, words.later] }),
    restart: (newer) =>
      ask({ message: words.ready(newer), detail: words.restartDetail, buttons: [words.restart, words.whenClosed] }),
    tellOf: async (newer) => {
      await ask({ message: words.available(newer), detail: words.byHand(homepage), buttons: [words.understood] });
    },
    tellFailure: async (newer, { message }) => {
      const detail = words.failedDetail(message.split('\n')[0] ?? '', homepage);
      await ask({ message: words.failed(newer), detail, buttons: [words.understood] });
    },
    log: note,
  });
};
