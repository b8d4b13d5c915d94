import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { missingBytes } from '../../../../electron/engine/tools/downloads.ts';
import type { WantedWheel } from '../../../../electron/engine/tools/wheelhouse/wheel.ts';
import type { Wheelhouse } from '../../../../electron/engine/tools/wheelhouse.ts';
import { fetchTold, mib, notesOf, serveWheel, useFaultServer, useWheelhouse } from '../../../support/wheelhouse.ts';

const size = 3 * mib;

const partialOf = (wheelhouse: Wheelhouse, { sha256, filename }: WantedWheel): string =>
  join(wheelhouse.folder, 'partial', String(sha256), `${filename}.partial`);

const expectWhole = async (path: string | undefined, sha256: string): Promise<void> => {
  expect(
    createHash('sha256')
      .update(await readFile(path ?? ''))
      .digest('hex'),
  ).toBe(sha256);
};

describe('a whole download', () => {
  test('brings wheels side by side, each once, in the order of the request', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wheels = [];
    for (const at of [1, 2, 3, 4, 5, 6, 7]) wheels.push(await serveWheel(server, `standin-${at}`, 40_000 * at));
    const told = await fetchTold(wheelhouse, [...wheels, ...wheels]);
    expect(told.failure).toBeNull();
    expect(told.stored.map(({ name }) => name)).toEqual([...wheels, ...wheels].map(({ name }) => name));
    for (const [at, { sha256, bytes }] of wheels.entries()) {
      await expectWhole(told.stored[at]?.path, sha256);
      expect(told.stored[at]).toMatchObject({ sha256, bytes });
    }
    expect(server.requests).toHaveLength(7);
    expect(server.mostAtOnce()).toBeLessThanOrEqual(4);
    expect(notesOf(told)).toEqual([]);

    const again = await fetchTold(wheelhouse, wheels, { offline: true });
    expect(again.stored).toEqual(told.stored.slice(0, 7));
    expect(server.requests).toHaveLength(7);
  });

  test('of an index that tells neither hash nor size is found again by its URL', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const { content, ...described } = await serveWheel(server, 'standin', 6 * mib);
    const wanted: WantedWheel = { ...described, sha256: null, bytes: null };
    const told = await fetchTold(wheelhouse, [wanted]);
    expect(told.stored[0]).toMatchObject({ sha256: described.sha256, bytes: content.bytes });
    const again = await fetchTold(wheelhouse, [wanted], { offline: true });
    expect(again.stored).toEqual(told.stored);
    const same = await wheelhouse.find(described, { signal: new AbortController().signal });
    expect(same).toEqual(told.stored[0]);
  });

  test('from a folder is copied and verified, also offline', async () => {
    const wheelhouse = await useWheelhouse();
    const filename = 'standin-1.0-py3-none-any.whl';
    const source = join(dirname(wheelhouse.folder), filename);
    const content = Buffer.alloc(mib + 7, 'x');
    await writeFile(source, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const wanted = { name: 'standin', version: '1.0', filename, url: pathToFileURL(source).href, sha256, bytes: null };
    const told = await fetchTold(wheelhouse, [wanted], { offline: true });
    await expectWhole(told.stored[0]?.path, sha256);
    const wrong = await fetchTold(wheelhouse, [{ ...wanted, sha256: 'a'.repeat(64) }]);
    expect(wrong.failure).toMatchObject({ code: 'hash-mismatch', package: 'standin' });
    const absent = await fetchTold(wheelhouse, [{ ...wanted, sha256: 'b'.repeat(64), url: 'file:///nowhere/x.whl' }]);
    expect(absent.failure).toMatchObject({ code: 'download-failed', cause: 'there is no file /nowhere/x.whl' });
  });

  test('follows a redirect', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    server.fail({ match: /moved/, kind: 'redirect', to: `/${wanted.filename}` });
    const told = await fetchTold(wheelhouse, [{ ...wanted, url: `${server.origin}/moved/${wanted.filename}` }]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
  });

  test('refuses a file name that leads elsewhere', async () => {
    const wheelhouse = await useWheelhouse();
    const server = await useFaultServer();
    const wanted = await serveWheel(server, 'standin', 10);
    for (const filename of ['../standin-1.0-py3-none-any.whl', 'other-1.0-py3-none-any.whl', 'standin.zip', 'CON']) {
      const { failure } = await fetchTold(wheelhouse, [{ ...wanted, filename }]);
      expect(failure).toMatchObject({ code: 'download-failed', package: 'standin' });
    }
    expect(server.requests).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  test('is taken up at once from where it stands, as long as each brings something', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    // Further apart than what is on its way at once: whatever is lost of that, each attempt brings something.
    const cuts = [200_000, mib, mib + 300_000, 2 * mib];
    for (const atByte of cuts) server.fail({ match: /standin/, times: 1, kind: 'cut', atByte });
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(notesOf(told)).toEqual(cuts.map(() => 'reconnected'));
    // What was on its way when the connection broke is lost with it.
    const starts = server.requests.map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')?.[1]));
    for (const [at, place] of [0, ...cuts].entries()) {
      expect(starts[at]).toBeGreaterThan(place - 128 * 1024);
      expect(starts[at]).toBeLessThanOrEqual(place);
    }
    expect(server.requests.at(-1)?.ifRange).toBe('"one"');
    expect(server.sent()).toBeLessThan(size + cuts.length * 128 * 1024);
  });

  test('and that stalls, too', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    server.fail({ match: /standin/, times: 1, kind: 'stall', atByte: mib });
    const told = await fetchTold(wheelhouse, [wanted], { stallMs: 300 });
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(told.notes).toMatchObject([{ kind: 'reconnected', atBytes: mib, problem: { reason: 'timeout' } }]);
  });

  test('and that brings nothing is a failure, and what came before is kept for the next time', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    server.fail({ match: /standin/, kind: 'cut', atByte: mib });
    const told = await fetchTold(wheelhouse, [wanted]);
    expect(told.failure).toMatchObject({ code: 'download-failed', package: 'standin', problem: { reason: 'reset' } });
    expect(await missingBytes(wheelhouse, wanted)).toBe(2 * mib);
    server.heal();
    const again = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(again.stored[0]?.path, wanted.sha256);
    expect(again.notes).toMatchObject([{ kind: 'resumed', fromBytes: mib }]);
    expect(server.requests.at(-1)).toMatchObject({ range: `bytes=${mib}-`, ifRange: '"one"', status: 206 });
    expect(existsSync(dirname(partialOf(wheelhouse, wanted)))).toBe(false);
  });

  test('of a server that always sends whole files comes to an end', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size, { ranges: false });
    server.fail({ match: /standin/, times: 1, kind: 'cut', atByte: mib });
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(notesOf(told)).toEqual(['reconnected', 'started-again: no-range']);

    const other = await serveWheel(server, 'other', size, { ranges: false });
    server.fail({ match: /other/, kind: 'cut', atByte: mib });
    expect((await fetchTold(wheelhouse, [other])).failure).toMatchObject({ code: 'download-failed' });
    expect(server.requests.length).toBeLessThan(6);
  });

  test.each([
    [401, 'unauthorized', null],
    [404, 'not-found', null],
    [500, 'server-error', null],
    [429, 'busy', 7000],
    [503, 'busy', 7000],
  ])('status %i is told with its reason, after one request', async (status, reason, retryAfterMs) => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', 6 * mib);
    server.fail({ match: /standin/, kind: 'status', status, retryAfter: 7 });
    const { failure } = await fetchTold(wheelhouse, [wanted]);
    expect(failure).toMatchObject({ code: 'download-failed', problem: { reason, status, retryAfterMs } });
    expect(server.requests).toHaveLength(1);
  });

  test('the others in flight are finished before a failure is thrown, and no other one is begun', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const slow = await serveWheel(server, 'slow', 3 * mib);
    const broken = await serveWheel(server, 'broken', 2 * mib);
    const later = await serveWheel(server, 'later', mib);
    server.fail({ match: /slow/, kind: 'drip', bytesPerSecond: 8 * mib });
    server.fail({ match: /broken/, kind: 'status', status: 500 });
    const { failure } = await fetchTold(wheelhouse, [slow, broken, later], { atOnce: 2 });
    expect(failure).toMatchObject({ code: 'download-failed', package: 'broken' });
    expect((await wheelhouse.all()).map(({ name }) => name)).toEqual(['slow']);
    expect(server.requests.map(({ path }) => path)).not.toContain(`/${later.filename}`);
  });
});

