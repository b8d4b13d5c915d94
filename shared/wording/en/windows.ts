import { product } from '../../product.ts';
/** What the window's own dialogs and menu say. */
export const windows = {
  stopAndClose: {
    message: 'A repair is in progress',
    detail: 'It can be stopped safely now. The next repair finishes the work.',
    keepGoing: 'Keep going',
    stop: 'Stop and close',
  },
  endAndClose: {
    message: (program: string): string => `${program} is running`,
    detail: 'Closing this window ends it, with all that it has started. What is not saved in it is lost.',
    keepGoing: 'Keep it running',
    stop: 'End it and close',
  },
  pageKeepsFailing: {
    message: 'The window cannot be shown',
    detail: 'Its page failed several times in a row. A repair that is in progress goes on.',
    tryAgain: 'Try again',
    close: 'Close',
  },
  pageHangs: {
    message: 'The window does not answer',
    detail: 'Its page is busy or has failed. A repair that is in progress goes on either way.',
    wait: 'Wait',
    reload: 'Reload the window',
  },
  about: {
    licence:
      'Smart Installer is free software under the MIT licence. Electron, Chromium and the other parts are under their own licences, which lie beside the program.',
    copy: 'Copy',
    close: 'Close',
  },
  chooseFolder: {
    title: 'Choose the environment’s folder',
    choose: 'Use this folder',
  },
  exportPlace: { title: 'Save the logs', save: 'Save', kind: 'Zip archive' },
  update: {
    available: (version: string): string => `${product.name} ${version} is available`,
    offer:
      'It is downloaded and checked now, and installed when you restart the application. Your environments stay as they are.',
    yes: 'Download',
    later: 'Not now',
    byHand: (homepage: string): string =>
      `This copy cannot replace itself. Install the new version as you installed this one: ${homepage}`,
    ready: (version: string): string => `${product.name} ${version} is ready`,
    restartDetail: 'It is installed when the application restarts or is closed.',
    restart: 'Restart now',
    whenClosed: 'When I close it',
    failed: (version: string): string => `${product.name} ${version} could not be installed`,
    failedDetail: (reason: string, homepage: string): string =>
      `This version stays and keeps working (${reason}). Get the new one here: ${homepage}`,
    understood: 'OK',
  },
  menu: {
    file: 'File',
    checkAgain: 'Check again',
    repair: 'Repair environment…',
    launch: 'Launch',
    settings: 'Settings…',
    quit: 'Quit',
    help: 'Help',
    openLogs: 'Open folder of logs',
    about: 'About Smart Installer',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close',
  },
};
