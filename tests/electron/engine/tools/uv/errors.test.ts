import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { uvFailure } from '../../../../../electron/engine/tools/uv/errors.ts';
import type { Failure } from '../../../../../shared/failure.ts';

/**
 * Recorded: real uv against tests/support/local-index.ts with faults, a closed port, a TLS server
 * whose certificate nobody trusts, a small tmpfs and another user's folder. Ports and folders renamed.
 */
const recorded = (version: string, name: string): Failure => {
  const text = readFileSync(new URL(`../../../../fixtures/uv-output/${version}/${name}.txt`, import.meta.url), 'utf8');
  return uvFailure(text, {
    path: '/env',
    otherwise: () => ({ code: 'command-failed', command: 'uv', exitCode: 1, detail: ['unexplained'] }),
  });
};

const index = 'http://127.0.0.1:8080/simple/';
const newest = '0.13.9';
const both = [newest, '0.8.24'];

describe.each(both)('uv %s', (version) => {
  it('names the index that refuses connections', () => {
    expect(recorded(version, 'refused')).toEqual({
      code: 'index-unreachable',
      index: 'http://127.0.0.1:9/simple/',
      cause: 'the connection was refused',
      problem: null,
    });
  });

  it('names the index whose certificate is not trusted', () => {
    expect(recorded(version, 'tls')).toMatchObject({
      code: 'index-unreachable',
      cause: expect.stringContaining('its certificate is not trusted'),
    });
  });

  it('blames the proxy where it is the proxy', () => {
    expect(recorded(version, 'proxy')).toMatchObject({
      code: 'index-unreachable',
      cause: 'the proxy refuses or cannot be reached',
    });
  });

  it('tells a missing package from a conflict', () => {
    expect(recorded(version, 'missing')).toMatchObject({ code: 'package-not-found', requirement: 'standin-absent' });
    const conflict = recorded(version, 'conflict');
    expect(conflict.code).toBe('requirements-conflict');
    expect(conflict).toMatchObject({
      detail: expect.arrayContaining([expect.stringMatching(/^And because you require/i)]),
    });
  });

  it('takes a package without a wheel for this machine as not found', () => {
    expect(recorded(version, 'no-wheel')).toMatchObject({
      code: 'package-not-found',
      requirement: 'standin-windows==1.0',
    });
  });

  it.each([
    ['wheel-503', '503 Service Unavailable'],
    ['wheel-cut', 'the connection was cut'],
    ['wheel-stalled', 'no answer in time'],
  ])('names the package of a failed download (%s)', (name, cause) => {
    expect(recorded(version, name)).toEqual({
      code: 'download-failed',
      package: 'standin-gamma',
      cause,
      problem: null,
    });
  });

  it.each(['hash', 'wheel-corrupt'])('names the package that is not what it should be (%s)', (name) => {
    expect(recorded(version, name)).toMatchObject({ code: 'hash-mismatch', package: 'standin-gamma' });
  });

  it('names the path of a system error', () => {
    expect(recorded(version, 'no-permission')).toEqual({
      code: 'permission-denied',
      path: '/home/me/v7/lib/python3.11/site-packages/standin_beta',
    });
    expect(recorded(version, 'disk-full')).toMatchObject({
      code: 'disk-full',
      path: expect.stringMatching(/^\/mnt\/small\/v\/lib/),
    });
    expect(recorded(version, 'cache-full')).toMatchObject({
      code: 'disk-full',
      path: expect.stringMatching(/^\/mnt\/small\/c\//),
    });
  });
});

describe('uv 0.13.9, further cases', () => {
  it.each([
    ['page-503', '503 Service Unavailable'],
    ['page-cut', 'the connection was cut'],
    ['page-stalled', 'no answer in time'],
    ['secret-401', '401 Unauthorized'],
    ['forbidden', '403 Forbidden'],
  ])('names the index whose page fails (%s)', (name, cause) => {
    expect(recorded(newest, name)).toEqual({ code: 'index-unreachable', index, cause, problem: null });
  });

  it('names the index whose host is unknown', () => {
    expect(recorded(newest, 'dns')).toEqual({
      code: 'index-unreachable',
      index: 'http://no-such-host.invalid/simple/',
      cause: 'its name cannot be resolved',
      problem: null,
    });
  });

  it('takes metadata that fails as a download of its package', () => {
    expect(recorded(newest, 'metadata-503')).toMatchObject({ code: 'download-failed', package: 'numpy' });
  });

  it.each([
    ['missing-dependency', 'standin-absent'],
    ['missing-version', 'standin-alpha>=5'],
    ['pinned-version-missing', 'numpy==9.9'],
    ['new-python', 'standin-newpython==1.0'],
  ])('names what no index has (%s)', (name, requirement) => {
    expect(recorded(newest, name)).toMatchObject({ code: 'package-not-found', requirement });
  });

  it('takes requirements that exclude each other as a conflict', () => {
    expect(recorded(newest, 'conflict-direct').code).toBe('requirements-conflict');
  });

  it('leaves what it does not know to the caller', () => {
    const otherwise: Failure = { code: 'command-failed', command: 'uv', exitCode: 2, detail: [] };
    expect(uvFailure('error: something new\n', { path: '/env', otherwise: () => otherwise })).toBe(otherwise);
  });
});

describe.each(['0.13.9', '0.9.30'])('uv %s', (version) => {
  it('names a package that it could have as source code only', () => {
    expect(recorded(version, 'source-only')).toMatchObject({
      code: 'source-only',
      package: 'standin-src',
      version: '1.0',
    });
  });

  it('names the source archive whose own code fails while it resolves, with what that said', () => {
    const failure = recorded(version, 'bad-metadata');
    expect(failure).toMatchObject({
      code: 'build-failed',
      package: 'standin-bad',
      version: '1.0',
      tool: 'uv',
      exitCode: 3,
    });
    expect('detail' in failure ? failure.detail.at(-1) : '').toBe('no compiler here');
  });

  it('takes what a build needs and cannot have for a failed build', () => {
    expect(recorded(version, 'bad-requires')).toMatchObject({
      code: 'build-failed',
      package: 'standin-req',
      detail: expect.arrayContaining([expect.stringContaining('No solution found when resolving: `standin-src`')]),
    });
  });
});

it('takes nothing that a package prints while it is built for a failure of another kind', () => {
  const text = `error: Failed to build \`/x/a-1.0.tar.gz\`\n  cause: The build backend returned an error\n\n[stderr]\nPermissionError: [Errno 13] Permission denied: '/etc'\n`;
  const otherwise: Failure = { code: 'command-failed', command: 'uv build', exitCode: 2, detail: [] };
  expect(uvFailure(text, { path: '/env', otherwise: () => otherwise })).toBe(otherwise);
});