describe('what a server sends', () => {
  test('of the wrong content is deleted and never used', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    server.fail({ match: /standin/, kind: 'corrupt', atByte: mib });
    const told = await fetchTold(wheelhouse, [wanted]);
    expect(told.failure).toMatchObject({ code: 'hash-mismatch', package: 'standin' });
    expect(notesOf(told)).toEqual([]);
    expect(server.requests).toHaveLength(1);
    expect(await wheelhouse.size()).toEqual({ bytes: 0, wheels: 0, partialBytes: 0 });
  });

  test.each([
    ['length', 5],
    ['length', -5],
    ['chunked', 5 * mib],
  ] as const)('of the wrong length (%s, %i bytes more) is cut off', async (kind, by) => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    server.fail({ match: /standin/, kind, by });
    const { failure } = await fetchTold(wheelhouse, [wanted]);
    expect(failure).toMatchObject({ code: 'hash-mismatch', package: 'standin' });
    expect(await wheelhouse.size()).toEqual({ bytes: 0, wheels: 0, partialBytes: 0 });
  });

  test('in chunks without a length is as good, and too short a file is none', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    server.fail({ match: /standin/, times: 1, kind: 'chunked', by: 0 });
    expect((await fetchTold(wheelhouse, [wanted])).failure).toBeNull();
    const short = await serveWheel(server, 'short', size);
    server.fail({ match: /short/, kind: 'chunked', by: -5 });
    expect((await fetchTold(wheelhouse, [short])).failure?.code).toMatch(/download-failed|hash-mismatch/);
    expect((await wheelhouse.all()).map(({ name }) => name)).toEqual(['standin']);
  });

  test('in another encoding is refused', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    server.fail({ match: /standin/, kind: 'headers', headers: { 'content-encoding': 'gzip' } });
    const { failure } = await fetchTold(wheelhouse, [wanted]);
    expect(failure).toMatchObject({ code: 'download-failed', problem: { reason: 'unexpected' } });
  });
});

