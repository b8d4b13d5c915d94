import type { Agent } from 'undici';
import { Cancelled } from '../../failing.ts';
import { errorCode } from '../error-code.ts';
import type { IndexChoice } from '../index-choice.ts';
import { NetworkError } from '../network-error.ts';
import { createBody, type HttpBody } from './body.ts';
import { extraCertificateFiles, readTrust, type Trust } from './certificates.ts';
import { connectTo, connectToProxy } from './connect.ts';
import { networkProblem, problemOfError } from './problem.ts';
import { chooseProxy, type ProxyServer } from './proxies.ts';
import { type Target, targetOf } from './target.ts';
import { isTrustedHost } from './trusted-hosts.ts';

export interface Transport {
  /** One request, without redirects. Throws NetworkError, or Cancelled; so does reading the body. */
  send: (url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Received>;
  /** Loads what the first request would wait for. */
  prepare: () => Promise<void>;
  close: () => Promise<void>;
}

export interface Received {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: HttpBody;
}

interface TransportOptions {
  env: NodeJS.ProcessEnv;
  connectMs: number;
  stallMs: number;
}

/** Requests by way of the proxies and with the certificates of a choice; connections are kept for each host. */
export const createTransport = (
  choice: Pick<IndexChoice, 'proxy' | 'certificates' | 'trustedHosts'>,
  { env, connectMs, stallMs }: TransportOptions,
): Transport => {
  const closing = new AbortController();
  let read: Promise<Trust> | null = null;
  const trust = (): Promise<Trust> => {
    read ??= readTrust(extraCertificateFiles(env, choice.certificates));
    return read;
  };
  const limits = { trust, limitMs: connectMs, closing: closing.signal };

  const proxyFor = (target: Target): ProxyServer | null => {
    const chosen = chooseProxy(target, env, choice.proxy);
    if (chosen.kind === 'unusable') throw new NetworkError(networkProblem('proxy', chosen.host, chosen.why));
    return chosen.kind === 'proxy' ? chosen.proxy : null;
  };

  const times = { headersTimeout: stallMs, bodyTimeout: stallMs };
  /** To hosts themselves, directly or through a tunnel. */
  const straight = agentOnDemand({
    ...times,
    connect: ({ protocol, host, hostname }, callback) => {
      const target = targetOf(new URL(`${protocol}//${host ?? hostname}`));
      const verified = !isTrustedHost(choice.trustedHosts, target);
      connectTo(target, { ...limits, proxy: proxyFor(target), verified }).then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      );
    },
  });
  /** To the proxy of http, which forwards: many allow CONNECT to port 443 only. */
  const forwarding = (proxy: ProxyServer) =>
    agentOnDemand({
      ...times,
      connect: (_, callback) => {
        connectToProxy(proxy, { ...limits, proxy, verified: true }).then(
          (socket) => callback(null, socket),
          (error: Error) => callback(error, null),
        );
      },
    });
  let forward: AgentOnDemand | null = null;

  const request = async (url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal) => {
    const target = targetOf(url);
    const proxy = proxyFor(target);
    const path = `${url.pathname}${url.search}`;
    const common = { method: 'GET' as const, signal, highWaterMark };
    if (proxy === null || target.secure)
      return (await straight.use()).request({ ...common, origin: url.origin, path, headers: { ...headers } });
    forward ??= forwarding(proxy);
    return (await forward.use()).request({
      ...common,
      origin: proxy.origin,
      path: `${url.origin}${path}`,
      headers: {
        ...headers,
        host: url.host,
        ...(proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }),
      },
    });
  };

  const explain = (error: unknown, url: URL, signal: AbortSignal): Error => {
    // A body that its reader has destroyed is one that nobody wants any more.
    const givenUp = signal.aborted || closing.signal.aborted || errorCode(error) === 'UND_ERR_ABORTED';
    if (givenUp || error instanceof Cancelled) return new Cancelled();
    return error instanceof NetworkError ? error : new NetworkError(problemOfError(error, url.host, { stallMs }));
  };

  /** Hosts that have answered, to which a connection may have been kept. */
  const known = new Set<string>();

  return {
    send: async (url, headers, signal) => {
      const attempt = async () => {
        try {
          return await cancellable(request(url, headers, signal), signal);
        } catch (error) {
          throw explain(error, url, signal);
        }
      };
      const response = await attempt().catch((error: unknown) => {
        // A server may close a kept connection just as it is used again; that says nothing about the network.
        if (known.has(url.origin) && error instanceof NetworkError && error.problem.reason === 'reset')
          return attempt();
        throw error;
      });
      known.add(url.origin);
      const body = createBody(response.body, (error) => explain(error, url, signal));
      const proxy = response.statusCode === 407 && url.protocol === 'http:' ? proxyFor(targetOf(url)) : null;
      if (proxy !== null) {
        body.destroy();
        throw new NetworkError(networkProblem('proxy-auth', proxy.target.host, 'status 407', { status: 407 }));
      }
      return { status: response.statusCode, headers: joined(response.headers), body };
    },
    prepare: async () => {
      await Promise.all([straight.use(), trust()]);
    },
    close: async () => {
      closing.abort();
      await Promise.all([straight.close(), forward?.close()]);
    },
  };
};

interface AgentOnDemand {
  use: () => Promise<Agent>;
  close: () => Promise<void>;
}

/** Loading undici takes as long as half a diagnosis, which needs no network. */
const agentOnDemand = (options: Agent.Options): AgentOnDemand => {
  let made: Promise<Agent> | null = null;
  return {
    use: () => {
      made ??= import('undici').then(({ Agent: Made }) => new Made(options));
      return made;
    },
    close: async () => {
      await (await made)?.destroy();
    },
  };
};

/** Of a body that is read more slowly than it comes. */
const highWaterMark = 256 * 1024;

/** Node knows headers that come several times as lists. */
const joined = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
    ),
  );

/** undici ends a request that is still waiting for its connection only when that is open. */
const cancellable = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(new Cancelled());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
