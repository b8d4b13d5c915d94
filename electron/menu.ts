import type { PageCommand } from '../shared/contract.ts';
import { menuWords as words } from '../shared/wording/window.ts';

/** What can be done now. */
export interface MenuState {
  /** No run is in progress, and there is a window. */
  canStart: boolean;
  hasProgram: boolean;
  hasWindow: boolean;
}

export interface MenuActions {
  /** What the page does. */
  command: (what: PageCommand) => void;
  openLogs: () => void;
  about: () => void;
}

type Item = Electron.MenuItemConstructorOptions;

/**
 * The window's menu in the current language: Electron's own labels are English only. On Windows and
 * Linux the bar is hidden until Alt is pressed, and its keys work all the same.
 */
export const menuTemplate = (
  { canStart, hasProgram, hasWindow }: MenuState,
  { command, openLogs, about }: MenuActions,
  platform: NodeJS.Platform = process.platform,
): Item[] => {
  const line: Item = { type: 'separator' };
  const isMac = platform === 'darwin';
  const asks = (id: PageCommand, label: string, enabled: boolean, accelerator?: string): Item => ({
    id,
    label,
    enabled,
    click: () => command(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: words.file,
      submenu: [
        asks('check', words.checkAgain, canStart, 'CmdOrCtrl+Shift+K'),
        asks('repair', words.repair, canStart, 'CmdOrCtrl+Shift+R'),
        asks('launch', words.launch, canStart && hasProgram, 'CmdOrCtrl+Shift+L'),
        line,
        asks('settings', words.settings, hasWindow, 'CmdOrCtrl+,'),
        // macOS has it in the application's own menu.
        ...(isMac ? [] : [line, { role: 'quit' as const, label: words.quit, accelerator: 'Ctrl+Q' }]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        line,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.resetZoom },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        line,
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    {
      role: 'window',
      label: words.window,
      submenu: [
        { role: 'minimize', label: words.minimize },
        { role: 'close', label: words.close },
      ],
    },
    {
      role: 'help',
      label: words.help,
      submenu: [
        { id: 'logs', label: words.openLogs, click: openLogs },
        line,
        { id: 'about', label: words.about, click: about },
      ],
    },
  ];
};