describe('going on with an earlier download', () => {
  /** As a killed download leaves it: so many right bytes. */
  const begin = async (options: Parameters<typeof serveWheel>[3] = {}) => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size, options);
    server.fail({ match: /standin/, kind: 'cut', atByte: mib });
    await fetchTold(wheelhouse, [wanted]);
    server.heal();
    expect((await stat(partialOf(wheelhouse, wanted))).size).toBe(mib);
    const before = server.requests.length;
    return { server, wheelhouse, wanted, requests: () => server.requests.slice(before) };
  };

  /** The rest of what `begin` has left, as if it had come. */
  const fillPartial = async (
    wheelhouse: Awaited<ReturnType<typeof useWheelhouse>>,
    wanted: Awaited<ReturnType<typeof serveWheel>>,
  ): Promise<void> => {
    const file = await open(partialOf(wheelhouse, wanted), 'r+');
    for (let place = mib; place < size; ) {
      const chunk = wanted.content.from(place);
      await file.write(chunk, 0, chunk.length, place);
      place += chunk.length;
    }
    await file.close();
  };

  test('uses no weak ETag, and a date where there is one', async () => {
    const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
    const { wheelhouse, wanted, requests } = await begin({ etag: 'W/"one"', lastModified: date });
    expect(notesOf(await fetchTold(wheelhouse, [wanted]))).toEqual(['resumed']);
    expect(requests()).toMatchObject([{ range: `bytes=${mib}-`, ifRange: date, status: 206 }]);
  });

  test('trusts the hash where the server has no validator, and the validator where the index has no hash', async () => {
    const { wheelhouse, wanted, requests } = await begin({ etag: null });
    expect(notesOf(await fetchTold(wheelhouse, [wanted]))).toEqual(['resumed']);
    expect(requests()).toMatchObject([{ range: `bytes=${mib}-`, ifRange: null }]);
  });

  test('from a changed file starts again', async () => {
    const { server, wheelhouse, wanted, requests } = await begin();
    server.files.set(`/${wanted.filename}`, { content: wanted.content, etag: '"two"' });
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(notesOf(told)).toEqual(['resumed', 'started-again: changed']);
    expect(requests()).toMatchObject([{ status: 200, ifRange: '"one"' }]);
  });

  test('from another mirror goes on without the first one’s validator', async () => {
    const { server, wheelhouse, wanted } = await begin();
    const mirror = await useFaultServer({ [`/${wanted.filename}`]: { content: wanted.content, etag: '"mirror"' } });
    await server.stop();
    const told = await fetchTold(wheelhouse, [{ ...wanted, url: `${mirror.origin}/${wanted.filename}` }]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(mirror.requests).toMatchObject([{ range: `bytes=${mib}-`, ifRange: null, status: 206 }]);
  });

  test('that a power cut left with zeros at its end starts again once', async () => {
    const { server, wheelhouse, wanted } = await begin();
    const file = await open(partialOf(wheelhouse, wanted), 'r+');
    await file.write(Buffer.alloc(4096), 0, 4096, mib - 4096);
    await file.close();
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(notesOf(told)).toEqual(['resumed', 'started-again: damaged']);

    const other = await serveWheel(server, 'other', size);
    server.fail({ match: /other/, times: 1, kind: 'cut', atByte: mib });
    server.fail({ match: /other/, kind: 'corrupt', atByte: 2 * mib });
    const wrong = await fetchTold(wheelhouse, [other]);
    expect(notesOf(wrong)).toEqual(['reconnected', 'started-again: damaged']);
    expect(wrong.failure).toMatchObject({ code: 'hash-mismatch', package: 'other' });
  });

  test('that is complete already asks for nothing', async () => {
    const { server, wheelhouse, wanted, requests } = await begin();
    await fillPartial(wheelhouse, wanted);
    await server.stop();
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(requests()).toEqual([]);
  });

  test('whose length nobody knew ends where the server says that it does', async () => {
    const { wheelhouse, wanted, requests } = await begin();
    await fillPartial(wheelhouse, wanted);
    const note = join(dirname(partialOf(wheelhouse, wanted)), 'source.json');
    await writeFile(note, JSON.stringify({ ...JSON.parse(await readFile(note, 'utf8')), total: null }));
    const told = await fetchTold(wheelhouse, [{ ...wanted, bytes: null }]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(requests()).toMatchObject([{ status: 416 }]);
  });

  test('never writes through a link or into a file with a second name', async () => {
    const { wheelhouse, wanted } = await begin();
    const victim = join(dirname(wheelhouse.folder), 'victim');
    const partial = partialOf(wheelhouse, wanted);
    await writeFile(victim, 'mine');
    await rm(partial);
    await link(victim, partial);
    expect((await fetchTold(wheelhouse, [wanted])).failure).toBeNull();
    expect(await readFile(victim, 'utf8')).toBe('mine');
    await wheelhouse.evict(['standin'], new AbortController().signal);
    const elsewhere = join(dirname(wheelhouse.folder), 'elsewhere');
    await mkdir(elsewhere);
    await rm(join(wheelhouse.folder, 'wheels'), { recursive: true });
    await symlink(elsewhere, join(wheelhouse.folder, 'wheels'));
    expect((await fetchTold(wheelhouse, [wanted])).failure).toBeNull();
    expect(existsSync(join(elsewhere, wanted.sha256))).toBe(false);
  });
});

