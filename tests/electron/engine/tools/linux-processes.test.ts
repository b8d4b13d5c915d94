import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  identityOf,
  readProcessStat,
  runningPids,
  startedAtOf,
  variablesOf,
} from '../../../../electron/engine/tools/linux-processes.ts';
import { describeOnLinux } from '../../../support/platform-tests.ts';

describeOnLinux('on Linux', () => {
  test('a process is read whatever its name is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stat '));
    const program = join(folder, 'a) R (1 2');
    await writeFile(program, '#!/bin/sh\nsleep 30\n');
    await chmod(program, 0o755);
    const child = spawn(program, { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    const stat = await readProcessStat(child.pid ?? 0);
    expect(stat).toEqual({
      state: expect.stringMatching(/^[RSD]$/),
      parent: process.pid,
      group: child.pid,
      started: expect.stringMatching(/^\d+$/),
    });
    expect(Number(stat?.started)).toBeGreaterThanOrEqual(Number((await readProcessStat(process.pid))?.started));
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await rm(folder, { recursive: true });
  });

  test('a process that is not there is none', async () => {
    expect(await readProcessStat(2 ** 30)).toBeNull();
  });

  test('a process is listed with when it started and with its variables', async () => {
    const began = Date.now();
    const child = spawn('sleep', ['30'], { env: { ...process.env, ODD: 'a=b\nc' }, stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    const [stat, own] = await Promise.all([readProcessStat(pid), readProcessStat(process.pid)]);
    if (stat === null || own === null) throw new Error('a running process was not read');
    expect(await runningPids()).toEqual(expect.arrayContaining([pid, process.pid]));
    expect(Math.abs(startedAtOf(stat) - began)).toBeLessThan(1000);
    expect(startedAtOf(own)).toBeLessThan(began);
    expect(await identityOf(stat)).toMatch(/^[\da-f-]{36} \d+$/);
    expect(await identityOf(stat)).not.toBe(await identityOf(own));
    expect(await variablesOf(pid)).toContain('ODD=a=b\nc');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await variablesOf(pid)).toEqual([]);
  });
});
