import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { NetworkError } from '../network-error.ts';
import { inspectionProblem, isUnknownIssuer } from './certificate-problem.ts';
import type { Trust } from './certificates.ts';
import { networkProblem, problemOfError, seconds } from './problem.ts';
import type { ProxyServer } from './proxies.ts';
import { openTcp, openTls, openTunnel } from './sockets.ts';
import type { Target } from './target.ts';

export interface ConnectOptions {
  proxy: ProxyServer | null;
  /** False only for hosts that the user trusts without a valid certificate. */
  verified: boolean;
  trust: () => Promise<Trust>;
  /** For all of it: name, connection, proxy and certificate. */
  limitMs: number;
  /** Ends an attempt that is under way. */
  closing: AbortSignal;
}

/** Longest time to look whose certificate it is that was refused. */
const lookMs = 5000;

/** An open connection to `target`, secured where it is to be. Throws NetworkError. */
export const connectTo = (target: Target, options: ConnectOptions): Promise<Socket> =>
  within(options.limitMs, options.closing, target.host, (signal) => open(target, options, signal));

/** An open connection to the proxy itself, for requests that it forwards. Throws NetworkError. */
export const connectToProxy = (proxy: ProxyServer, options: ConnectOptions): Promise<Socket> =>
  within(options.limitMs, options.closing, proxy.target.host, (signal) => openProxy(proxy, options, signal), 'proxy');

const open = async (target: Target, options: ConnectOptions, signal: AbortSignal): Promise<Socket> => {
  if (!target.secure) return openPlain(target, options, signal);
  // Before there is a socket, which would have nobody to hear of its end meanwhile.
  const { context, unread } = await options.trust();
  const socket = await openPlain(target, options, signal);
  try {
    return await openTls(socket, target, { context, verified: options.verified, signal });
  } catch (error) {
    socket.destroy();
    if (signal.aborted) throw error;
    const found = isUnknownIssuer(error) ? await lookAtIssuer(target, options) : null;
    const problem = found ?? problemOfError(error, target.host, { stallMs: options.limitMs });
    const hint = unread.length === 0 ? '' : `; no certificates could be read from ${unread.join(', ')}`;
    throw new NetworkError(problem.reason === 'tls' ? { ...problem, detail: `${problem.detail}${hint}` } : problem);
  }
};

const openPlain = async (target: Target, options: ConnectOptions, signal: AbortSignal): Promise<Socket> => {
  const { proxy } = options;
  if (proxy === null) return openTcp(target, signal);
  const socket = await openProxy(proxy, options, signal);
  try {
    const status = await openTunnel(socket, target, proxy, signal);
    if (status >= 200 && status < 300) return socket;
    const [reason, detail] =
      status === 407
        ? (['proxy-auth', 'status 407'] as const)
        : (['proxy', `status ${status} for a connection to ${target.host}`] as const);
    throw new NetworkError(networkProblem(reason, proxy.target.host, detail, { status }));
  } catch (error) {
    socket.destroy();
    throw proxyError(error, proxy, options, signal);
  }
};

const openProxy = async (proxy: ProxyServer, options: ConnectOptions, signal: AbortSignal): Promise<Socket> => {
  try {
    if (!proxy.target.secure) return await openTcp(proxy.target, signal);
    const { context } = await options.trust();
    const socket = await openTcp(proxy.target, signal);
    return await openTls(socket, proxy.target, { context, verified: true, signal });
  } catch (error) {
    throw proxyError(error, proxy, options, signal);
  }
};

/** Whatever goes wrong before a proxy has done its part is the proxy's; running out of time is said by within(). */
const proxyError = (error: unknown, proxy: ProxyServer, { limitMs }: ConnectOptions, signal: AbortSignal): unknown => {
  if (error instanceof NetworkError) return error;
  const { host } = proxy.target;
  const detail = signal.aborted
    ? `no connection within ${seconds(limitMs)}`
    : problemOfError(error, host, { stallMs: limitMs }).detail;
  return new NetworkError(networkProblem('proxy', host, detail));
};

/** A second connection, over which nothing is sent: the first was ended before its chain could be read. */
const lookAtIssuer = async (target: Target, options: ConnectOptions) => {
  try {
    return await within(Math.min(lookMs, options.limitMs), options.closing, target.host, async (signal) => {
      const { context } = await options.trust();
      const socket = await openPlain(target, options, signal);
      let peer: TLSSocket | null = null;
      try {
        peer = await openTls(socket, target, { context, verified: false, signal });
        return inspectionProblem(peer, target.host);
      } finally {
        peer?.destroy();
        socket.destroy();
      }
    });
  } catch {
    // Then the first error is what there is to say.
    return null;
  }
};

const within = async <T>(
  limitMs: number,
  closing: AbortSignal,
  host: string,
  work: (signal: AbortSignal) => Promise<T>,
  late: 'timeout' | 'proxy' = 'timeout',
): Promise<T> => {
  // AbortSignal.any is not in Node 18.
  const ending = new AbortController();
  const end = () => ending.abort();
  if (closing.aborted) end();
  closing.addEventListener('abort', end, { once: true });
  const timer = setTimeout(end, limitMs);
  try {
    return await work(ending.signal);
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    if (ending.signal.aborted)
      throw new NetworkError(networkProblem(late, host, `no connection within ${seconds(limitMs)}`));
    throw new NetworkError(problemOfError(error, host, { stallMs: limitMs }));
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', end);
  }
};
