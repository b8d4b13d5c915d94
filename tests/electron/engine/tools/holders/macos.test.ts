import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { systemClock } from '../../../../../electron/engine/tools/clock.ts';
import { createCommand } from '../../../../../electron/engine/tools/command.ts';
import { createMacosHolders } from '../../../../../electron/engine/tools/holders/macos.ts';
import { createHolders } from '../../../../../electron/engine/tools/holders.ts';
import { linuxTest } from '../../../../support/platform-tests.ts';
import { isRunning, startPrograms } from '../../../../support/started.ts';

/** The way of macOS, with the lsof and ps that Linux has: other versions of the same programs, and real processes. */
const signal = new AbortController().signal;
const started = startPrograms();
const programs = { lsof: '/usr/bin/lsof', ps: '/bin/ps' };
const command = createCommand();
const system = createMacosHolders(command, programs);
const holders = createHolders({ command, clock: systemClock, system, timeLimitMs: 20_000, graceMs: 400 });

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'lsof é ')));
});

afterEach(async () => {
  await started.end();
  await rm(root, { recursive: true });
});

linuxTest('by lsof and ps a holder is named, and ended only as long as it is that process', async (context) => {
  if (!existsSync(programs.lsof)) context.skip('there is no lsof');
  const file = join(root, 'odd\nname.so');
  await writeFile(file, 'library');
  await mkdir(join(root, 'folder'));
  const open = await started.holding(file, 'open');
  const inside = await started.child('sleep', ['60'], { cwd: join(root, 'folder') });
  const began = Date.now();
  const [child, reader, ...others] = await holders.find({ root, paths: [root], signal });
  expect(others).toEqual([]);
  expect(child).toMatchObject({ pid: inside, name: 'sleep', kind: 'own-child', files: [join(root, 'folder')] });
  expect(reader).toMatchObject({ pid: open, name: expect.stringMatching(/^python/), kind: 'user', files: [file] });
  expect(Math.abs((child?.startedAt ?? 0) - began)).toBeLessThan(30_000);

  if (reader === undefined) return;
  expect(await holders.end({ ...reader, identity: 'Sun Nov 1 22:43:02 2026' }, signal)).toBe('gone');
  expect(await isRunning(open)).toBe(true);
  expect(await holders.end(reader, signal)).toBe('ended');
  expect([await isRunning(open), await isRunning(inside)]).toEqual([false, true]);
  expect(await holders.end(reader, signal)).toBe('gone');
});
