import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedPackage, isAllUnpacked } from '../../../../../electron/engine/tools/uv/progress-lines.ts';

const recorded = join(import.meta.dirname, '../../../../fixtures/uv-output');
const outputs = readdirSync(recorded).flatMap((version) =>
  readdirSync(join(recorded, version)).map((name) => [version, name] as const),
);
/** In these uv had unpacked everything, and failed at putting it into place. */
const late = ['disk-full.txt', 'no-permission.txt'];

describe('lines of uv', () => {
  it.each(outputs)('of uv %s, %s, say that all is unpacked only where it is', (version, name) => {
    const lines = readFileSync(join(recorded, version, name), 'utf8').split('\n');
    expect(lines.filter(isAllUnpacked)).toHaveLength(late.includes(name) ? 1 : 0);
  });

  it.each([
    ['Prepared 1 package in 3ms', true],
    ['Prepared 60 packages in 1.2s', true],
    ['Preparing packages... (3/4)', false],
    ['Resolved 3 packages in 5ms', false],
    ['error: Prepared 3 packages in 15ms', false],
  ])('%s: %s', (line, isIt) => {
    expect(isAllUnpacked(line)).toBe(isIt);
  });

  it.each([
    [' + Typing_Extensions==4.12.2', 'typing-extensions'],
    [' ~ numpy==2.1.0', 'numpy'],
    [' - numpy==2.1.0', null],
    ['Installed 3 packages in 2ms', null],
  ])('%s names %s as installed', (line, name) => {
    expect(installedPackage(line)).toBe(name);
  });
});
