import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogDownloads } from '../../electron/web-host/download-logs.ts';
import { startWebHost, type WebHost } from '../../electron/web-host.ts';
import type { Event } from '../../shared/events.ts';
import { engineDouble } from '../support/engine-double.ts';

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Asked {
  method?: string;
  headers?: Record<string, string | undefined>;
  body?: string;
}

let folder: string;
let host: WebHost;
let port: number;
let origin: string;
let token: string;
let calls: { call: string; input: unknown }[];
let emit: (events: Event[]) => void;
let listeners: number;
let exported: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'web-host-'));
  await mkdir(path.join(folder, 'page/assets'), { recursive: true });
  await writeFile(path.join(folder, 'page/index.html'), '<!doctype html><title>page</title>');
  await writeFile(path.join(folder, 'page/assets/index.js'), 'export {};');
  await writeFile(path.join(folder, 'page/assets/notes.txt'), 'not of the page');
  await writeFile(path.join(folder, 'secret.html'), 'outside');
  calls = [];
  listeners = 0;
  exported = [];
  emit = () => {};
  host = await startWebHost({
    answer: async (call, input) => {
      calls.push({ call, input });
      if (call === 'broken') throw new Error('a defect');
      if (call !== 'snapshot')
        return { ok: false, failure: { code: 'call-invalid', call, problems: ['there is no such call'] } };
      return { ok: true, value: 'the answer' };
    },
    engine: {
      subscribe: (listen) => {
        listeners += 1;
        emit = listen;
        return () => {
          listeners -= 1;
          emit = () => {};
        };
      },
    },
    downloads: createLogDownloads(
      {
        ...engineDouble([]),
        exportLogs: async ({ out, environment }) => {
          exported.push(out);
          await writeFile(out, `zip of ${environment}`);
          return { path: out, files: [], redactions: 0 };
        },
      },
      path.join(folder, 'export'),
    ),
    port: 0,
    pageFolder: path.join(folder, 'page'),
  });
  const url = new URL(host.url);
  port = Number(url.port);
  origin = `http://127.0.0.1:${port}`;
  token = url.hash.slice('#token='.length);
});

