import { describe, expect, it } from 'vitest';
import { pathProblem, wholePath } from '../../electron/whole-path.ts';

describe('a whole path', () => {
  it.each([
    ['linux', '/home/ada/env', '/home/ada/env'],
    ['linux', '/home/ada/../bob//env/', '/home/bob/env'],
    ['linux', '/home/ada/~umpy', '/home/ada/~umpy'],
    ['darwin', '/Users/ada/my env', '/Users/ada/my env'],
    ['win32', 'C:\\Users\\ada\\env\\', 'C:\\Users\\ada\\env'],
    ['win32', 'c:/env', 'c:\\env'],
    ['win32', '\\\\server\\share\\env', '\\\\server\\share\\env'],
  ] as const)('on %s: %s is taken', (platform, text, path) => {
    expect(wholePath(text, platform)).toEqual({ path });
  });

  it.each([
    ['linux', 'env', /whole path/],
    ['linux', './env', /whole path/],
    ['linux', 'C:\\env', /whole path/],
    ['linux', '~', /~/],
    ['linux', '~/env', /~/],
    ['linux', '', /empty/],
    ['linux', ' ', /empty/],
    ['linux', '/a\0b', /NUL/],
    ['win32', 'C:env', /whole path/],
    ['win32', '\\env', /whole path/],
    ['win32', '/env', /whole path/],
    ['win32', '~\\env', /~/],
    ['win32', '\\\\?\\C:\\env', /prefix/],
    ['win32', '//?/C:/env', /prefix/],
    ['win32', '\\\\.\\C:', /prefix/],
  ] as const)('on %s: %j is refused', (platform, text, problem) => {
    expect(wholePath(text, platform)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('need not be whole on a command line', () => {
    expect(pathProblem('env', 'linux')).toBeNull();
    expect(pathProblem('~umpy', 'linux')).toBeNull();
  });
});
