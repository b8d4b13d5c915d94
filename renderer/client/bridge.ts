import type { Client } from '../../shared/contract.ts';
import type { Link } from './link.ts';

declare global {
  interface Window {
    /** Given by the window's preload script; absent on the local page. */
    readonly smartInstaller?: Client;
  }
}

/** The window's own process is there as long as the window is. */
export const bridgeLink = ({ call, onEvents, onCommand }: Client): Link => ({
  call,
  onEvents,
  ...(onCommand === undefined ? {} : { onCommand }),
  connect: (tell) => {
    tell('open');
    return () => undefined;
  },
});
