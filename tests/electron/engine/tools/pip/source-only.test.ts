import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { badMetadata } from '../../../../../electron/engine/tools/pip/bad-metadata.ts';
import { pipFailure } from '../../../../../electron/engine/tools/pip/errors.ts';
import { sourceOnly } from '../../../../../electron/engine/tools/pip/source-only.ts';
import type { Failure } from '../../../../../shared/failure.ts';

/** Recorded as those of errors.test.ts, of an index with a source archive. */
const recorded = (version: string, name: string): string =>
  readFileSync(new URL(`../../../../fixtures/pip-output/${version}/${name}.txt`, import.meta.url), 'utf8');

const told = (output: string, python: string | null = '3.11.7'): Failure =>
  sourceOnly(output, pipFailure(output, { path: '/env', otherwise: () => ({ code: 'usage', message: '' }) }), python);

describe.each(['26.3', '23.0.1'])('pip %s', (version) => {
  it('names a package that it could have as source code only', () => {
    expect(told(recorded(version, 'source-only'))).toMatchObject({
      code: 'source-only',
      package: 'standin-src',
      version: '1.0',
    });
  });

  it('calls it a conflict where a constraint names its version', () => {
    const output = recorded(version, 'source-conflict');
    expect(told(output)).toMatchObject({ code: 'source-only', package: 'standin-src', version: '1.0' });
    expect(told(output.replaceAll('standin-src==1.0', 'standin-src==1.1'))).toMatchObject({
      code: 'requirements-conflict',
    });
  });

  it('leaves other failures as they are', () => {
    expect(told(recorded(version, 'missing')).code).toBe('package-not-found');
    expect(told(recorded(version, 'no-wheel')).code).toBe('package-not-found');
    expect(told(recorded(version, 'conflict')).code).toBe('requirements-conflict');
  });

  it('does not offer what is made for another Python', () => {
    const output = recorded(version, 'source-only').replace(
      /(No sources permitted .*\/simple\/standin-src\/\))/,
      '$1 (requires-python:>=3.12)',
    );
    expect(told(output).code).toBe('package-not-found');
    expect(told(output, '3.12.1').code).toBe('source-only');
    expect(told(output, null).code).toBe('source-only');
  });

  it('names the source archive whose own code fails while it resolves, with what that said', () => {
    const output = recorded(version, 'bad-metadata');
    expect(badMetadata(output, ['standin-other', 'standin-bad'])).toEqual({
      code: 'build-failed',
      package: 'standin-bad',
      version: null,
      tool: 'pip',
      exitCode: 3,
      detail: ['no compiler here'],
    });
    expect(badMetadata(output, [])).toBeNull();
    expect(badMetadata(recorded(version, 'missing'), ['standin-bad'])).toBeNull();
  });
});
