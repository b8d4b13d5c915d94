import { afterEach, expect, it } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { createHttp, type HttpClient } from '../../../../electron/engine/tools/http.ts';
import { probeIndex } from '../../../../electron/engine/tools/index-probe.ts';
import { indexChoice } from '../../../support/index-choice.ts';
import { type LocalIndex, startLocalIndex } from '../../../support/local-index.ts';
import { type Loopback, startWeb } from '../../../support/loopback.ts';

const open: { stop: () => Promise<void> }[] = [];
const clients: HttpClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

const started = async <S extends LocalIndex | Loopback>(server: Promise<S>): Promise<S> => {
  open.push(await server);
  return server;
};

const probe = async (url: string, signal = new AbortController().signal) => {
  const client = await createHttp(indexChoice(), { env: {}, home: 'absent', stallMs: 300 });
  clients.push(client);
  return probeIndex(client, url, 'torch', signal);
};

it('finds nothing wrong with an index that answers, whether it knows the project or not', async () => {
  const index = await started(startLocalIndex([]));
  expect(await probe(index.url)).toBeNull();
  expect(await probe(index.url.replace(/\/$/, ''))).toBeNull();
  expect(index.requests).toEqual(['GET /simple/torch/', 'GET /simple/torch/']);
});

it('tells why an index cannot be used', async () => {
  const locked = await started(startLocalIndex([], { credentials: 'ann:s3cret' }));
  expect(await probe(locked.url)).toMatchObject({ reason: 'unauthorized', status: 401 });
  expect(await probe(locked.urlWithCredentials)).toBeNull();

  const index = await started(startLocalIndex([]));
  index.fail({ match: /torch/, kind: 'status', status: 503 });
  expect(await probe(index.url)).toMatchObject({ reason: 'busy', status: 503 });
  await index.stop();
  expect(await probe(index.url)).toMatchObject({ reason: 'refused', host: new URL(index.url).host });
});

it('reads the page too, for it may be there that the connection breaks', async () => {
  const web = await started(
    startWeb((asked, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
      answer.write('{', () => {
        if (asked.url?.startsWith('/cut/') === true) answer.destroy();
      });
    }),
  );
  expect(await probe(`http://127.0.0.1:${web.port}/cut/`)).toMatchObject({ reason: 'reset' });
  expect(await probe(`http://127.0.0.1:${web.port}/stall/`)).toMatchObject({
    reason: 'timeout',
    detail: 'no byte for 0.3 s',
  });
});

it('is cancelled', async () => {
  const web = await started(startWeb(() => {}));
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 50);
  await expect(probe(`http://127.0.0.1:${web.port}/`, cancel.signal)).rejects.toThrow(Cancelled);
});
