import { aboutWords } from '../shared/wording/window.ts';
import { pinnedUv } from './engine/tools/uv-pin.ts';
import { version } from './version.ts';

/** What the product is made of, for a person to read and to copy into a report. */
export const aboutText = (versions: Readonly<Record<string, string | undefined>>, system: string): string =>
  [
    `Smart Installer ${version}`,
    `Electron ${versions['electron'] ?? '?'}`,
    `Chromium ${versions['chrome'] ?? '?'}`,
    `Node ${versions['node'] ?? '?'}`,
    `uv ${pinnedUv.version}`,
    system,
  ].join('\n');

/** The dialog's content: the second button copies. */
export const aboutBox = (text: string): Electron.MessageBoxOptions => ({
  type: 'info',
  title: 'Smart Installer',
  message: 'Smart Installer',
  detail: `${text}\n\n${aboutWords.licence}`,
  buttons: [aboutWords.close, aboutWords.copy],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
});
