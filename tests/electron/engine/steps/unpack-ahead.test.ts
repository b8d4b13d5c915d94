import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { Cancelled, Failing } from '../../../../electron/engine/failing.ts';
import type { UnpackRequest } from '../../../../electron/engine/interfaces/backends.ts';
import type { StoredWheel } from '../../../../electron/engine/interfaces/wheels.ts';
import { type Ahead, unpackAhead } from '../../../../electron/engine/steps/unpack-ahead.ts';

/** A double of the backend: what it was asked to unpack, and the way to let each call end. */
interface Call {
  names: string[];
  cache: string;
  done: () => void;
  fail: (error: unknown) => void;
}

let calls: Call[];
let lines: string[];
let closed: number;
let free: number | null;
let stop: AbortController;
let waits: { ms: number; resolve: () => void }[];
beforeEach(() => {
  [calls, lines, closed, free, stop, waits] = [[], [], 0, null, new AbortController(), []];
});

const unpack = ({ wheels, cache, signal }: UnpackRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Cancelled()));
    calls.push({ names: wheels.map(({ name }) => name), cache, done: resolve, fail: reject });
  });

const open = async (): Promise<Ahead> => {
  const context: Parameters<typeof unpackAhead>[0] = {
    root: '/env',
    signal: stop.signal,
    line: (_level, text) => lines.push(text),
    // Doubles: what counts here is the order of the calls. tools/unpacking.test.ts and uv/unpack.test.ts are about the real ones.
    tools: {
      // Time goes on when a test says so.
      clock: { now: () => 0, sleep: (ms: number) => new Promise<void>((resolve) => waits.push({ ms, resolve })) },
      disk: { freeBytes: async () => free, isSameVolume: async () => true },
      environments: { inside: (root: string, ...parts: string[]) => [root, ...parts].join('/') },
      unpacking: {
        open: async () => ({
          path: '/cache/one',
          close: async () => {
            closed += 1;
          },
        }),
      },
    } as unknown as Parameters<typeof unpackAhead>[0]['tools'],
  };
  const ahead = await unpackAhead(context, { unpack }, '/usr/bin/python3');
  if (ahead === null) throw new Error('it can be done here');
  return ahead;
};

const wheel = (name: string): StoredWheel => ({
  name,
  version: '1',
  path: `/w/${name}`,
  sha256: `hash-${name}`,
  bytes: 5e6,
});
/** Until every call that can begin has begun. */
const settle = async (): Promise<void> => {
  for (const { resolve } of waits.splice(0)) resolve();
  for (let time = 0; time < 10; time += 1) await turn();
};

it('unpacks each as it comes, two programs at once, and what has gathered meanwhile with one', async () => {
  const ahead = await open();
  for (const name of ['a', 'b', 'c', 'd']) {
    ahead.add('core', wheel(name), 0);
    await settle();
  }
  expect(calls.map(({ names }) => names)).toEqual([['a'], ['b']]);
  calls[0]?.done();
  await settle();
  expect(calls.map(({ names }) => names)).toEqual([['a'], ['b'], ['c', 'd']]);
  for (const call of calls) call.done();
  await ahead.settled();
  expect(['a', 'b', 'c', 'd', 'e'].map((name) => ahead.isUnpacked(wheel(name)))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});

it('keeps the layers apart, each in a folder of its own', async () => {
  const ahead = await open();
  ahead.add('core', wheel('a'), 0);
  ahead.add('torch', wheel('b'), 0);
  await settle();
  expect(calls.map(({ cache }) => cache)).toEqual(['/cache/one/core', '/cache/one/torch']);
  expect(ahead.takeCache('core')).toBe('/cache/one/core');
  // What comes along later is unpacked by its own install: this folder was emptied.
  expect(ahead.takeCache('core')).toBeNull();
  expect(ahead.takeCache('llm')).toBeNull();
  for (const call of calls) call.done();
  await ahead.settled();
});

it('unpacks a wheel once, however often an attempt finds it', async () => {
  const ahead = await open();
  ahead.add('core', wheel('a'), 0);
  ahead.add('core', wheel('a'), 0);
  await settle();
  calls[0]?.done();
  await ahead.settled();
  expect(calls).toHaveLength(1);
});

it('gives up after a failure, says so in the log, and fails nothing', async () => {
  const ahead = await open();
  ahead.add('core', wheel('a'), 0);
  await settle();
  calls[0]?.fail(new Failing({ code: 'disk-full', path: '/cache' }));
  await ahead.settled();
  ahead.add('core', wheel('b'), 0);
  await settle();
  expect(calls).toHaveLength(1);
  expect(ahead.isUnpacked(wheel('a'))).toBe(false);
  expect(lines).toEqual(['Not unpacked ahead of the installation: disk-full']);
});

it('hands a defect on', async () => {
  const ahead = await open();
  ahead.add('core', wheel('a'), 0);
  await settle();
  calls[0]?.fail(new TypeError('a defect'));
  await expect(ahead.settled()).rejects.toThrow('a defect');
});

it('takes no room that a download still needs', async () => {
  free = 100e6;
  const ahead = await open();
  ahead.add('core', wheel('a'), 80e6);
  await settle();
  await ahead.settled();
  expect(calls).toEqual([]);
  const other = await open();
  other.add('core', wheel('a'), null);
  await settle();
  await other.settled();
  expect(calls).toEqual([]);
  const fits = await open();
  fits.add('core', wheel('a'), 60e6);
  await settle();
  expect(calls).toHaveLength(1);
});

it('leaves small wheels to the install, which is done with them before another program has started', async () => {
  const ahead = await open();
  ahead.add('core', { ...wheel('a'), bytes: 100_000 }, 0);
  await settle();
  await ahead.settled();
  expect(calls).toEqual([]);
});

it('leaves to the install what came just before the end, or still waits for its turn then', async () => {
  const ahead = await open();
  for (const name of ['a', 'b', 'c']) {
    ahead.add('core', wheel(name), 0);
    await settle();
  }
  ahead.add('core', wheel('d'), 0);
  const settled = ahead.settled();
  for (const call of calls) call.done();
  await settled;
  await settle();
  expect(calls.map(({ names }) => names)).toEqual([['a'], ['b']]);
  expect(ahead.isUnpacked(wheel('c'))).toBe(false);
});

it('ends what goes on when it is closed, and only then deletes it', async () => {
  const ahead = await open();
  ahead.add('core', wheel('a'), 0);
  await settle();
  await ahead.close();
  expect(closed).toBe(1);
  expect(ahead.isUnpacked(wheel('a'))).toBe(false);
});

it('throws Cancelled where the run is stopped', async () => {
  const ahead = await open();
  ahead.add('core', wheel('a'), 0);
  await settle();
  stop.abort();
  await expect(ahead.settled()).rejects.toBeInstanceOf(Cancelled);
  expect(lines).toEqual([]);
});

it('is not to be had with a backend that cannot', async () => {
  const context = { root: '/env', signal: stop.signal, line: () => undefined, tools: {} } as unknown as Parameters<
    typeof unpackAhead
  >[0];
  expect(await unpackAhead(context, { unpack: null }, 'python')).toBeNull();
});
