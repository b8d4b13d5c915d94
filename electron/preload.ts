import { contextBridge, ipcRenderer } from 'electron';
import { channels } from '../shared/channels.ts';

/**
 * All that the page gets of the desktop: one call, one stream of events, and a wish to see the settings, as data. Nothing here
 * is checked; desktop-host.ts checks who calls and answer.ts what is asked.
 */
contextBridge.exposeInMainWorld('smartInstaller', {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke(channels.call, name, input),
  onEvents: (listen: (events: unknown) => void): (() => void) => {
    const pass = (_event: unknown, events: unknown): void => listen(events);
    ipcRenderer.on(channels.events, pass);
    return () => {
      ipcRenderer.removeListener(channels.events, pass);
    };
  },
  onShowSettings: (show: () => void): (() => void) => {
    const pass = (): void => show();
    ipcRenderer.on(channels.showSettings, pass);
    return () => {
      ipcRenderer.removeListener(channels.showSettings, pass);
    };
  },
});
