import type { downloads as english } from '../en/downloads.ts';

export const downloads: typeof english = {
  perSecond: (amount) => `${amount}/s`,
  left: (time) => `noch ${time}`,
  andMore: (names, more) => `${names} und ${more} weitere`,
  checking: 'früher Geladenes wird geprüft',
  notes: {
    hereAlready: (amount) => `${amount} sind schon hier`,
    connectionLost: (amount, cause) => `die Verbindung brach nach ${amount} ab: ${cause}`,
    damagedEntry: 'die aufgehobene Datei ist beschädigt',
    wholeFilesOnly: 'der Server sendet nur ganze Dateien',
    changedOnServer: 'die Datei auf dem Server hat sich geändert',
    leftDamaged: 'der Rest eines unterbrochenen Downloads war beschädigt',
  },
};
