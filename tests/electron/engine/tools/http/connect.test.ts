import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { canary, client, get, problemOf, started, textOf } from '../../../../support/http-client.ts';
import { startTcp, startWeb, tlsFixture } from '../../../../support/loopback.ts';
import { startProxy } from '../../../../support/proxy.ts';

const plain = (certificate?: 'localhost') =>
  started(startWeb((request, response) => response.end(`${request.headers.host}${request.url}`), certificate));

describe('a proxy', () => {
  const credentials = `ann:${canary}@/`;

  it('forwards http, with its password', async () => {
    const [web, proxy] = [await plain(), await started(startProxy({ credentials }))];
    const withPassword = proxy.urlWithoutCredentials.replace('//', `//${encodeURIComponent('ann')}:${canary}%40%2F@`);
    const http = await client({}, { env: { HTTP_PROXY: withPassword } });
    const url = `http://index.test:${web.port}/simple/?x`;
    expect(await textOf(await get(http, url))).toBe(`index.test:${web.port}/simple/?x`);
    expect(proxy.requests).toEqual([`GET ${url}`]);
  });

  it('makes a tunnel for https', async () => {
    const [web, proxy] = [await plain('localhost'), await started(startProxy())];
    const http = await client({ certificates: tlsFixture('ca.pem'), proxy: proxy.url });
    for (let count = 0; count < 2; count += 1) {
      expect(await textOf(await get(http, `https://localhost:${web.port}/x`))).toBe(`localhost:${web.port}/x`);
      await nextTurn();
    }
    expect(proxy.requests).toEqual([`CONNECT localhost:${web.port}`]);
  });

  it('is passed by for hosts in NO_PROXY', async () => {
    const [web, proxy] = [await plain(), await started(startProxy())];
    const http = await client({ proxy: proxy.url }, { env: { NO_PROXY: `127.0.0.1:${web.port}` } });
    await get(http, `http://127.0.0.1:${web.port}/`);
    await get(http, `http://localhost:${web.port}/`);
    expect(proxy.requests).toEqual([`GET http://localhost:${web.port}/`]);
  });

  it('does not learn the password of the index that it forwards to, nor the index that of the proxy', async () => {
    const seen: (string | undefined)[] = [];
    const secret = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    const web = await started(
      startWeb((request, response) => {
        seen.push(request.headers['proxy-authorization'], request.headers.authorization);
        response.end();
      }, 'localhost'),
    );
    const proxy = await started(startProxy({ credentials: 'p:q' }));
    const http = await client({ certificates: tlsFixture('ca.pem') }, { env: { https_proxy: proxy.url } });
    await get(http, `https://u:v@localhost:${web.port}/`);
    expect(seen).toEqual([undefined, secret('u:v')]);
  });

  it.each(['http', 'https'])('that asks for a password is named, for %s', async (scheme) => {
    const proxy = await started(startProxy({ credentials }));
    for (const userinfo of ['', `bob:${canary}@`]) {
      const http = await client({ proxy: `http://${userinfo}127.0.0.1:${proxy.port}` });
      expect(await problemOf(get(http, `${scheme}://u:${canary}@index.test/`))).toMatchObject({
        reason: 'proxy-auth',
        host: `127.0.0.1:${proxy.port}`,
        status: 407,
      });
    }
  });

  it.each(['http', 'https'])('that is not there is named, for %s', async (scheme) => {
    const proxy = await started(startProxy());
    await proxy.stop();
    const http = await client({ proxy: `http://u:${canary}@127.0.0.1:${proxy.port}` });
    const problem = await problemOf(get(http, `${scheme}://index.test/${canary}`));
    expect(problem).toMatchObject({ reason: 'proxy', host: `127.0.0.1:${proxy.port}` });
    expect(problem.detail).toContain('ECONNREFUSED');
  });

  it('whose name is not found, that never answers, or cuts the connection, is named', async () => {
    const reasonWith = async (proxy: string) =>
      problemOf(get(await client({ proxy }, { connectMs: 300 }), `https://index.test/${canary}`));
    expect(await reasonWith(`http://u:${canary}@nothing.invalid:3128`)).toMatchObject({
      reason: 'proxy',
      host: 'nothing.invalid:3128',
    });
    const silent = await started(startTcp(() => {}));
    expect(await reasonWith(`http://127.0.0.1:${silent.port}`)).toMatchObject({
      reason: 'proxy',
      detail: 'no connection within 0.3 s',
    });
    const cutting = await started(startTcp((socket) => socket.once('data', () => socket.destroy())));
    expect((await reasonWith(`http://127.0.0.1:${cutting.port}`)).reason).toBe('proxy');
    const mail = await started(startTcp((socket) => socket.end('220 mail.test ESMTP\r\n')));
    expect((await reasonWith(`http://127.0.0.1:${mail.port}`)).reason).toBe('proxy');
    expect((await reasonWith(`socks5://u:${canary}@127.0.0.1:1`)).reason).toBe('proxy');
  });

  it('that refuses a host says so', async () => {
    const proxy = await started(startProxy({ refuse: 403 }));
    expect(await problemOf(get(await client({ proxy: proxy.url }), 'https://index.test/'))).toMatchObject({
      reason: 'proxy',
      status: 403,
      detail: 'status 403 for a connection to index.test',
    });
  });

  it('does not make a refused certificate its own', async () => {
    const [web, proxy] = [await plain('localhost'), await started(startProxy())];
    const problem = await problemOf(get(await client({ proxy: proxy.url }), `https://localhost:${web.port}/`));
    expect(problem).toMatchObject({
      reason: 'tls-inspection',
      host: `localhost:${web.port}`,
      detail: 'Corp Inspection CA',
    });
    expect(proxy.requests).toHaveLength(2);
  });
});
