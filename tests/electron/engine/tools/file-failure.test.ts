import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileFailure } from '../../../../electron/engine/tools/file-failure.ts';

const path = join(tmpdir(), 'file');
const gone = join(tmpdir(), 'no such folder', 'file');
const thrown = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['EBUSY', 'linux', path, 'file-locked'],
  ['EACCES', 'linux', path, 'permission-denied'],
  ['EPERM', 'darwin', path, 'permission-denied'],
  ['EPERM', 'win32', path, 'file-locked'],
  ['EACCES', 'win32', gone, 'permission-denied'],
  ['EROFS', 'linux', path, 'permission-denied'],
  ['ENOSPC', 'win32', path, 'disk-full'],
] as const)('%s on %s', async (code, platform, at, meaning) => {
  expect(await fileFailure(thrown(code), at, platform)).toMatchObject({ failure: { code: meaning, path: at } });
});

test('an error that means nothing to a person stays as it is', async () => {
  for (const error of [thrown('EIO'), new Error('no code'), 'text']) expect(await fileFailure(error, path)).toBe(error);
});
