import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { join } from 'node:path';

/** A certificate of tests/fixtures/tls. */
export type FixtureCertificate = 'localhost' | 'expired' | 'other-host' | 'public' | 'self-signed';

export interface Loopback {
  port: number;
  /** Connections that were made to it so far. */
  connections: () => number;
  /** Closes the server and every connection. */
  stop: () => Promise<void>;
}

export const tlsFixture = (name: string): string => join(import.meta.dirname, '../fixtures/tls', name);

const read = (name: string): string => readFileSync(tlsFixture(name), 'utf8');

/** Listens on 127.0.0.1 and never keeps a test's process alive. */
export const listen = async (server: Server | TcpServer): Promise<Loopback> => {
  const sockets = new Set<Socket>();
  let count = 0;
  server.unref();
  server.on('connection', (socket: Socket) => {
    count += 1;
    sockets.add(socket.unref());
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connections: () => count,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** A server of http, or of https where a certificate is named; it shows the CA's certificate too, where that signed. */
export const startWeb = (answer: RequestListener, certificate?: FixtureCertificate): Promise<Loopback> => {
  if (certificate === undefined) return listen(createServer(answer));
  const chain = certificate === 'self-signed' || certificate === 'public' ? '' : read('ca.pem');
  return listen(
    createSecureServer({ key: read('leaf.key'), cert: `${read(`${certificate}.pem`)}${chain}` }, answer).on(
      'tlsClientError',
      () => {},
    ),
  );
};

/** Whatever it is told to do with a connection. */
export const startTcp = (onConnection: (socket: Socket) => void): Promise<Loopback> =>
  listen(createTcpServer(onConnection));
