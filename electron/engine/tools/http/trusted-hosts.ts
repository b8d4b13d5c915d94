import { splitPort } from './split-port.ts';
import type { Target } from './target.ts';

/** Whether the user trusts this host without a valid certificate: `host` on any port, or `host:port`. */
export const isTrustedHost = (trustedHosts: readonly string[], { hostname, port }: Target): boolean =>
  trustedHosts.some((entry) => {
    // uv takes whole addresses as well
    const trusted = splitPort(
      entry
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/\/$/, ''),
    );
    return trusted.name === hostname.toLowerCase() && (trusted.port === null || trusted.port === port);
  });
