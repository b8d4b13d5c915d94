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
  chooseFolder: {
    title: 'Choose the environment’s folder',
    choose: 'Use this folder',
  },
  exportPlace: { title: 'Save the logs', save: 'Save', kind: 'Zip archive' },
  menu: {
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
