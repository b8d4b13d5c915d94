// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinkState } from '../../../renderer/client/link.ts';
import { webLink } from '../../../renderer/client/web.ts';
import type { Event } from '../../../shared/events.ts';
import { eventsOf } from '../../support/recorded-runs.ts';

/** A double of the browser's stream: the real one is met in tests/e2e. */
class StreamDouble {
  static readonly CLOSED = 2;
  static all: StreamDouble[] = [];
  readonly url: string;
  readyState = 0;
  onopen: () => void = () => undefined;
  onmessage: (message: { data: string }) => void = () => undefined;
  onerror: () => void = () => undefined;
  constructor(url: string) {
    this.url = url;
    StreamDouble.all.push(this);
  }
  close(): void {
    this.readyState = 2;
  }
  failForGood(): void {
    this.readyState = 2;
    this.onerror();
  }
}

const refused = { ok: false, failure: { code: 'call-refused', reason: 'this browser has not opened the address' } };
let posts: { path: string; body: unknown }[];
let answer: (path: string) => unknown;
let states: LinkState[];
let end: () => void = () => undefined;

const lastStream = (): StreamDouble => {
  const stream = StreamDouble.all.at(-1);
  if (stream === undefined) throw new Error('no stream was opened');
  return stream;
};

const connect = async (link = webLink()) => {
  end = link.connect((state) => states.push(state));
  await vi.advanceTimersByTimeAsync(0);
  return link;
};

beforeEach(() => {
  vi.useFakeTimers();
  StreamDouble.all = [];
  posts = [];
  states = [];
  answer = () => ({ ok: true, value: null });
  vi.stubGlobal('EventSource', StreamDouble);
  vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
    posts.push({ path, body: JSON.parse(body) });
    const said = answer(path);
    if (said instanceof Error) throw said;
    return { json: async () => JSON.parse(typeof said === 'string' ? said : JSON.stringify(said)) };
  });
  history.replaceState(null, '', '/');
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the local page’s link', () => {
  it('trades the token of the address for a cookie, and takes it out of the address first', async () => {
    history.replaceState(null, '', '/#token=secret-word');
    let address = '';
    answer = () => {
      address = location.href;
      return { ok: true, value: null };
    };
    await connect();
    expect(posts).toEqual([{ path: '/session', body: { token: 'secret-word' } }]);
    expect(address).not.toContain('secret-word');
    expect(lastStream().url).toBe('/events');
  });

  it('listens at once where the page was reloaded without a token', async () => {
    await connect();
    expect(posts).toEqual([]);
    expect(StreamDouble.all).toHaveLength(1);
  });

  it('is refused where the token is wrong', async () => {
    history.replaceState(null, '', '/#token=old');
    answer = () => refused;
    await connect();
    expect(states).toEqual([{ refused: refused.failure }]);
    expect(StreamDouble.all).toEqual([]);
  });

  it('is open with each beginning of the stream, and hands events on in order', async () => {
    const link = await connect();
    const heard: Event[] = [];
    const stop = link.onEvents((events) => heard.push(...events));
    const events = eventsOf('needs-repair');
    lastStream().onopen();
    lastStream().onmessage({ data: JSON.stringify(events.slice(0, 3)) });
    lastStream().onmessage({ data: JSON.stringify(events.slice(3, 4)) });
    stop();
    lastStream().onmessage({ data: JSON.stringify(events.slice(4)) });
    expect(states).toEqual(['open']);
    expect(heard).toEqual(events.slice(0, 4));
  });

  it('leaves a cut stream to the browser, which opens it again', async () => {
    await connect();
    lastStream().onopen();
    lastStream().onerror();
    expect(states).toEqual(['open', 'lost']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(StreamDouble.all).toHaveLength(1);
    lastStream().onopen();
    expect(states).toEqual(['open', 'lost', 'open']);
  });

  it('looks for its host every two seconds where the stream ended for good, and listens anew when it answers', async () => {
    await connect();
    answer = () => new TypeError('Failed to fetch');
    lastStream().failForGood();
    await vi.advanceTimersByTimeAsync(4100);
    expect(posts.map(({ path }) => path)).toEqual(['/call/snapshot', '/call/snapshot', '/call/snapshot']);
    expect(StreamDouble.all).toHaveLength(1);
    answer = () => ({ ok: true, value: {} });
    await vi.advanceTimersByTimeAsync(2000);
    expect(StreamDouble.all).toHaveLength(2);
    expect(states).toEqual(['lost']);
  });

  it('says so where another program answers by now, which refuses this page', async () => {
    await connect();
    answer = () => refused;
    lastStream().failForGood();
    await vi.advanceTimersByTimeAsync(0);
    expect(states).toEqual(['lost', { refused: refused.failure }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posts).toHaveLength(1);
  });

  it('takes nothing but a result for an answer', async () => {
    const link = webLink();
    const unreached = { ok: false, failure: null };
    for (const said of [
      new TypeError('Failed to fetch'),
      '"<html>"',
      'null',
      '{"ok":false}',
      '{"ok":"yes"}',
      'not JSON',
    ]) {
      answer = () => said;
      expect(await link.call('snapshot', {})).toEqual(unreached);
    }
    answer = () => refused;
    expect(await link.call('cancel', { run: 'r1' })).toEqual(refused);
    expect(posts.at(-1)).toEqual({ path: '/call/cancel', body: { run: 'r1' } });
  });

  it('ends with its view', async () => {
    await connect();
    answer = () => new TypeError('Failed to fetch');
    lastStream().failForGood();
    await vi.advanceTimersByTimeAsync(100);
    end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posts).toHaveLength(1);
  });
});
