import { describe, expect, it } from 'vitest';
import { isSource, readSourceName } from '../../../electron/engine/source-archive.ts';

describe('the file name of a source archive', () => {
  it.each([
    ['standin_src-1.0.tar.gz', 'standin-src', '1.0'],
    ['Standin.Src-2.0rc1.zip', 'standin-src', '2.0rc1'],
    ['with-hyphens-in-it-1.2.post3.tar.gz', 'with-hyphens-in-it', '1.2.post3'],
    ['old-1.0-1.tar.gz', 'old', '1.0-1'],
  ])('%s tells name and version', (filename, name, version) => {
    expect(readSourceName(filename)).toEqual({ name, version });
    expect(readSourceName(filename, name)).toEqual({ name, version });
  });

  it('is read by the name where that is known', () => {
    expect(readSourceName('plan-9-1.tar.gz', 'plan-9')).toEqual({ name: 'plan-9', version: '1' });
    expect(readSourceName('standin_src-1.0.tar.gz', 'other')).toBeNull();
  });

  it.each(['standin_src-1.0-py3-none-any.whl', 'standin_src-1.0.tar.bz2', 'standin_src.tar.gz', '-1.0.zip', 'a-b.zip'])(
    '%s is none',
    (filename) => {
      expect(readSourceName(filename)).toBeNull();
    },
  );

  it('tells a pin that has to be built', () => {
    expect(isSource({ url: 'https://files.example/a-1.0.tar.gz#sha256=0' })).toBe(true);
    expect(isSource({ url: 'https://files.example/a-1.0-py3-none-any.whl?x=.zip' })).toBe(false);
    expect(isSource({ url: null })).toBe(false);
  });
});