describe('a large file of a near server', () => {
  test('is asked for in pieces, the next one ahead', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', 36 * mib + 5);
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(server.requests[0]?.range).toBe(`bytes=0-${320 * 1024 - 1}`);
    expect(server.sent()).toBe(wanted.bytes);
    expect(notesOf(told)).toEqual([]);
  });

  test('in one request where it refuses more pieces', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', 36 * mib);
    let seen = 0;
    const limit = setInterval(() => {
      seen = server.requests.length;
      if (seen >= 3) {
        server.fail({ match: /standin/, times: 1, kind: 'status', status: 500 });
        clearInterval(limit);
      }
    }, 0);
    const told = await fetchTold(wheelhouse, [wanted]);
    clearInterval(limit);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(server.requests.some(({ range }) => /^bytes=\d+-$/.test(range ?? ''))).toBe(true);
  });

  test('that sends whole files only is taken as it comes', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', 36 * mib, { ranges: false });
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(server.requests).toHaveLength(1);
    expect(notesOf(told)).toEqual([]);
  });

  test('goes on after a cut', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', 36 * mib);
    server.fail({ match: /standin/, times: 1, kind: 'cut', atByte: 2 * mib + 1000 });
    const told = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(told.stored[0]?.path, wanted.sha256);
    expect(notesOf(told)).toEqual(['reconnected']);
    expect(server.sent()).toBeLessThan(37 * mib);
  });
});

