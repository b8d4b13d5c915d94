import { autoUpdater } from 'electron-updater';
import type { Updater } from './offer.ts';

/**
 * electron-updater on the vendor's address. It compares what it downloads with the SHA-512 of the
 * server's list, and on Windows and macOS also who signed it. It is installed on the next quit at the
 * latest, and the window lets nobody quit in the middle of a run (leaving.ts).
 */
export const openUpdater = (url: string, log: (line: string) => void): Updater => {
  autoUpdater.setFeedURL({ provider: 'generic', url });
  // It would not even look from a copy that is no AppImage; whether it may install, way.ts says.
  autoUpdater.forceDevUpdateConfig = true;
  // It would send a number of its own that tells users apart.
  autoUpdater.requestHeaders = { 'x-user-staging-id': 'none' };
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.disableWebInstaller = true;
  autoUpdater.allowDowngrade = false;
  autoUpdater.logger = { info: log, warn: log, error: log };
  // The promises carry every error; without a listener, the event would be thrown as well.
  autoUpdater.on('error', () => undefined);
  return {
    newer: async () => {
      const found = await autoUpdater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
    },
    download: async () => {
      await autoUpdater.downloadUpdate();
    },
    install: () => autoUpdater.quitAndInstall(true, true),
  };
};
