import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { Cancelled, Failing } from '../../../../electron/engine/failing.ts';
import type { UnpackRequest } from '../../../../electron/engine/interfaces/backends.ts';
import type { Pin } from '../../../../electron/engine/interfaces/wheels.ts';
import { type Ahead, unpackAhead } from '../../../../electron/engine/steps/unpack-ahead.ts';

/** A double of the backend: what it was asked to unpack, and the way to let each call end. */
interface Call extends UnpackRequest {
  done: () => void;
  fail: (error: unknown) => void;
}

let calls: Call[];
let lines: string[];
let closed: number;
let emptied: string[];
let free: number | null;
let missing: number | null;
let stop: AbortController;
beforeEach(() => {
  [calls, lines, closed, emptied, free, missing, stop] = [[], [], 0, [], null, 5e6, new AbortController()];
});

const unpack = (request: UnpackRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    if (request.signal.aborted) reject(new Cancelled());
    request.signal.addEventListener('abort', () => reject(new Cancelled()));
    calls.push({ ...request, done: resolve, fail: reject });
  });

const pin = (name: string, more: Partial<Pin> = {}): Pin => ({
  name,
  version: '1',
  bytes: 5e6,
  sha256: `hash-${name}`,
  url: `https://files.example/${name}-1-py3-none-any.whl`,
  requires: [],
  ...more,
});

const tryOpen = (layers: Record<string, readonly Pin[]>): Promise<Ahead | null> =>
  unpackAhead(
    {
      root: '/env',
      signal: stop.signal,
      line: (_level, text) => lines.push(text),
      // Doubles: what counts here is the order of the calls. tools/unpacking.test.ts and uv/unpack.test.ts are about the real ones.
      tools: {
        disk: { freeBytes: async () => free, isSameVolume: async () => true },
        environments: { inside: (root: string, ...parts: string[]) => [root, ...parts].join('/') },
        wheels: { missing: async (pins: Pin[]) => new Map(pins.map(({ name }) => [name, missing])) },
        unpacking: {
          empty: async (path: string) => {
            emptied.push(path);
          },
          open: async () => ({
            path: '/cache/one',
            close: async () => {
              closed += 1;
            },
          }),
        },
      } as unknown as Parameters<typeof unpackAhead>[0]['tools'],
    },
    { unpack },
    { python: '/usr/bin/python3', layers: new Map(Object.entries(layers)) },
  );
const open = async (layers: Record<string, readonly Pin[]>): Promise<Ahead> => {
  const ahead = await tryOpen(layers);
  if (ahead === null) throw new Error('it can be done here');
  return ahead;
};

const namesOf = (call: Call | undefined): string[] | undefined => call?.wheels.map(({ name }) => name);

