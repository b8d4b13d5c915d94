import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { expect, test } from 'vitest';
import { Failing } from '../../../../electron/engine/failing.ts';
import { appFolders } from '../../../../electron/engine/tools/app-folders.ts';

test('are four different folders of this application where the system wants them', () => {
  const folders = Object.values(appFolders({}));
  expect(new Set(folders).size).toBe(4);
  for (const folder of folders) {
    expect(isAbsolute(folder)).toBe(true);
    expect(folder).toContain('smart-installer');
    expect(folder).not.toContain('nodejs');
  }
});

test('lie under SMART_INSTALLER_HOME where that is set, and nothing is created by asking', () => {
  const home = join(tmpdir(), 'not there', 'smart home');
  expect(appFolders({ SMART_INSTALLER_HOME: home })).toEqual({
    data: join(home, 'data'),
    cache: join(home, 'cache'),
    config: join(home, 'config'),
    log: join(home, 'log'),
  });
  expect(existsSync(home)).toBe(false);
});

test('an empty SMART_INSTALLER_HOME is none', () => {
  expect(appFolders({ SMART_INSTALLER_HOME: '' })).toEqual(appFolders({}));
});

test('a relative SMART_INSTALLER_HOME is refused', () => {
  expect(() => appFolders({ SMART_INSTALLER_HOME: 'here' })).toThrow(Failing);
});
