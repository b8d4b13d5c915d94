import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { DownloadNote } from '../../../../../electron/engine/tools/downloads/note.ts';
import type { WantedWheel } from '../../../../../electron/engine/tools/wheelhouse/wheel.ts';
import { fetchTold, mib, notesOf, serveWheel, useFaultServer, useWheelhouse } from '../../../../support/wheelhouse.ts';

const program = fileURLToPath(new URL('../../../../support/fetch-once.ts', import.meta.url));

interface Line {
  note?: DownloadNote;
  stored?: unknown[];
  maxRssBytes?: number;
}

/** A real process that downloads. */
const start = (folder: string, wheels: readonly WantedWheel[]) => {
  const child = spawn(process.execPath, [program, folder, JSON.stringify(wheels)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as Line));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, lines, ended, notes: () => lines.flatMap(({ note }) => note ?? []) };
};

const described = ({ content: _, ...wanted }: Awaited<ReturnType<typeof serveWheel>>): WantedWheel => wanted;

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

test('killed five times, a download costs little more than its size', async () => {
  const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
  const wanted = described(await serveWheel(server, 'standin', 256 * mib));
  const partial = join(wheelhouse.folder, 'partial', String(wanted.sha256), `${wanted.filename}.partial`);
  for (const part of [0.1, 0.3, 0.5, 0.7, 0.95]) {
    const { child, ended } = start(wheelhouse.folder, [wanted]);
    await expect.poll(() => bytesOf(partial), { interval: 1, timeout: 20_000 }).toBeGreaterThan(part * 256 * mib);
    child.kill('SIGKILL');
    await ended;
  }
  const { lines, ended, notes } = start(wheelhouse.folder, [wanted]);
  expect(await ended).toBe(0);
  expect(notes().map(({ kind }) => kind)).toEqual(['resumed']);
  expect(lines.at(-1)).toMatchObject({ stored: [{ sha256: wanted.sha256, bytes: wanted.bytes }] });
  const extra = server.sent() - 256 * mib;
  expect(extra).toBeLessThanOrEqual(5 * mib);
}, 90_000);

test('two processes fetch a wheel once, and the second one takes over when the first is killed', async () => {
  const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
  const wanted = described(await serveWheel(server, 'standin', 3 * mib));
  server.fail({ match: /standin/, times: 1, kind: 'stall', atByte: mib });
  const first = start(wheelhouse.folder, [wanted]);
  await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBe(1);
  const second = start(wheelhouse.folder, [wanted]);
  await expect
    .poll(() => second.notes(), { timeout: 20_000 })
    .toMatchObject([{ kind: 'waits-for-other', pid: first.child.pid, package: 'standin' }]);
  first.child.kill('SIGKILL');
  expect(await second.ended).toBe(0);
  expect(second.notes().map(({ kind }) => kind)).toEqual(['waits-for-other', 'resumed']);
  expect(server.requests).toHaveLength(2);

  const both = described(await serveWheel(server, 'both', 2 * mib));
  server.fail({ match: /both/, kind: 'drip', bytesPerSecond: 4 * mib });
  const pair = [start(wheelhouse.folder, [both]), start(wheelhouse.folder, [both])];
  expect(await Promise.all(pair.map(({ ended }) => ended))).toEqual([0, 0]);
  expect(server.requests.filter(({ path }) => path.includes('both'))).toHaveLength(1);
}, 60_000);

test('waiting for another process can be cancelled, and what it downloads is not pruned', async () => {
  const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
  const old = described(await serveWheel(server, 'old', 1000));
  const wanted = described(await serveWheel(server, 'standin', 3 * mib));
  await fetchTold(wheelhouse, [old]);
  server.fail({ match: /standin/, times: 1, kind: 'stall', atByte: mib });
  const first = start(wheelhouse.folder, [wanted]);
  // Not only asked for: what is not written yet is lost with the process.
  const written = async (): Promise<number> => (await wheelhouse.size()).partialBytes;
  await expect.poll(written, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(server.requests).toHaveLength(2);
  const stop = new AbortController();
  const waiting = fetchTold(wheelhouse, [wanted], {
    signal: stop.signal,
    onNote: ({ kind }) => {
      if (kind === 'waits-for-other') stop.abort();
    },
  });
  await expect(waiting).rejects.toThrow('cancelled');
  // Of an hour ahead, so that everything is old enough to go.
  const now = Date.now() + 3_600_000;
  const { signal } = new AbortController();
  expect((await wheelhouse.prune({ maxBytes: 0, now, signal })).wheels).toBeLessThanOrEqual(1);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(notesOf(await fetchTold(wheelhouse, [wanted]))).toEqual(['resumed']);
  expect(await wheelhouse.prune({ maxAgeMs: 1000, now, signal })).toMatchObject({ wheels: expect.any(Number) });
  expect(await wheelhouse.size()).toMatchObject({ wheels: 0, partialBytes: 0 });
}, 60_000);
