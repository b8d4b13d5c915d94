import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { processesWith } from '../../../../../electron/engine/tools/holders/restart-manager.ts';
import { loadWindowsCalls } from '../../../../../electron/engine/tools/holders/windows-calls.ts';
import { fileTimeMs } from '../../../../../electron/engine/tools/holders/windows-layouts.ts';
import { windowsTest } from '../../../../support/platform-tests.ts';

windowsTest('the Restart Manager names this process as the one that has a file open', async () => {
  const calls = await loadWindowsCalls();
  const path = join(tmpdir(), `held ${process.pid}.pyd`);
  const file = await open(path, 'w');
  try {
    const found = await processesWith(calls, [path]);
    expect(found?.map(({ pid }) => pid)).toEqual([process.pid]);
    expect(found?.[0]?.started).toBe(calls.open(process.pid)?.started);
  } finally {
    await file.close();
  }
  expect(await processesWith(calls, [path])).toEqual([]);
});

windowsTest('this process is listed and known by its start, its program and its user', async () => {
  const calls = await loadWindowsCalls();
  expect(calls.processes().find(({ pid }) => pid === process.pid)?.parent).toBe(process.ppid);
  const own = calls.open(process.pid);
  expect(own?.program?.toLowerCase()).toBe(process.execPath.toLowerCase());
  expect(Math.abs(fileTimeMs(own?.started ?? 0n) - (Date.now() - process.uptime() * 1000))).toBeLessThan(5000);
  expect(own?.user).toMatch(/^01[\da-f]{22,}$/);
  expect(own?.hasEnded).toBe(false);
  own?.close();
  // The first process of Windows belongs to the system, and pids are multiples of four.
  expect(calls.open(4)?.user ?? null).not.toBe(own?.user);
  expect(calls.open(3)).toBeNull();
});
