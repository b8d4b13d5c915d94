import type { NetworkOptions } from '../interfaces/indexes.ts';

/**
 * The variables by which uv, pip and our own requests are told how to reach the network. Both
 * spellings, because tools differ in which one goes first. undefined takes a variable away.
 */
export const networkVariables = ({
  proxy,
  noProxy,
  certificates,
}: NetworkOptions): Record<string, string | undefined> => ({
  ...(proxy === null ? {} : inBothSpellings({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: undefined })),
  ...(noProxy.length === 0 ? {} : inBothSpellings({ NO_PROXY: noProxy.join(',') })),
  ...(certificates === null ? {} : { SSL_CERT_FILE: certificates }),
});

const inBothSpellings = (variables: Record<string, string | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => [
      [name, value],
      [name.toLowerCase(), value],
    ]),
  );
