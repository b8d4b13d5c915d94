import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canary, client, get, problemOf, started, textOf } from '../../../support/http-client.ts';
import { startTcp, startWeb, tlsFixture } from '../../../support/loopback.ts';

/** A server that answers each path by a rule, and remembers what it was asked. */
const site = async (
  answers: Record<string, [status: number, headers?: Record<string, string>, body?: string]> = {},
) => {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  const web = await started(
    startWeb((request, response) => {
      asked.push({ path: request.url ?? '', headers: request.headers });
      const [status, headers = {}, body = 'hello'] = answers[request.url ?? ''] ?? [200];
      response.writeHead(status, headers).end(body);
    }),
  );
  return { ...web, asked, url: `http://127.0.0.1:${web.port}`, other: `http://localhost:${web.port}` };
};

const authorizations = (asked: { headers: IncomingHttpHeaders }[]) =>
  asked.map(({ headers: { authorization } }) =>
    authorization === undefined ? null : Buffer.from(authorization.replace('Basic ', ''), 'base64').toString(),
  );

describe('an answer', () => {
  it('has status, address, headers and bytes', async () => {
    const web = await site({ '/x?a=1': [206, { ETag: '"e"', 'Content-Range': 'bytes 1-5/6' }] });
    const answer = await get(await client(), `${web.url}/x?a=1`, { Range: 'bytes=1-', 'If-Range': '"e"' });
    expect(answer.status).toBe(206);
    expect(answer.url).toBe(`${web.url}/x?a=1`);
    expect(answer.headers).toMatchObject({ etag: '"e"', 'content-range': 'bytes 1-5/6' });
    expect(await textOf(answer)).toBe('hello');
    expect(web.asked[0]?.headers).toMatchObject({
      range: 'bytes=1-',
      'if-range': '"e"',
      'accept-encoding': 'identity',
    });
  });

  it.each([401, 403, 404, 416, 429, 500, 503])('may be a %i', async (status) => {
    const web = await site({ '/': [status] });
    expect((await get(await client(), `${web.url}/`)).status).toBe(status);
  });

  it('comes over a connection that is kept, and over many at once', async () => {
    const web = await site();
    const http = await client();
    for (let count = 0; count < 3; count += 1) {
      await textOf(await get(http, `${web.url}/`));
      await nextTurn();
    }
    expect(web.connections()).toBe(1);
    const answers = await Promise.all(Array.from({ length: 12 }, () => get(http, `${web.url}/`)));
    expect(await Promise.all(answers.map(textOf))).toEqual(Array.from({ length: 12 }, () => 'hello'));
    expect(web.connections()).toBeGreaterThanOrEqual(8);
  });

  it('need not be read', async () => {
    const web = await site({ '/': [200, {}, 'x'.repeat(2 ** 22)] });
    const answer = await get(await client(), `${web.url}/`);
    answer.body.destroy();
    answer.body.destroy();
  });

  it('comes also where the server closes a kept connection as it is used again', async () => {
    let count = 0;
    const web = await started(
      startTcp((socket) => {
        socket.on('data', () => {
          count += 1;
          if (count === 2) socket.destroy();
          else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
        });
      }),
    );
    const http = await client();
    const url = `http://127.0.0.1:${web.port}/`;
    expect(await textOf(await get(http, url))).toBe('ok');
    expect(await textOf(await get(http, url))).toBe('ok');
    expect(count).toBe(3);
  });
});

