import type { Answer } from './link.ts';
import { post } from './post.ts';

/**
 * Trades the token in the page's address (`#token=…`) for a cookie. The token leaves the address
 * bar first: it must not stay in the history or be seen on a shared screen. An address without one
 * is that of a page that was reloaded, whose cookie the host knows.
 */
export const tradeToken = async (): Promise<Answer<null>> => {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return { ok: true, value: null };
  history.replaceState(null, '', location.pathname + location.search);
  return post('/session', { token });
};
