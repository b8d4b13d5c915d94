import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createWheelhouse, type Wheelhouse } from '../../../../electron/engine/tools/wheelhouse.ts';
import { fetchTold, mib, serveWheel, useFaultServer, useWheelhouse } from '../../../support/wheelhouse.ts';

const { signal } = new AbortController();
const day = 24 * 3_600_000;

/** A wheelhouse with these wheels, the first one used longest ago: one day each. */
const filled = async (names: readonly string[], bytes = 1000) => {
  const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
  const wheels = [];
  for (const [at, name] of names.entries()) wheels.push(await serveWheel(server, name, bytes, { seed: at + 1 }));
  await fetchTold(wheelhouse, wheels);
  for (const [at, { sha256 }] of wheels.entries()) {
    const used = new Date(Date.now() - (names.length - at) * day);
    await utimes(join(wheelhouse.folder, 'wheels', sha256), used, used);
  }
  return { wheelhouse, wheels, server };
};

const namesIn = async (wheelhouse: Wheelhouse): Promise<string[]> =>
  (await wheelhouse.all()).map(({ name }) => name).sort();

test('keeps a wheel in a folder named by its hash, and leaves nothing else behind', async () => {
  const { wheelhouse, wheels } = await filled(['standin']);
  const [wanted] = wheels;
  const path = join(wheelhouse.folder, 'wheels', String(wanted?.sha256), String(wanted?.filename));
  expect(await wheelhouse.all()).toMatchObject([{ name: 'standin', version: '1.0', path, bytes: 1000 }]);
  expect(await wheelhouse.size()).toEqual({ bytes: 1000, wheels: 1, partialBytes: 0 });
  for (const folder of ['partial', 'locks', 'holds'])
    expect(await readdir(join(wheelhouse.folder, folder)), folder).toEqual([]);
});

test.each([
  ['cut short', (path: string) => truncate(path, 10)],
  ['of another content', (path: string) => writeFile(path, Buffer.alloc(1000))],
  [
    'a link to a right one',
    async (path: string) => {
      await rename(path, `${path}.elsewhere`);
      await symlink(`${path}.elsewhere`, path);
    },
  ],
  [
    'in a folder that is a link',
    async (path: string) => {
      const elsewhere = join(dirname(path), '../../../elsewhere');
      await rename(dirname(path), elsewhere);
      await symlink(elsewhere, dirname(path));
    },
  ],
])('a wheel that is %s is removed and not used', async (_, damage) => {
  const { wheelhouse, wheels } = await filled(['standin']);
  const [wanted] = wheels;
  if (wanted === undefined) throw new Error('no wheel');
  const folder = join(wheelhouse.folder, 'wheels', wanted.sha256);
  await damage(join(folder, wanted.filename));
  let damaged = 0;
  const onDamaged = (): void => {
    damaged += 1;
  };
  expect(await wheelhouse.find(wanted, { signal, onDamaged })).toBeNull();
  expect(damaged).toBe(1);
  expect(existsSync(folder)).toBe(false);
  const elsewhere = join(dirname(wheelhouse.folder), 'elsewhere');
  if (existsSync(elsewhere)) expect(await readdir(elsewhere)).toEqual([wanted.filename]);
});

test('does not believe a hash that somebody else may have put down', async () => {
  const [server, wheelhouse] = [await useFaultServer(), await useWheelhouse()];
  const wanted = { ...(await serveWheel(server, 'standin', 1000)), sha256: null };
  await fetchTold(wheelhouse, [wanted]);
  const [name = ''] = await readdir(join(wheelhouse.folder, 'addresses'));
  const path = join(wheelhouse.folder, 'addresses', name);
  expect(await readFile(path, 'utf8')).not.toContain(server.origin);
  expect(await wheelhouse.find(wanted, { signal })).not.toBeNull();
  await chmod(path, 0o666);
  expect(await wheelhouse.find(wanted, { signal })).toBeNull();
});

