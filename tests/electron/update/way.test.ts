import { expect, test } from 'vitest';
import { type Installation, updateWay } from '../../../electron/update/way.ts';

const windows: Installation = { updateUrl: 'https://example.com/u', isPackaged: true, platform: 'win32', env: {} };

test.each<[string, Partial<Installation>, string]>([
  ['an installed copy on Windows', {}, 'by-itself'],
  ['a portable one', { env: { PORTABLE_EXECUTABLE_FILE: 'D:\\x.exe' } }, 'by-hand'],
  ['macOS', { platform: 'darwin' }, 'by-itself'],
  ['an AppImage', { platform: 'linux', env: { APPIMAGE: '/home/me/x.AppImage' } }, 'by-itself'],
  ['a deb or an archive', { platform: 'linux', env: { APPIMAGE: '' } }, 'by-hand'],
  ['another system', { platform: 'freebsd' }, 'by-hand'],
  ['no address', { updateUrl: null }, 'off'],
  ['a checkout', { isPackaged: false }, 'off'],
])('%s', (_name, change, way) => {
  expect(updateWay({ ...windows, ...change })).toBe(way);
});
