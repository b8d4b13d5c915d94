import { basicOfUrl } from './basic.ts';
import { isWithoutProxy } from './no-proxy.ts';
import { parseHttpUrl } from './parse-url.ts';
import { type Target, targetOf } from './target.ts';

export interface ProxyServer {
  target: Target;
  origin: string;
  /** Value of Proxy-Authorization; null where its address has no name and password. */
  authorization: string | null;
}

/** What stands between this computer and a host; `unusable` says why an address of a proxy cannot be used. */
export type ProxyChoice =
  | { kind: 'none' }
  | { kind: 'proxy'; proxy: ProxyServer }
  | { kind: 'unusable'; host: string; why: string };

/**
 * The proxy for a host: HTTPS_PROXY or HTTP_PROXY, else ALL_PROXY, else what pip's configuration
 * names. Lower-case names go first, and an empty one takes away the other, as in Python. NO_PROXY
 * holds for all of them.
 */
export const chooseProxy = (target: Target, env: NodeJS.ProcessEnv, configured: string | null): ProxyChoice => {
  const variable = (name: string): string => (env[name] ?? env[name.toUpperCase()] ?? '').trim();
  const address =
    [variable(target.secure ? 'https_proxy' : 'http_proxy'), variable('all_proxy'), configured?.trim() ?? ''].find(
      (text) => text !== '',
    ) ?? null;
  if (address === null || isWithoutProxy(variable('no_proxy'), target.hostname, target.port)) return { kind: 'none' };
  // Not by a URL's own rules: they take `proxy:3128` for the scheme `proxy`.
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    return unusable(address, `${scheme} is not supported, only http and https are`);
  const url = parseHttpUrl(scheme === undefined ? `http://${address}` : address);
  if (url === null) return unusable(address, 'its address cannot be read');
  return { kind: 'proxy', proxy: { target: targetOf(url), origin: url.origin, authorization: basicOfUrl(url) } };
};

/** Names the host only where it can be told from what may be a password. */
const unusable = (address: string, why: string): ProxyChoice => {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([a-z0-9.-]+(?::\d+)?)\/?$/i.exec(address)?.[1] ?? '';
  return { kind: 'unusable', host, why };
};
