import { request } from 'node:http';
import { isIP, connect as netConnect, type Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { ProxyServer } from './proxies.ts';
import type { Target } from './target.ts';

/** How long one address of a name is tried before the next; Node's own 250 ms is too short for other continents. */
const attemptMs = 2500;

/** Opens a TCP connection. Throws the system's error; `signal` destroys the attempt. */
export const openTcp = ({ hostname, port }: Target, signal: AbortSignal): Promise<Socket> => {
  const socket = netConnect({
    host: hostname,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptMs,
  });
  return ready(socket, 'connect', signal);
};

/** TLS over an open connection. `verified: false` accepts every certificate. Throws Node's error. */
export const openTls = async (
  socket: Socket,
  { hostname }: Target,
  { context, verified, signal }: { context: SecureContext; verified: boolean; signal: AbortSignal },
): Promise<TLSSocket> => {
  // Loaded before: `context` was made by it (certificates.ts).
  const { connect } = await import('node:tls');
  const secured = connect({
    socket,
    host: hostname,
    // An address is no server name (RFC 6066).
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    secureContext: context,
    rejectUnauthorized: verified,
    ALPNProtocols: ['http/1.1'],
  });
  return ready(secured, 'secureConnect', signal);
};

/** The answer of a proxy to CONNECT: with status 200 the connection leads to the target from then on. */
export const openTunnel = (
  socket: Socket,
  target: Target,
  proxy: ProxyServer,
  signal: AbortSignal,
): Promise<number> => {
  const path = `${isIP(target.hostname) === 6 ? `[${target.hostname}]` : target.hostname}:${target.port}`;
  return new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path,
      createConnection: () => socket,
      headers: {
        host: path,
        ...(proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }),
      },
    });
    const stop = () => {
      socket.destroy();
      reject(abortedError());
    };
    signal.addEventListener('abort', stop, { once: true });
    asked.once('connect', (response, _socket, head) => {
      signal.removeEventListener('abort', stop);
      if (head.length > 0) socket.unshift(head);
      resolve(response.statusCode ?? 0);
    });
    // Stays: a connection that breaks later must not become an uncaught error here.
    asked.on('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(error);
    });
    asked.end();
  });
};

const ready = <S extends Socket>(socket: S, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<S> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      socket.destroy();
      fail(abortedError());
    };
    const settle = () => {
      signal.removeEventListener('abort', stop);
      socket.off(event, succeed);
      socket.off('error', fail);
      socket.off('close', close);
    };
    const succeed = () => {
      settle();
      resolve(socket);
    };
    const fail = (error: Error) => {
      settle();
      socket.on('error', ignore).destroy();
      reject(error);
    };
    const close = () => fail(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
    socket.once(event, succeed);
    socket.once('error', fail);
    socket.once('close', close);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

const ignore = (): void => undefined;

const abortedError = (): Error => Object.assign(new Error('given up'), { code: 'ETIMEDOUT' });
