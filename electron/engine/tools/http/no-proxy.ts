import { BlockList, isIP, isIPv4 } from 'node:net';
import { splitPort } from './split-port.ts';

/**
 * Whether NO_PROXY says that this host is reached without a proxy. Its entries, split by commas or
 * spaces: `*`, a name (which covers the names below it, with or without a dot in front), an address,
 * a network as 10.0.0.0/8, each but the last also with `:port`. Host without brackets. Source: what
 * curl and Python's requests agree on; both take networks too.
 */
export const isWithoutProxy = (noProxy: string, host: string, port: number): boolean => {
  const wanted = bare(host);
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some(
      (entry) => entry === '*' || (entry.includes('/') ? isInNetwork(entry, wanted) : isNamed(entry, wanted, port)),
    );
};

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

const isNamed = (entry: string, host: string, port: number): boolean => {
  const { name, port: only } = splitPort(entry);
  if (only !== null && only !== port) return false;
  const suffix = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return suffix !== '' && (host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`)));
};

const isInNetwork = (entry: string, host: string): boolean => {
  const [network = '', bits = ''] = entry.split('/');
  const family = isIPv4(network) ? 'ipv4' : 'ipv6';
  if (isIP(network) === 0 || isIP(host) === 0 || isIPv4(network) !== isIPv4(host)) return false;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (family === 'ipv4' ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(host, family);
};
