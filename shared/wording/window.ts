/** What the window's own dialogs say. */

export const stopAndClose = {
  message: 'A repair is in progress',
  detail: 'It can be stopped safely now. The next repair finishes the work.',
  keepGoing: 'Keep going',
  stop: 'Stop and close',
} as const;

export const pageKeepsFailing = {
  message: 'The window cannot be shown',
  detail: 'Its page failed several times in a row. A repair that is in progress goes on.',
  tryAgain: 'Try again',
  close: 'Close',
} as const;

export const chooseFolder = {
  title: 'Choose the environment’s folder',
  choose: 'Use this folder',
} as const;
