import type { waits as english } from '../en/waits.ts';

export const waits: typeof english = {
  tryingAgainIn: (time) => `neuer Versuch in ${time}`,
  notWhole: (name) => `${name ?? 'ein Paket'} kam nicht vollständig an`,
  inUse: (path) => `${path} wird gerade benutzt`,
  tookLonger: (command, seconds) => `${command} hat länger als ${seconds} s gebraucht`,
};