test('hashes a large wheel beside other work, and can be cancelled', async () => {
  const { wheelhouse, wheels } = await filled(['standin'], 200 * mib);
  const [wanted] = wheels;
  if (wanted === undefined) throw new Error('no wheel');
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  onTestFinished(() => clearInterval(timer));
  const began = performance.now();
  expect(await wheelhouse.find(wanted, { signal })).not.toBeNull();
  // On a busy machine everything is late; hashing on this thread would take all the time at once.
  expect(longest).toBeLessThan(Math.max(100, (performance.now() - began) / 2));
  const stop = new AbortController();
  const cancelled = wheelhouse.find(wanted, { signal: stop.signal });
  setTimeout(() => stop.abort(), 20);
  await expect(cancelled).rejects.toThrow('cancelled');
  expect(await wheelhouse.find(wanted, { signal })).not.toBeNull();
});

test('prunes by age and by size, what was used longest ago first', async () => {
  const { wheelhouse, wheels } = await filled(['aa', 'bb', 'cc', 'dd']);
  const now = Date.now();
  expect(await wheelhouse.prune({ maxAgeMs: 3.5 * day, now, signal })).toEqual({ bytes: 1000, wheels: 1 });
  expect(await namesIn(wheelhouse)).toEqual(['bb', 'cc', 'dd']);
  const [, oldest] = wheels;
  if (oldest === undefined) throw new Error('no wheel');
  await wheelhouse.find(oldest, { signal });
  expect(await wheelhouse.prune({ maxBytes: 2500, now, signal })).toEqual({ bytes: 1000, wheels: 1 });
  expect(await namesIn(wheelhouse)).toEqual(['bb', 'dd']);
  expect(await wheelhouse.prune({ now, signal })).toEqual({ bytes: 0, wheels: 0 });
});

test('prunes nothing that is used while somebody holds the wheelhouse, and forgets a dead one’s hold', async () => {
  const { wheelhouse, wheels } = await filled(['aa', 'bb']);
  const held = await wheelhouse.hold(signal);
  const [used] = wheels;
  if (used === undefined) throw new Error('no wheel');
  await wheelhouse.find(used, { signal });
  const other = createWheelhouse({ folder: wheelhouse.folder });
  const now = Date.now();
  expect(await other.prune({ maxBytes: 0, now, signal })).toEqual({ bytes: 1000, wheels: 1 });
  expect(await namesIn(wheelhouse)).toEqual(['aa']);
  const [name = ''] = await readdir(join(wheelhouse.folder, 'holds'));
  const hold = join(wheelhouse.folder, 'holds', name);
  await writeFile(hold, (await readFile(hold, 'utf8')).replace(/"started":"[^"]*"/, '"started":"another"'));
  expect(await other.prune({ maxBytes: 0, now, signal })).toEqual({ bytes: 1000, wheels: 1 });
  await held.release();
});

test('evicts one package, and what was begun of it', async () => {
  const { wheelhouse, server } = await filled(['aa', 'bb-cc']);
  const wanted = await serveWheel(server, 'bb-cc', 3 * mib);
  server.fail({ match: /bb/, kind: 'cut', atByte: mib });
  await fetchTold(wheelhouse, [wanted]);
  expect(await wheelhouse.size()).toMatchObject({ wheels: 2, partialBytes: expect.any(Number) });
  expect(await wheelhouse.evict(['bb-cc'], signal)).toMatchObject({ wheels: 1 });
  expect(await namesIn(wheelhouse)).toEqual(['aa']);
  expect((await wheelhouse.size()).partialBytes).toBe(0);
});

test('what stands in the place of its folders is taken away, and nothing is written elsewhere', async () => {
  const { wheelhouse, wheels } = await filled(['aa']);
  const elsewhere = join(dirname(wheelhouse.folder), 'elsewhere');
  await mkdir(elsewhere);
  for (const folder of ['partial', 'locks', 'holds']) {
    await rm(join(wheelhouse.folder, folder), { recursive: true });
    await symlink(elsewhere, join(wheelhouse.folder, folder));
  }
  await wheelhouse.evict(['aa'], signal);
  expect((await fetchTold(wheelhouse, wheels)).failure).toBeNull();
  expect(await readdir(elsewhere)).toEqual([]);
});

test('an empty or absent folder holds nothing', async () => {
  const wheelhouse = await useWheelhouse();
  expect(await wheelhouse.all()).toEqual([]);
  expect(await wheelhouse.size()).toEqual({ bytes: 0, wheels: 0, partialBytes: 0 });
  expect(existsSync(wheelhouse.folder)).toBe(false);
});