afterEach(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A request with exactly these headers; a browser's fetch would not let a test forge them. */
const ask = (target: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const all = { host: `127.0.0.1:${port}`, ...headers };
    const kept = Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const request = httpRequest(
      { host: '127.0.0.1', port, path: target, method, headers: kept, setHost: false, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const post = (target: string, input: unknown, headers: Record<string, string | undefined> = {}): Promise<Answered> =>
  ask(target, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });

const openSession = async (): Promise<string> => {
  const { status, headers } = await post('/session', { token });
  expect(status).toBe(200);
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
};

const expectRefused = (answered: Answered, status: number): void => {
  expect(answered.status).toBe(status);
  expect(JSON.parse(answered.body)).toMatchObject({ ok: false, failure: { code: 'call-refused' } });
  expect(calls).toEqual([]);
};

describe('the page', () => {
  test('is served with headers that let it run its own files only', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toContain('<title>page</title>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect((await ask('/assets/index.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/assets/notes.txt',
    '/assets',
    '//secret.html',
  ])('%s leads nowhere', async (target) => {
    const answered = await ask(target);
    expectRefused(answered, 404);
    expect(answered.body).not.toContain('outside');
  });

  test('that was not built does not start', async () => {
    const started = startWebHost({
      answer: async () => ({ ok: true, value: null }),
      engine: { subscribe: () => () => {} },
      port: 0,
      pageFolder: path.join(folder, 'page/assets'),
    });
    await expect(started).rejects.toThrow('there is no page');
  });
});

describe('an export of logs', () => {
  test('is a file for the browser of the session, and nothing of it stays', async () => {
    const cookie = await openSession();
    const { status, headers, body } = await ask('/logs.zip?run=r1', { headers: { cookie } });
    expect([status, body]).toEqual([200, 'zip of /env']);
    expect(headers['content-type']).toBe('application/zip');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="smart-installer-logs-[\d-]{10}\.zip"$/);
    // One at a time: the first is over when its file is gone.
    await expect.poll(async () => (await ask('/logs.zip', { headers: { cookie } })).body).toBe('zip of null');
    await expect.poll(() => readdir(path.join(folder, 'export'))).toEqual([]);
    expect(exported).toHaveLength(2);
  });

  test.each([
    ['without a session', '/logs.zip', {}, 401],
    ['from another page', '/logs.zip', { origin: 'http://evil.example' }, 403],
    ['for another host', '/logs.zip', { host: 'evil.example' }, 403],
  ])('is refused %s', async (_, target, headers, status) => {
    expectRefused(await ask(target, { headers }), status);
    expect(exported).toEqual([]);
  });

  test('of what is no run is refused', async () => {
    const cookie = await openSession();
    for (const run of ['..', 'a%2Fb', '', '%00'])
      expectRefused(await ask(`/logs.zip?run=${run}`, { headers: { cookie } }), 400);
    const { status, body } = await ask('/logs.zip?run=gone', { headers: { cookie } });
    expect([status, JSON.parse(body)]).toEqual([500, { ok: false, failure: { code: 'no-such-run', run: 'gone' } }]);
    expect(exported).toEqual([]);
  });
});

describe('the session', () => {
  test('token has 256 bits and is new at each start', () => {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  test('cookie is for this host only and out of reach of scripts', async () => {
    const { headers } = await post('/session', { token });
    const cookie = headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(new RegExp(`^smart-installer-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(cookie).not.toContain(token);
  });

  test.each([{ token: 'wrong' }, { token: '' }, { token: 7 }, {}, null, ['token'], 'token'])(
    '%j opens none',
    async (input) => {
      const answered = await post('/session', input);
      expectRefused(answered, 403);
      expect(answered.headers['set-cookie']).toBeUndefined();
    },
  );

  test('token is traded once, and the browser that has the cookie stays in', async () => {
    const cookie = await openSession();
    expectRefused(await post('/session', { token }), 403);
    expect((await post('/session', { token }, { cookie })).status).toBe(200);
    expect((await post('/call/snapshot', {}, { cookie })).status).toBe(200);
  });
});

describe('a call', () => {
  test('is answered with the session’s cookie', async () => {
    const cookie = await openSession();
    const answered = await post('/call/snapshot', { some: 'input' }, { cookie: `other=1; ${cookie}` });
    expect(answered.status).toBe(200);
    expect(JSON.parse(answered.body)).toEqual({ ok: true, value: 'the answer' });
    expect(calls).toEqual([{ call: 'snapshot', input: { some: 'input' } }]);
  });

  test('is answered on localhost, too', async () => {
    const cookie = await openSession();
    expect(
      (await post('/call/snapshot', {}, { cookie, host: `localhost:${port}`, origin: `http://localhost:${port}` }))
        .status,
    ).toBe(200);
  });

  test('without a cookie is refused', async () => {
    expectRefused(await post('/call/snapshot', {}), 401);
    expectRefused(await post('/call/snapshot', {}, { cookie: `smart-installer-${port}=` }), 401);
    expectRefused(await post('/call/snapshot', {}, { cookie: `smart-installer-${port}=${token}` }), 401);
    expectRefused(await ask('/events'), 401);
  });

  test.each(['example.org', 'example.org:80', '127.0.0.1', 'localhost', '127.0.0.1:1', '[::1]:80', ''])(
    'to the host name "%s" is refused',
    async (name) => {
      const cookie = await openSession();
      expectRefused(await post('/call/snapshot', {}, { cookie, host: name, origin: `http://${name}` }), 403);
      expectRefused(await ask('/', { headers: { host: name } }), 403);
    },
  );

  test.each(['http://example.org', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'http://127.0.0.1', undefined])(
    'from the origin %s is refused',
    async (other) => {
      const cookie = await openSession();
      expectRefused(await post('/call/snapshot', {}, { cookie, origin: other }), 403);
      expectRefused(await post('/session', { token }, { origin: other }), 403);
      if (other !== undefined) expectRefused(await ask('/events', { headers: { cookie, origin: other } }), 403);
    },
  );

  test('from localhost to 127.0.0.1 is refused: they are two origins', async () => {
    const cookie = await openSession();
    expectRefused(await post('/call/snapshot', {}, { cookie, origin: `http://localhost:${port}` }), 403);
  });

  test.each(['cross-site', 'same-site'])(
    'that a browser marks as %s is refused with the right cookie',
    async (site) => {
      const cookie = await openSession();
      expectRefused(await post('/call/snapshot', {}, { cookie, 'sec-fetch-site': site }), 403);
      expectRefused(
        await ask('/events', { headers: { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' } }),
        403,
      );
      expectRefused(
        await ask('/assets/index.js', {
          headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
        }),
        403,
      );
      expect(
        (
          await ask('/', {
            headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
          })
        ).status,
      ).toBe(200);
    },
  );

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    undefined,
  ])('of type %s is refused', async (type) => {
    const cookie = await openSession();
    expectRefused(await post('/call/snapshot', {}, { cookie, 'content-type': type }), 415);
  });

  test('with a body that is no JSON is refused', async () => {
    const cookie = await openSession();
    expectRefused(
      await ask('/call/snapshot', {
        method: 'POST',
        headers: { origin, cookie, 'content-type': 'application/json; charset=utf-8' },
        body: '{',
      }),
      400,
    );
  });

  test('with more than 64 KiB is refused, whether it says its length or not', async () => {
    const cookie = await openSession();
    const body = JSON.stringify('x'.repeat(64 * 1024 - 2));
    expect((await post('/call/snapshot', JSON.parse(body), { cookie })).status).toBe(200);
    calls.length = 0;
    expectRefused(await post('/call/snapshot', `${JSON.parse(body)}x`, { cookie }), 413);
    const headers = { origin, cookie, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    expectRefused(await ask('/call/snapshot', { method: 'POST', headers, body: `${body} ` }), 413);
  });

  test('that does not exist is the answer’s to refuse; an address that does not exist is refused here', async () => {
    const cookie = await openSession();
    const answered = await post('/call/remove-everything', {}, { cookie });
    expect(answered.status).toBe(400);
    expect(JSON.parse(answered.body)).toMatchObject({
      ok: false,
      failure: { code: 'call-invalid', call: 'remove-everything' },
    });
    calls.length = 0;
    for (const target of ['/call/', '/call/SNAPSHOT', '/call/snapshot/', '/call/__proto__', '/', '/events'])
      expectRefused(await post(target, {}, { cookie }), 404);
    expectRefused(await ask('/call/snapshot', { headers: { cookie } }), 404);
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])('by %s is refused', async (method) => {
    const { status, headers } = await ask('/call/snapshot', { method, headers: { origin } });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, POST');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('whose answer throws ends as a bug and not as silence', async () => {
    const cookie = await openSession();
    const answered = await post('/call/broken', {}, { cookie });
    expect(answered.status).toBe(500);
    expect(JSON.parse(answered.body)).toEqual({
      ok: false,
      failure: { code: 'bug', message: 'a defect', journal: null },
    });
  });
});

describe('the stream of events', () => {
  const lines = (seq: number, text = 'a line'): Event => ({
    seq,
    run: 'r1',
    at: 1,
    type: 'lines',
    step: null,
    lines: [{ at: 1, level: 'output', text }],
  });

  /** Opens the stream; `read` answers what has come so far as soon as it holds `wanted`. */
  const listen = async (): Promise<{
    read: (wanted: string) => Promise<string>;
    closed: Promise<unknown>;
    close: () => void;
  }> => {
    const cookie = await openSession();
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/events',
      headers: { cookie },
      agent: false,
    }).end();
    const [response] = await once(request, 'response');
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    const read = async (wanted: string): Promise<string> => {
      while (!text.includes(wanted)) await once(response, 'data');
      return text;
    };
    return { read, closed: once(response, 'close').catch(() => null), close: () => request.destroy() };
  };

  test('carries every event after it was opened, in order', async () => {
    const stream = await listen();
    await stream.read('retry: 1000');
    emit([lines(1), lines(2)]);
    emit([lines(3)]);
    const text = await stream.read('"seq":3');
    const got = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''));
    expect(got).toEqual([[lines(1), lines(2)], [lines(3)]]);
    stream.close();
  });

  test('cuts off a reader that does not read, and keeps the others', async () => {
    const cookie = await openSession();
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`);
    await once(socket, 'readable');
    socket.pause();
    const big = 'x'.repeat(1024 * 1024);
    for (let seq = 1; seq <= 40; seq += 1) {
      emit([lines(seq, big)]);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    socket.resume();
    await once(socket, 'close');
    // It was cut: of 40 MB sent, it got what fits into the sockets' and the host's buffers.
    expect(socket.bytesRead).toBeLessThan(20 * 1024 * 1024);
    expect((await post('/call/snapshot', {}, { cookie })).status).toBe(200);
  });

  test('of a page that was closed holds nothing up', async () => {
    const stream = await listen();
    stream.close();
    await stream.closed;
    emit([lines(1)]);
    expect((await ask('/')).status).toBe(200);
  });

  test('stop ends it, every other connection and the subscription', async () => {
    const stream = await listen();
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    const idleClosed = once(idle, 'close');
    await host.stop();
    await stream.closed;
    await idleClosed;
    expect(listeners).toBe(0);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});
