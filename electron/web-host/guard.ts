import type { IncomingMessage } from 'node:http';

export interface Refusal {
  status: 401 | 403 | 404 | 405 | 413 | 415 | 400 | 503;
  reason: string;
}

type Asked = Pick<IncomingMessage, 'method' | 'headers'>;

/**
 * Refuses what did not come from our own page in a browser on this computer, before anything else
 * of the request is looked at; null lets it pass. `Host` defends against DNS rebinding, `Origin`
 * and `Sec-Fetch-Site` against other pages, those on other ports of this computer included:
 * for cookies all ports of a host are the same site.
 */
export const refuseForeign = ({ method, headers }: Asked, port: number): Refusal | null => {
  const { host, origin } = headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return { status: 403, reason: 'it was made to another host name' };
  if (method !== 'GET' && method !== 'POST') return { status: 405, reason: 'only GET and POST are answered' };
  if (origin !== undefined && origin !== `http://${host}`) return { status: 403, reason: 'it came from another page' };
  if (method === 'POST' && origin === undefined)
    return { status: 403, reason: 'it did not say which page it came from' };
  if (comesFromAnotherSite(headers)) return { status: 403, reason: 'it came from another page' };
  return null;
};

/** Browsers say where a request came from, and pages cannot alter it. A link that opens our page is no harm. */
const comesFromAnotherSite = (headers: Asked['headers']): boolean => {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return !(headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document');
};
