import { channels } from '../../../shared/channels.ts';
import type { Snapshot } from '../../../shared/contract.ts';
import type { OpenProduct } from './hosts.ts';

const cache = { folder: '/cache', bytes: 3_400_000_000, wheels: 61 };

/** From now on the product's page shows a recorded state: its host answers with that, and does nothing. Each call takes the place of the last. */
export const showRecorded = async ({ page, window }: OpenProduct, snapshot: Snapshot): Promise<void> => {
  const answers = { snapshot, 'cache-size': cache };
  if (window === null) {
    await page.unroute('**/call/*');
    await page.route('**/call/*', (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
      return route.fulfill({
        json: { ok: true, value: Object.entries(answers).find(([one]) => one === name)?.[1] ?? null },
      });
    });
  } else {
    await window.electron.evaluate(
      ({ ipcMain }, [channel, values]) => {
        ipcMain.removeHandler(channel);
        ipcMain.handle(channel, (_event, name: string) => ({ ok: true, value: Reflect.get(values, name) ?? null }));
      },
      [channels.call, answers] as const,
    );
  }
  await page.reload();
  // A dialog hides the headline from the tree of roles.
  await page.getByRole('heading').first().waitFor();
};