describe('redirects', () => {
  it('are followed, relative ones too', async () => {
    const web = await site({ '/a': [302, { location: 'b' }], '/b': [308, { location: '/c?x#part' }] });
    const answer = await get(await client(), `${web.url}/a`, { range: 'bytes=1-' });
    expect(await textOf(answer)).toBe('hello');
    expect(answer.url).toBe(`${web.url}/c?x#part`);
    expect(web.asked.map(({ path, headers }) => `${path} ${headers.range}`)).toEqual([
      '/a bytes=1-',
      '/b bytes=1-',
      '/c?x bytes=1-',
    ]);
    expect(web.connections()).toBe(1);
  });

  it('are ten at most', async () => {
    const ring = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        `/${at}`,
        [301, { location: `/${at + 1}` }] as [number, Record<string, string>],
      ]),
    );
    const web = await site({ ...ring, '/loop': [302, { location: '/loop' }] });
    const http = await client();
    expect((await get(http, `${web.url}/2`)).url).toBe(`${web.url}/12`);
    expect(await problemOf(get(http, `${web.url}/1`))).toMatchObject({
      reason: 'unexpected',
      detail: 'more than 10 redirects',
    });
    expect((await problemOf(get(http, `${web.url}/loop`))).reason).toBe('unexpected');
  });

  it('take no credentials to another origin', async () => {
    const web = await site();
    const from = await site({ '/a': [302, { location: '/b' }], '/b': [302, { location: `${web.url}/c` }] });
    const http = await client({ defaultIndex: `http://ann:${canary}@127.0.0.1:${from.port}/simple/` });
    await get(http, `${from.url}/a`, { cookie: 'x=1' });
    expect(authorizations(from.asked)).toEqual([`ann:${canary}`, `ann:${canary}`]);
    expect(authorizations(web.asked)).toEqual([null]);
    expect(web.asked[0]?.headers.cookie).toBeUndefined();

    await get(await client(), `http://own:${canary}@127.0.0.1:${from.port}/a`);
    expect(authorizations(from.asked).slice(2)).toEqual([`own:${canary}`, `own:${canary}`]);
    await get(await client(), `${from.url}/a`, { Authorization: 'Basic eA==' });
    expect(authorizations(from.asked).slice(4)).toEqual(['x', 'x']);
    expect(authorizations(web.asked)).toEqual([null, null, null]);
  });

  it('may name credentials of their own, which are not shown', async () => {
    const web = await site();
    const from = await site({ '/a': [302, { location: `http://signed:${canary}@127.0.0.1:${web.port}/` }] });
    expect((await get(await client(), `${from.url}/a`)).url).toBe(`${web.url}/`);
    expect(authorizations(web.asked)).toEqual([`signed:${canary}`]);
  });

  it.each([['ftp://x/'], ['http://'], [`http://u:${canary}@[bad/`], ['file:///etc/passwd']])(
    'to %s are refused',
    async (location) => {
      const web = await site({ '/a': [302, { location }] });
      expect((await problemOf(get(await client(), `${web.url}/a`))).reason).toBe('unexpected');
    },
  );

  it('from https to http are refused', async () => {
    const plain = await site();
    const secure = await started(
      startWeb((_, response) => response.writeHead(302, { location: `${plain.url}/x?${canary}` }).end(), 'localhost'),
    );
    const http = await client({ certificates: tlsFixture('ca.pem') });
    const problem = await problemOf(get(http, `https://localhost:${secure.port}/`));
    expect(problem).toMatchObject({ reason: 'unexpected', status: 302 });
    expect(problem.detail).toContain('from https to http');
    expect(plain.asked).toEqual([]);
  });

  it('that lead nowhere are answers', async () => {
    const web = await site({ '/a': [302], '/b': [304, { location: '/c' }] });
    expect((await get(await client(), `${web.url}/a`)).status).toBe(302);
    expect((await get(await client(), `${web.url}/b`)).status).toBe(304);
  });
});

describe('.netrc', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'http-'));
    await writeFile(join(home, '.netrc'), `machine 127.0.0.1 login ann password ${canary}`);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('names the user where no address does, for its host only', async () => {
    const web = await site();
    const http = await client({}, { home });
    await get(http, `${web.url}/`);
    await get(http, `http://own:x@127.0.0.1:${web.port}/`);
    await get(http, `${web.other}/`);
    expect(authorizations(web.asked)).toEqual([`ann:${canary}`, 'own:x', null]);
  });

  it('holds for the host that a redirect leads to', async () => {
    const web = await site();
    const from = await site({ '/': [302, { location: `${web.url}/` }] });
    await get(await client({}, { home }), `http://own:x@localhost:${from.port}/`);
    expect(authorizations(from.asked)).toEqual(['own:x']);
    expect(authorizations(web.asked)).toEqual([`ann:${canary}`]);
  });

  it('decides about a 401', async () => {
    const web = await started(
      startWeb((request, response) => {
        response.writeHead(request.headers.authorization === undefined ? 401 : 200).end();
      }),
    );
    const url = `http://127.0.0.1:${web.port}/`;
    expect((await get(await client(), url)).status).toBe(401);
    expect((await get(await client({}, { home }), url)).status).toBe(200);
    expect((await get(await client({}, { env: { NETRC: join(home, '.netrc') } }), url)).status).toBe(200);
  });
});

describe('a request that comes to nothing', () => {
  it('says that a name is not found', async () => {
    const isOnline = Object.values(networkInterfaces()).some((addresses) =>
      addresses?.some(({ internal }) => !internal),
    );
    const url = `http://ann:${canary}@nothing.invalid/${canary}`;
    expect(await problemOf(get(await client(), url))).toMatchObject({
      reason: isOnline ? 'dns' : 'offline',
      host: 'nothing.invalid',
      status: null,
    });
  });

  it('says that nobody listens', async () => {
    const web = await site();
    await web.stop();
    for (const url of [web.url, web.other])
      expect(await problemOf(get(await client(), `${url}/?${canary}`))).toMatchObject({
        reason: 'refused',
        host: new URL(url).host,
      });
  });

  it('says that the connection was cut, before and in the body', async () => {
    const cut = await started(startTcp((socket) => socket.once('data', () => socket.destroy())));
    expect((await problemOf(get(await client(), `http://127.0.0.1:${cut.port}/${canary}`))).reason).toBe('reset');
    const half = await started(
      startTcp((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'));
      }),
    );
    const answer = await get(await client(), `http://127.0.0.1:${half.port}/${canary}`);
    expect((await problemOf(textOf(answer))).reason).toBe('reset');
  });

  it('says that the answer is none of http', async () => {
    const web = await started(startTcp((socket) => socket.end(`220 mail.test ESMTP ${canary}\r\n`)));
    expect((await problemOf(get(await client(), `http://127.0.0.1:${web.port}/`))).reason).toBe('unexpected');
  });

  it.each([['nonsense'], [`http://u:${canary}@[bad/`], ['file:///x'], ['']])('refuses the address %s', async (url) => {
    expect((await problemOf(get(await client(), url))).reason).toBe('unexpected');
  });
});
