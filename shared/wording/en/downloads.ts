export const downloads = {
  perSecond: (amount: string): string => `${amount}/s`,
  left: (time: string): string => `${time} left`,
  andMore: (names: string, more: number): string => `${names} and ${more} more`,
  checking: 'checking what was downloaded before',
  /** Why a download goes on, begins again, or waits. */
  notes: {
    hereAlready: (amount: string): string => `${amount} are here already`,
    connectionLost: (amount: string, cause: string): string => `the connection was lost after ${amount}: ${cause}`,
    damagedEntry: 'the file that was kept is damaged',
    wholeFilesOnly: 'the server sends whole files only',
    changedOnServer: 'the file has changed on the server',
    leftDamaged: 'what an interrupted download had left was damaged',
  },
};
