import { describe, expect, it } from 'vitest';
import { pinsOfReport } from '../../../../../electron/engine/tools/pip/report.ts';

const hash = 'b'.repeat(64);
const one = (name: string, more: object = {}, requires: string[] = []) => ({
  download_info: {
    url: `https://me:pw@index.example/${name}-1.0-py3-none-any.whl`,
    archive_info: { hash: `sha256=${hash}` },
  },
  metadata: { name, version: '1.0', requires_dist: requires },
  ...more,
});
const report = (...install: object[]) => JSON.stringify({ version: '1', install });

describe('pinsOfReport', () => {
  it('reads the older form of the hash and takes credentials out', () => {
    expect(pinsOfReport(report(one('Foo_Bar')))).toEqual([
      {
        name: 'foo-bar',
        version: '1.0',
        bytes: null,
        sha256: hash,
        url: 'https://index.example/Foo_Bar-1.0-py3-none-any.whl',
        requires: [],
      },
    ]);
  });

  it('reads the newer form first', () => {
    const info = { url: 'https://index.example/a.whl', archive_info: { hash: 'md5=1', hashes: { sha256: hash } } };
    expect(pinsOfReport(report(one('a', { download_info: info })))[0]?.sha256).toBe(hash);
  });

  it('tells who needs whom: of extras those that somebody asks for', () => {
    const pins = pinsOfReport(
      report(
        one('top', { requested_extras: ['fast'] }, [
          'middle[Tests]>=1',
          'speed; extra == "fast"',
          'docs; extra == "docs"',
          'gone>=1',
        ]),
        one('middle', {}, ["checker>=2; python_version>'3' and extra == 'tests'", 'docs ; extra == "docs"']),
        one('speed'),
        one('checker'),
        one('docs'),
      ),
    );
    expect(Object.fromEntries(pins.map(({ name, requires }) => [name, requires]))).toEqual({
      top: ['middle', 'speed'],
      middle: ['checker'],
      speed: [],
      checker: [],
      docs: [],
    });
  });

  it('throws where it is no report', () => {
    expect(() => pinsOfReport('{"version":"2","install":[]}')).toThrow();
    expect(() => pinsOfReport('')).toThrow();
  });
});
