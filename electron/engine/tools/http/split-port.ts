import { isIPv6 } from 'node:net';

/** `host`, `host:port`, `::1`, `[::1]:port`: the host without brackets, and its port or null. */
export const splitPort = (text: string): { name: string; port: number | null } => {
  if (isIPv6(text)) return { name: text, port: null };
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  return { name: bracketed ?? plain ?? text, port: port === undefined ? null : Number(port) };
};