it('begins with each layer, each in a folder of its own', async () => {
  const ahead = await open({ core: [pin('a'), pin('b')], torch: [pin('c')] });
  expect(calls.map(namesOf)).toEqual([['a', 'b'], ['c']]);
  expect(calls.map(({ cache }) => cache)).toEqual(['/cache/one/core', '/cache/one/torch']);
  // What is not unpacked to the end is the install's.
  expect(ahead.takeCache('core')).toBeNull();
  for (const call of calls) call.done();
  await ahead.settled();
  expect(ahead.takeCache('core')).toBe('/cache/one/core');
  // What comes along later is unpacked by its own install: this folder was emptied.
  expect(ahead.takeCache('core')).toBeNull();
  expect(ahead.takeCache('llm')).toBeNull();
  expect(['a', 'b', 'c', 'd'].map((name) => ahead.isUnpacked({ sha256: `hash-${name}` }))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

it('tells each wheel’s reader what has come of it', async () => {
  const ahead = await open({ core: [pin('a'), pin('b')] });
  const [a, b] = calls[0]?.wheels ?? [];
  ahead.arrived('hash-a', { path: '/w/a', bytes: 7, whole: false });
  ahead.arrived('hash-of-another', { path: '/w/x', bytes: 7, whole: false });
  expect(a?.arrival.now()).toEqual({ path: '/w/a', bytes: 7, whole: false });
  expect(b?.arrival.now()).toBeNull();
});

it('knows a wheel whose hash an index writes in capital letters', async () => {
  const ahead = await open({ core: [pin('a', { sha256: 'AB12' })] });
  ahead.arrived('ab12', { path: '/w/a', bytes: 7, whole: true });
  expect(calls[0]?.wheels[0]?.arrival.now()?.bytes).toBe(7);
  calls[0]?.done();
  await ahead.settled();
  expect(ahead.isUnpacked({ sha256: 'ab12' })).toBe(true);
});

it('leaves out what has to be built first, and what has no hash', async () => {
  await open({
    core: [pin('a'), pin('b', { url: 'https://files.example/b-1.tar.gz' }), pin('c', { sha256: null })],
  });
  expect(calls.map(namesOf)).toEqual([['a']]);
});

it('fails nothing where it fails, says so in the log, and goes on with the other layers', async () => {
  const ahead = await open({ core: [pin('a')], torch: [pin('b')] });
  calls[0]?.fail(new Failing({ code: 'disk-full', path: '/cache' }));
  calls[1]?.done();
  await ahead.settled();
  expect([ahead.takeCache('core'), ahead.takeCache('torch')]).toEqual([null, '/cache/one/torch']);
  expect(ahead.isUnpacked({ sha256: 'hash-a' })).toBe(false);
  expect(lines).toEqual(['Not unpacked ahead of the installation: disk-full']);
  // What it has left takes room from the downloads and the install.
  expect(emptied).toEqual(['/cache/one/core']);
});

it('hands a defect on', async () => {
  const ahead = await open({ core: [pin('a')] });
  calls[0]?.fail(new TypeError('a defect'));
  await expect(ahead.settled()).rejects.toThrow('a defect');
});

it('takes no room that a download still needs', async () => {
  free = 5e6 + 6 * 5e6;
  expect(await tryOpen({ core: [pin('a')] })).toBeNull();
  free += 1;
  expect(await tryOpen({ core: [pin('a')] })).not.toBeNull();
  missing = null;
  expect(await tryOpen({ core: [pin('a')] })).toBeNull();
});

it('is not worth a program where nothing has to be downloaded, or only little', async () => {
  missing = 0;
  expect(await tryOpen({ core: [pin('a')] })).toBeNull();
  missing = 5;
  expect(await tryOpen({ core: [pin('a', { bytes: 1e6 }), pin('b', { bytes: 2e6 })] })).toBeNull();
  await open({ core: [pin('a', { bytes: 1e6 })], torch: [pin('b', { bytes: 3e6 }), pin('c', { bytes: 1e6 })] });
  expect(calls.map(namesOf)).toEqual([['b', 'c']]);
});

it('ends what goes on when it is closed, and only then deletes it', async () => {
  const ahead = await open({ core: [pin('a')] });
  await ahead.close();
  expect(calls[0]?.signal.aborted).toBe(true);
  expect(closed).toBe(1);
  expect(ahead.isUnpacked({ sha256: 'hash-a' })).toBe(false);
});

it('throws Cancelled where the run is stopped', async () => {
  const ahead = await open({ core: [pin('a')] });
  const settled = ahead.settled();
  await turn();
  stop.abort();
  await expect(settled).rejects.toBeInstanceOf(Cancelled);
  expect(lines).toEqual([]);
});

it('begins nothing that goes on where the run was stopped before', async () => {
  stop.abort();
  const ahead = await open({ core: [pin('a')] });
  await expect(ahead.settled()).rejects.toBeInstanceOf(Cancelled);
  await ahead.close();
  expect(closed).toBe(1);
});

it('is not to be had with a backend that cannot', async () => {
  const context = { root: '/env', signal: stop.signal, line: () => undefined, tools: {} } as unknown as Parameters<
    typeof unpackAhead
  >[0];
  const wanted = { python: 'python', layers: new Map([['core', [pin('a')]]]) };
  expect(await unpackAhead(context, { unpack: null }, wanted)).toBeNull();
});
