import { expect, test } from 'vitest';
import { explainBuilder } from '../../../build/package/explain-builder.mjs';
import { signing } from '../../../build/package/signing.mjs';
import { parseWanted, whyNotHere } from '../../../build/package/targets.mjs';

test('words name systems, processors and more', () => {
  const words = ['--linux', '--x64', '--arm64', '--dir', '--vendor', 'my folder', '--out', 'there'];
  if (process.platform === 'win32') return expect(() => parseWanted(words)).toThrow('cannot be built on Windows');
  expect(parseWanted(words)).toEqual({
    systems: ['linux'],
    processors: ['x64', 'arm64'],
    unpacked: true,
    vendor: 'my folder',
    out: 'there',
  });
});

test('without a system this one is meant', () => {
  const own = { win32: 'win', linux: 'linux', darwin: 'mac' }[String(process.platform)];
  expect(parseWanted(['--dir']).systems).toEqual([own]);
});

test('what there is not is refused with the usage', () => {
  expect(() => parseWanted(['--beos'])).toThrow(/--beos[\s\S]*npm run dist/);
});

test('what cannot be built on a system is refused with the reason', () => {
  expect(whyNotHere('mac', 'linux', true)).toContain('on macOS only');
  expect(whyNotHere('mac', 'darwin', false)).toBeNull();
  expect(whyNotHere('linux', 'win32', true)).toContain('permissions');
  expect(whyNotHere('linux', 'linux', false)).toBeNull();
  expect(whyNotHere('win', 'win32', false)).toBeNull();
  expect(whyNotHere('win', 'linux', true)).toBeNull();
});

test('a failed download and a missing program are named with what to do', () => {
  const download = explainBuilder('cannot resolve https://example.com/tools/fpm-1.9.3.tgz: status code 403');
  expect(download).toContain('A download failed: fpm-1.9.3.tgz.');
  expect(download).toContain('ELECTRON_BUILDER_BINARIES_MIRROR');
  const both =
    'Cannot cleanup: \n\nError #1 ----\nRequestError: getaddrinfo ENOTFOUND host\n    at a (b.js:1:2)\n\nError #2 ----\nRequestError: getaddrinfo ENOTFOUND host';
  expect(explainBuilder(both).split('\n')).toEqual([
    'The application could not be built:',
    'RequestError: getaddrinfo ENOTFOUND host',
    expect.stringContaining('A download failed: a tool that electron-builder needs.'),
  ]);
  expect(explainBuilder('spawn wine ENOENT')).toContain('The program wine is missing');
  expect(explainBuilder('something else')).toBe('The application could not be built:\nsomething else');
});

test('it is said what stays unsigned, and by which variables it is signed', () => {
  expect(signing(['win', 'linux'], {}).join()).toContain('WIN_CSC_LINK');
  expect(signing(['win'], { WIN_CSC_LINK: 'file' })).toEqual([]);
  expect(signing(['mac'], { CSC_LINK: 'file' }).join()).toContain('not notarised');
  expect(signing(['mac'], { CSC_LINK: 'file', APPLE_API_KEY: 'key' })).toEqual([]);
});
