import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { readProcessStat } from '../../../../electron/engine/tools/linux-processes.ts';
import { groupIsAlive } from '../../../../electron/engine/tools/process-group.ts';
import { describeOnLinux, describeOnPosix } from '../../../support/platform-tests.ts';

const waitFor = async (holds: () => Promise<boolean>): Promise<boolean> => {
  for (let left = 200; left > 0; left -= 1) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
};

describeOnPosix('a process group', () => {
  test('lives until its last process has ended', async () => {
    const child = spawn('/bin/sh', ['-c', 'sleep 0.4 & exit 0'], { detached: true, stdio: 'ignore' });
    await once(child, 'exit');
    expect(await groupIsAlive(child.pid ?? 0)).toBe(true);
    expect(await waitFor(async () => !(await groupIsAlive(child.pid ?? 0)))).toBe(true);
  });
});

describeOnLinux('on Linux', () => {
  test('a group is gone when only zombies are left of it, which nobody collects', async () => {
    const parent = spawn('/bin/sh', ['-c', `setsid /bin/sh -c 'echo $$' & exec sleep 30`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [text] = await once(parent.stdout, 'data');
    const group = Number(String(text));
    expect(await waitFor(async () => (await readProcessStat(group))?.state === 'Z')).toBe(true);
    expect(process.kill(-group, 0)).toBe(true);
    expect(await groupIsAlive(group)).toBe(false);
    parent.kill('SIGKILL');
  });
});
