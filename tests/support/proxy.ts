import { createServer, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { type Loopback, listen } from './loopback.ts';

export interface LocalProxy extends Loopback {
  /** Its address, with the credentials that it asks for. */
  url: string;
  urlWithoutCredentials: string;
  /** Every request in the order of arrival, as `CONNECT host:443` or `GET http://host/path`. */
  requests: string[];
}

export interface LocalProxyOptions {
  /** Basic credentials that every request must carry, as `user:password`. */
  credentials?: string;
  /** What it answers to CONNECT instead of connecting. */
  refuse?: number;
}

/**
 * A proxy on 127.0.0.1 for CONNECT and for forwarding http. Names that end in `.test` are found on
 * this computer, so that a test sees what went through the proxy and what did not.
 */
export const startProxy = async ({ credentials, refuse }: LocalProxyOptions = {}): Promise<LocalProxy> => {
  const requests: string[] = [];
  const allows = (asked: IncomingMessage): boolean => {
    const given = (asked.headers['proxy-authorization'] ?? '').replace(/^Basic /, '');
    return credentials === undefined || Buffer.from(given, 'base64').toString() === credentials;
  };
  const place = (host: string): string => (host.endsWith('.test') ? '127.0.0.1' : host);

  const server = createServer((asked, response) => {
    requests.push(`${asked.method} ${asked.url}`);
    if (!allows(asked)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end('who are you?');
      return;
    }
    const url = new URL(asked.url ?? '');
    const { 'proxy-authorization': _, ...headers } = asked.headers;
    const onward = request(
      {
        host: place(url.hostname),
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method: asked.method,
        headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    asked.pipe(onward);
  });
  server.on('connect', (asked, socket, head) => {
    requests.push(`CONNECT ${asked.url}`);
    const status = allows(asked) ? refuse : 407;
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} No\r\nproxy-authenticate: Basic realm="proxy"\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(asked.url ?? '') ?? [];
    const onward = connect(Number(port), place(host), () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy()).unref();
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  const loopback = await listen(server);
  const at = (userinfo: string): string => `http://${userinfo}127.0.0.1:${loopback.port}`;
  return {
    ...loopback,
    requests,
    url: at(credentials === undefined ? '' : `${credentials}@`),
    urlWithoutCredentials: at(''),
  };
};
