import type { downloads as english } from '../en/downloads.ts';

export const downloads: typeof english = {
  perSecond: (amount) => `${amount}/s`,
  left: (time) => `noch ${time}`,
  andMore: (names, more) => `${names} und ${more} weitere`,
  checking: 'früher Geladenes wird geprüft',
};
