import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pipFailure } from '../../../../../electron/engine/tools/pip/errors.ts';
import type { Failure } from '../../../../../shared/failure.ts';

/**
 * Recorded: log, stdout and stderr of real pips against tests/support/local-index.ts with faults, a
 * closed port, a TLS server whose certificate nobody trusts, a small tmpfs and another user's folder.
 * Ports and folders renamed, frames of tracebacks left out.
 */
const recorded = (version: string, name: string): Failure => {
  const text = readFileSync(new URL(`../../../../fixtures/pip-output/${version}/${name}.txt`, import.meta.url), 'utf8');
  return pipFailure(text, {
    path: '/env',
    otherwise: () => ({ code: 'command-failed', command: 'pip', exitCode: 1, detail: ['unexplained'] }),
  });
};

const index = 'http://127.0.0.1:8080/simple/';

describe.each(['26.3', '23.0.1'])('pip %s', (version) => {
  it.each([
    ['page-503', 'it answers with status 503'],
    ['page-stalled', 'no answer in time'],
    ['secret-401', '401 Unauthorized'],
    ['forbidden', '403 Forbidden'],
  ])('names the index whose page fails (%s), which pip shows as a missing package', (name, cause) => {
    expect(recorded(version, name)).toEqual({ code: 'index-unreachable', index, cause, problem: null });
  });

  it('names the index that refuses connections, without its password', () => {
    expect(recorded(version, 'refused')).toEqual({
      code: 'index-unreachable',
      index: 'http://***@127.0.0.1:9/simple/',
      cause: 'the connection was refused',
      problem: null,
    });
  });

  it('names the index that it does not trust', () => {
    expect(recorded(version, 'tls')).toMatchObject({
      code: 'index-unreachable',
      cause: 'its certificate is not trusted (self-signed certificate)',
    });
    expect(recorded(version, 'not-https')).toEqual({
      code: 'index-unreachable',
      index: 'no-such-host.invalid',
      cause: 'its address is not https',
      problem: null,
    });
  });

  it.each([
    ['missing', 'standin-absent'],
    ['missing-dependency', 'standin-absent>=2'],
    ['missing-version', 'standin-alpha>=5'],
    ['no-wheel', 'standin-windows'],
    ['new-python', 'standin-newpython'],
  ])('names what no index has (%s)', (name, requirement) => {
    expect(recorded(version, name)).toMatchObject({ code: 'package-not-found', requirement });
  });

  it('says who contradicts whom', () => {
    expect(recorded(version, 'conflict')).toEqual({
      code: 'requirements-conflict',
      detail: ['The user requested standin-alpha>=1', 'standin-conflict 1.0 depends on standin-alpha<1'],
    });
  });

  it.each([
    ['wheel-404', '404 Not Found'],
    ['wheel-503', 'it answers with status 503'],
    ['wheel-stalled', 'no answer in time'],
  ])('names the download that failed (%s)', (name, cause) => {
    expect(recorded(version, name)).toMatchObject({
      code: 'download-failed',
      package: expect.stringMatching(/^standin-/),
      cause,
    });
  });

  it('takes a page that was cut as a failed download', () => {
    expect(recorded(version, 'page-cut')).toEqual({
      code: 'download-failed',
      package: null,
      cause: 'the connection was cut',
      problem: null,
    });
  });

  it('names the package that is not what it should be, as far as pip does', () => {
    expect(recorded(version, 'hash')).toMatchObject({ code: 'hash-mismatch', package: 'standin-gamma' });
    expect(recorded(version, 'wheel-corrupt').code).toBe('hash-mismatch');
  });

  it('names the path of a system error', () => {
    expect(recorded(version, 'no-permission')).toEqual({
      code: 'permission-denied',
      path: '/home/me/v10/lib/python3.11/site-packages/standin_gamma',
    });
    expect(recorded(version, 'disk-full')).toEqual({ code: 'disk-full', path: '/env' });
  });
});

describe('pip 23.0.1', () => {
  it('calls a download that was cut a wrong hash, which may be tried again as well', () => {
    expect(recorded('23.0.1', 'wheel-cut').code).toBe('hash-mismatch');
  });
});

it('says what to do about a pip that cannot resolve without installing', () => {
  // Recorded from pip 21.3.1.
  const text =
    '\nUsage:   \n  python -m pip install [options] <requirement specifier> ...\n\nno such option: --dry-run\n';
  expect(pipFailure(text, { path: '/env', otherwise: () => ({ code: 'usage', message: '' }) })).toMatchObject({
    code: 'command-failed',
    detail: [expect.stringContaining('older than 22.2')],
  });
});

it('names the package of a wrong hash whatever was asked of its version', () => {
  const text =
    'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If\n    standin-src[x]>=1,<3 from http://a.example/standin_src-1.0.tar.gz (from -r r.txt (line 1)):\n        Expected sha256 1\n             Got        2\n';
  expect(pipFailure(text, { path: '/env', otherwise: () => ({ code: 'usage', message: '' }) })).toMatchObject({
    code: 'hash-mismatch',
    package: 'standin-src',
  });
});

it('leaves what it does not know to the caller', () => {
  const otherwise: Failure = { code: 'command-failed', command: 'pip', exitCode: 2, detail: [] };
  expect(pipFailure('ERROR: something new\n', { path: '/env', otherwise: () => otherwise })).toBe(otherwise);
});
