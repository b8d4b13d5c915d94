import { homedir } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Cancelled, throwIfCancelled } from '../failing.ts';
import { childEnvironment } from './child-environment.ts';
import type { HttpBody } from './http/body.ts';
import { readCredentials } from './http/credentials.ts';
import { parseHttpUrl } from './http/parse-url.ts';
import { networkProblem } from './http/problem.ts';
import { redirectOf } from './http/redirect.ts';
import { createTransport } from './http/transport.ts';
import type { IndexChoice } from './index-choice.ts';
import { NetworkError } from './network-error.ts';

export interface HttpAnswer {
  status: number;
  /** After redirects, without credentials. */
  url: string;
  /** Names in lower case; a header that came several times is joined with commas. */
  headers: Readonly<Record<string, string>>;
  /** To be read to its end or destroyed. */
  body: HttpBody;
}

export interface HttpClient {
  /**
   * GET. Follows at most 10 redirects. Any final status is an answer, but 407 from a proxy is a
   * problem. Throws NetworkError, or Cancelled when aborted; reading `body` throws the same.
   */
  get: (
    url: string,
    options: { signal: AbortSignal; headers?: Readonly<Record<string, string>> },
  ) => Promise<HttpAnswer>;
  /** Loads what the first request would wait for, about 0.1 s: certificates and code. Asks nobody. */
  prepare: () => Promise<void>;
  /** Ends every connection, also one that is in use. */
  close: () => Promise<void>;
}

export interface HttpOptions {
  env?: NodeJS.ProcessEnv;
  /** Limit for name, connection, proxy and certificate together. 30 s where left out. */
  connectMs?: number;
  /** Limit for the beginning of an answer, and for each pause in its body while it is read. 30 s where left out. */
  stallMs?: number;
  /** Where .netrc is looked for. */
  home?: string;
}

const redirectLimit = 10;

/** What must not follow a redirect to another origin. */
const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * A client that reaches the network as pip does with the same settings: credentials of the indexes
 * and of .netrc, proxies, certificates, trusted hosts. It does not look at `offline`. Retries
 * nothing, but for one: a connection that was kept open and that the server closed just as it was
 * used again. Connections of one host are kept for the next requests; how many there are at once is
 * the caller's matter.
 */
export const createHttp = async (
  choice: IndexChoice,
  { env = process.env, connectMs = 30_000, stallMs = 30_000, home = homedir() }: HttpOptions = {},
): Promise<HttpClient> => {
  const own = choice.variables === undefined ? env : childEnvironment(choice.variables, env);
  const credentials = await readCredentials(choice, own, home);
  const transport = createTransport(choice, { env: own, connectMs, stallMs });
  return {
    get: async (text, { signal, headers = {} }) => {
      throwIfCancelled(signal);
      const first = parseHttpUrl(text);
      if (first === null) throw new NetworkError(networkProblem('unexpected', '', 'its address is not one of http'));
      let url = first;
      let sending: Record<string, string> = { ...usualHeaders, ...lowerCase(headers) };
      for (let count = 0; ; count += 1) {
        const authorization = sending['authorization'] ?? credentials(url);
        const sent = authorization === null ? sending : { ...sending, authorization };
        const received = await transport.send(url, sent, signal);
        const next = redirectOf(url, received.status, received.headers['location']);
        if (next === null) return { ...received, url: shownUrl(url) };
        await drain(received.body);
        if ('problem' in next) throw new NetworkError(next.problem);
        if (count === redirectLimit)
          throw new NetworkError(networkProblem('unexpected', url.host, `more than ${redirectLimit} redirects`));
        if (next.to.origin !== url.origin) sending = withoutSecrets(sending);
        url = next.to;
      }
    },
    prepare: transport.prepare,
    close: transport.close,
  };
};

/** A wheel must come as it is: some servers send one compressed once more. */
const usualHeaders = { 'user-agent': 'smart-installer', accept: '*/*', 'accept-encoding': 'identity' };

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !secretHeaders.has(name)));

const shownUrl = (url: URL): string => {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
};

/** Reads the few bytes of a redirect, so that its connection can be used again. */
const drain = async (body: HttpBody): Promise<void> => {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > 65_536) break;
    }
    // undici takes a connection for free only then.
    await nextTurn();
  } catch (error) {
    if (error instanceof Cancelled) throw error;
  }
};