describe('offline', () => {
  test('names everything that is missing, with its size', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const here = await serveWheel(server, 'here', 1000);
    await fetchTold(wheelhouse, [here]);
    const missing = [await serveWheel(server, 'first', 2_000_000), await serveWheel(server, 'second', 3000)];
    const unknown = { ...(await serveWheel(server, 'third', 1)), bytes: null, sha256: null };
    const before = server.requests.length;
    const { failure } = await fetchTold(wheelhouse, [here, ...missing, unknown], { offline: true });
    expect(failure).toEqual({
      code: 'wheels-missing',
      wheels: [
        { name: 'first', version: '1.0', bytes: 2_000_000 },
        { name: 'second', version: '1.0', bytes: 3000 },
        { name: 'third', version: '1.0', bytes: null },
      ],
    });
    expect(server.requests).toHaveLength(before);
    const sizes = await Promise.all([here, ...missing, unknown].map((wanted) => missingBytes(wheelhouse, wanted)));
    expect(sizes).toEqual([0, 2_000_000, 3000, null]);
  });

  test('a damaged wheel is missing, and online it is fetched again', async () => {
    const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
    const wanted = await serveWheel(server, 'standin', size);
    const { stored } = await fetchTold(wheelhouse, [wanted]);
    const path = stored[0]?.path ?? '';
    const damage = async (): Promise<void> => {
      const file = await open(path, 'r+');
      await file.write('wrong', 1000);
      await file.close();
    };
    await damage();
    const told = await fetchTold(wheelhouse, [wanted], { offline: true });
    expect(told.failure).toMatchObject({ code: 'wheels-missing' });
    expect(notesOf(told)).toEqual(['damaged-entry']);
    await fetchTold(wheelhouse, [wanted]);
    await damage();
    const healed = await fetchTold(wheelhouse, [wanted]);
    await expectWhole(healed.stored[0]?.path, wanted.sha256);
    expect(notesOf(healed)).toEqual(['damaged-entry']);
  });
});

test('cancelling ends at once, keeps what came, and gives the wheel free', async () => {
  const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
  const wanted = await serveWheel(server, 'standin', size);
  server.fail({ match: /standin/, kind: 'stall', atByte: mib });
  const stop = new AbortController();
  const running = fetchTold(wheelhouse, [wanted], { signal: stop.signal });
  await expect.poll(async () => missingBytes(wheelhouse, wanted), { timeout: 20_000 }).toBe(2 * mib);
  const began = performance.now();
  stop.abort();
  await expect(running).rejects.toBeInstanceOf(Cancelled);
  expect(performance.now() - began).toBeLessThan(3000);
  server.heal();
  expect(notesOf(await fetchTold(wheelhouse, [wanted]))).toEqual(['resumed']);
});

test('progress tells bytes, speed and time left, and survives JSON', async () => {
  const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
  const wanted = await serveWheel(server, 'standin', 4 * mib);
  server.fail({ match: /standin/, kind: 'drip', bytesPerSecond: mib });
  const began = performance.now();
  const { progress } = await fetchTold(wheelhouse, [wanted]);
  expect(progress.length).toBeLessThanOrEqual(2 * ((performance.now() - began) / 1000) + 1);
  expect(JSON.parse(JSON.stringify(progress))).toEqual(progress);
  const total = 4 * mib;
  expect(progress.at(-1)).toMatchObject({ done: total, total, files: [{ state: 'done', done: total, total }] });
  expect(progress[0]).toMatchObject({ bytesPerSecond: null, msLeft: null, files: [{ state: 'downloading' }] });
  // The very last ones may tell of a file that has come and is being compared.
  const late = progress.findLast(({ files }) => files[0]?.state === 'downloading');
  expect(late?.bytesPerSecond).toBeGreaterThan(mib / 3);
  expect(late?.bytesPerSecond).toBeLessThan(mib * 1.5);
  expect(late?.msLeft).not.toBeNull();
});
