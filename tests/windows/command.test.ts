import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { toWindows } from './support/windows.ts';
import { wineTest } from './support/wine-test.ts';

/** Starting and ending programs as Windows does it. Wine's taskkill knows no /T: docs/windows.md. */
describe('a program', () => {
  wineTest('gets its arguments as they are, and its streams and exit code are told', async ({ windows }) => {
    const args = ['two words', 'a"b', 'back\\slash\\', '漢字 🦊', '%PATH%', '&', ''];
    const script = 'console.log(JSON.stringify(process.argv.slice(1))); console.error("oops"); process.exit(3)';
    const result = await windows.call('command', {
      file: toWindows(windows.wine.node),
      args: ['-e', script, '--', ...args],
    });
    expect(result).toMatchObject({ exitCode: 3, stderr: 'oops\n', notStarted: false });
    expect(JSON.parse(result === 'cancelled' ? '' : result.stdout)).toEqual(args);
  });

  wineTest('that is not there is not started', async ({ windows }) => {
    for (const file of ['no-such-program', 'C:\\no\\such\\program.exe'])
      expect(await windows.call('command', { file, args: [] })).toMatchObject({ exitCode: null, notStarted: true });
  });

  wineTest('is ended when it is cancelled, and what it started with it', async ({ windows, folder }) => {
    const tick = path.join(folder, 'tick');
    const grandchild = `setInterval(() => fs.writeFileSync(${JSON.stringify(toWindows(tick))}, String(process.pid)), 20)`;
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'ignore' });
      const look = setInterval(() => { if (fs.existsSync(${JSON.stringify(toWindows(tick))})) console.log('both run'); }, 20);`;
    expect(
      await windows.call('command', {
        file: toWindows(windows.wine.node),
        args: ['-e', child],
        cancelOn: 'both run',
      }),
    ).toBe('cancelled');
    expect(existsSync(tick)).toBe(true);
    const { mtimeMs } = await stat(tick);
    await pause(300);
    expect((await stat(tick)).mtimeMs).toBe(mtimeMs);
    expect(await readFile(tick, 'utf8')).toMatch(/^\d*$/);
  });
});
