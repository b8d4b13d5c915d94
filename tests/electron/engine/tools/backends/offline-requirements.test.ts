import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  offlineRequirements,
  requirementsWithLinks,
} from '../../../../../electron/engine/tools/backends/offline-requirements.ts';

const sha256 = 'a'.repeat(64);
const wheel = (name: string, folder: string) => ({
  name,
  version: '1.0+cu124',
  path: join(folder, `${name}-1.0+cu124-py3-none-any.whl`),
  sha256,
  bytes: 1,
});

describe('the requirements of an install', () => {
  it('name each wheel by its folder, version and hash, and no file', () => {
    const folder = resolve('/cache');
    const link = pathToFileURL(folder).href;
    expect(offlineRequirements([wheel('alpha', folder), wheel('beta', folder)])).toBe(
      `--find-links ${link}\nalpha==1.0+cu124 --hash=sha256:${sha256}\n--find-links ${link}\nbeta==1.0+cu124 --hash=sha256:${sha256}\n`,
    );
  });

  it('hold a folder’s blanks and letters of any language as a URL does', () => {
    const [link] = offlineRequirements([wheel('alpha', resolve('/Räder und #1 100%'))]).split('\n');
    expect(link).toMatch(/^--find-links file:\/\/\/(?:\S+\/)?R%C3%A4der%20und%20%231%20100%25$/);
  });
});

describe('the requirements of a resolution', () => {
  it('are a line each, whatever white space they hold, after the folders of wheels', () => {
    expect(requirementsWithLinks(['numpy >= 2,\n  <3', 'sympy\t==1'], ['file:///a', 'file:///b'])).toBe(
      '--find-links file:///a\n--find-links file:///b\nnumpy >= 2, <3\nsympy ==1\n',
    );
    expect(requirementsWithLinks([], [])).toBe('');
  });
});
