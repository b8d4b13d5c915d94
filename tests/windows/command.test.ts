import { copyFile } from 'node:fs/promises';
import path from 'node:path';
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
    expect(JSON.parse(result.stdout)).toEqual(args);
  });

  wineTest('that is not there is not started', async ({ windows }) => {
    for (const file of ['no-such-program', 'C:\\no\\such\\program.exe'])
      expect(await windows.call('command', { file, args: [] })).toMatchObject({ exitCode: null, notStarted: true });
  });

  wineTest('is not taken from the working directory', async ({ windows, folder }) => {
    await copyFile(path.join(windows.wine.holders, 'hold.exe'), path.join(folder, 'tool.exe'));
    const cwd = toWindows(folder);
    expect(await windows.call('command', { file: 'tool', args: [], cwd })).toMatchObject({ notStarted: true });
    // It says by 2 that it was called without its arguments.
    const byPath = { file: '.\\tool.exe', args: [], cwd };
    expect(await windows.call('command', byPath)).toMatchObject({ exitCode: 2, notStarted: false });
  });

  wineTest('is ended when it is cancelled, and what it started with it', async ({ windows, folder }) => {
    const tick = JSON.stringify(toWindows(path.join(folder, 'tick')));
    const grandchild = `setInterval(() => fs.writeFileSync(${tick}, 'tick'), 20)`;
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]);
      setInterval(() => { if (fs.existsSync(${tick})) console.log('both run'); }, 20);`;
    const request = { file: toWindows(windows.wine.node), args: ['-e', child], line: 'both run' };
    expect(await windows.call('cancel', { ...request, written: JSON.parse(tick) })).toEqual({
      isCancelled: true,
      goesOn: false,
    });
  });
});
