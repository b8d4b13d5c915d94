import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../../../electron/engine/failing.ts';
import { canary, client, get, problemOf, started, textOf } from '../../../../support/http-client.ts';
import { startTcp, startWeb } from '../../../../support/loopback.ts';

const stallMs = 300;

/** Answers with 200 and half of a body. */
const half = (response: ServerResponse) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('half');
};

describe('a stall', () => {
  it('ends the wait for a connection', async () => {
    // Accepts the connection and says nothing, where TLS has to be spoken.
    const silent = await started(startTcp(() => {}));
    const http = await client({}, { connectMs: stallMs });
    expect(await problemOf(get(http, `https://localhost:${silent.port}/${canary}`))).toMatchObject({
      reason: 'timeout',
      detail: 'no connection within 0.3 s',
    });
  });

  it('ends the wait for an answer', async () => {
    const silent = await started(startWeb(() => {}));
    const http = await client({}, { stallMs });
    expect(await problemOf(get(http, `http://127.0.0.1:${silent.port}/`))).toMatchObject({
      reason: 'timeout',
      detail: 'no answer within 0.3 s',
    });
  });

  it('ends the wait for the rest of a body', async () => {
    const web = await started(startWeb((_, response) => half(response)));
    const answer = await get(await client({}, { stallMs }), `http://127.0.0.1:${web.port}/`);
    expect(await problemOf(textOf(answer))).toMatchObject({ reason: 'timeout', detail: 'no byte for 0.3 s' });
  });

  it('is none where bytes come slowly, or are read slowly', async () => {
    const slow = await started(
      startWeb((_, response) => {
        let count = 0;
        const timer = setInterval(() => {
          count += 1;
          if (count === 6) response.end('x');
          else response.write('x');
          if (count === 6) clearInterval(timer);
        }, stallMs / 3);
      }),
    );
    expect(await textOf(await get(await client({}, { stallMs }), `http://127.0.0.1:${slow.port}/`))).toBe('xxxxxx');

    const large = await started(startWeb((_, response) => response.end(Buffer.alloc(2 ** 24))));
    const answer = await get(await client({}, { stallMs }), `http://127.0.0.1:${large.port}/`);
    let bytes = 0;
    for await (const chunk of answer.body) {
      if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, stallMs * 3));
      bytes += chunk.length;
    }
    expect(bytes).toBe(2 ** 24);
  });
});

describe('cancel', () => {
  /** Milliseconds from the abort until `work` has thrown Cancelled. */
  const timeToEnd = async (work: (signal: AbortSignal) => Promise<unknown>): Promise<number> => {
    const cancel = new AbortController();
    const ended = work(cancel.signal).then(
      () => new Error('it went well'),
      (error: unknown) => error,
    );
    await new Promise((resolve) => setTimeout(resolve, 150));
    const began = performance.now();
    cancel.abort();
    const error = await ended;
    const took = performance.now() - began;
    expect(error).toBeInstanceOf(Cancelled);
    expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
    return took;
  };

  it('ends a request before it began', async () => {
    await expect(get(await client(), 'http://127.0.0.1:1/', {}, AbortSignal.abort())).rejects.toThrow(Cancelled);
  });

  it('ends a wait for a connection', async () => {
    const silent = await started(startTcp(() => {}));
    const http = await client();
    const url = `https://localhost:${silent.port}/`;
    expect(await timeToEnd((signal) => get(http, url, {}, signal))).toBeLessThan(100);
  });

  it('ends a wait for a proxy', async () => {
    const silent = await started(startTcp(() => {}));
    const http = await client({ proxy: `http://127.0.0.1:${silent.port}` });
    expect(await timeToEnd((signal) => get(http, 'https://index.test/', {}, signal))).toBeLessThan(100);
  });

  it('ends a wait for an answer, and its connection', async () => {
    let closed = false;
    const silent = await started(
      startWeb((request) => {
        request.once('close', () => {
          closed = true;
        });
      }),
    );
    const http = await client();
    const url = `http://127.0.0.1:${silent.port}/`;
    expect(await timeToEnd((signal) => get(http, url, {}, signal))).toBeLessThan(100);
    await expect.poll(() => closed).toBe(true);
  });

  it('ends the reading of a body, and its connection', async () => {
    let closed = false;
    const web = await started(
      startWeb((_, response) => {
        half(response);
        response.once('close', () => {
          closed = true;
        });
      }),
    );
    const http = await client();
    const url = `http://127.0.0.1:${web.port}/`;
    expect(await timeToEnd(async (signal) => textOf(await get(http, url, {}, signal)))).toBeLessThan(100);
    await expect.poll(() => closed).toBe(true);
  });

  it('of a body that nobody reads harms nobody', async () => {
    const web = await started(startWeb((_, response) => half(response)));
    const cancel = new AbortController();
    const answer = await get(await client(), `http://127.0.0.1:${web.port}/`, {}, cancel.signal);
    cancel.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(textOf(answer)).rejects.toThrow(Cancelled);
  });

  it('is what a body that its reader destroyed says', async () => {
    const web = await started(startWeb((_, response) => half(response)));
    const answer = await get(await client(), `http://127.0.0.1:${web.port}/`);
    const reading = textOf(answer);
    answer.body.destroy();
    await expect(reading).rejects.toThrow(Cancelled);
  });

  it('comes with closing, for every request under way', async () => {
    const silent = await started(startTcp(() => {}));
    const web = await started(startWeb((_, response) => half(response)));
    const http = await client();
    const connecting = get(http, `https://localhost:${silent.port}/`);
    const reading = get(http, `http://127.0.0.1:${web.port}/`).then(textOf);
    const outcomes = Promise.allSettled([connecting, reading]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await http.close();
    expect(
      (await outcomes).map((outcome) => (outcome.status === 'rejected' ? outcome.reason : outcome.status)),
    ).toEqual([expect.any(Cancelled), expect.any(Cancelled)]);
  });
});
