import { contextBridge, ipcRenderer } from 'electron';
import { channels } from '../shared/channels.ts';

/**
 * All that the page gets of the desktop: one call, one stream of events, and what the menu asks of it, as data. Nothing here
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
  onCommand: (listen: (command: unknown) => void): (() => void) => {
    const pass = (_event: unknown, command: unknown): void => listen(command);
    ipcRenderer.on(channels.command, pass);
    return () => {
      ipcRenderer.removeListener(channels.command, pass);
    };
  },
});
