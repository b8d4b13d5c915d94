import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pinsOfLock } from '../../../../../electron/engine/tools/uv/lock-file.ts';

const hash = 'a'.repeat(64);
const folder = resolve('/cache/work ä');
const lock = (wheels: string) => `lock-version = "1.0"
requires-python = ">=3.11.2"

[[packages]]
name = "Foo.Bar"
version = "1.0+cu124"
wheels = [${wheels}]
`;
const wheel = (tags: string, size: number, sha256 = hash) =>
  `{ url = "https://me:pw@index.example/foo_bar-1.0%2Bcu124-${tags}.whl", size = ${size}, hashes = { sha256 = "${sha256}" } }`;

describe('pinsOfLock', () => {
  it('takes the only wheel, without credentials', () => {
    expect(pinsOfLock(lock(wheel('py3-none-any', 7)), '', folder)).toEqual([
      {
        name: 'foo-bar',
        version: '1.0+cu124',
        bytes: 7,
        sha256: hash,
        url: 'https://index.example/foo_bar-1.0%2Bcu124-py3-none-any.whl',
        requires: [],
      },
    ]);
  });

  it('knows where a wheel lies that is named by its path', () => {
    const named = (path: string) =>
      pinsOfLock(lock(`{ path = "${path}", hashes = { sha256 = "${hash}" } }`), '', folder).map(({ url }) => url);
    const file = 'foo_bar-1.0-py3-none-any.whl';
    expect(named(`../wheels/${file}`)).toEqual([pathToFileURL(resolve('/cache/wheels', file)).href]);
    const absolute = resolve('/some wheels', file).replaceAll('\\', '/');
    expect(named(absolute)).toEqual([pathToFileURL(absolute).href]);
  });

  it('says nothing that the lock does not say', () => {
    expect(pinsOfLock(lock('{ hashes = {} }'), '', folder)).toMatchObject([{ bytes: null, sha256: null, url: null }]);
  });

  it('throws where it does not tell one wheel, which is what an older uv wrote', () => {
    expect(() => pinsOfLock(lock(''), '', folder)).toThrow('the wheel of Foo.Bar');
    const two = `${wheel('cp311-cp311-win_amd64', 7)}, ${wheel('cp311-cp311-linux_x86_64', 8, 'b'.repeat(64))}`;
    expect(() => pinsOfLock(lock(two), '', folder)).toThrow('the wheel of Foo.Bar');
  });

  it('takes the most specific of several that suit the interpreter', () => {
    const several = `${wheel('py3-none-any', 7)}, ${wheel('cp311-cp311-manylinux_2_17_x86_64', 8, 'b'.repeat(64))}`;
    expect(pinsOfLock(lock(several), '', folder)).toMatchObject([{ bytes: 8, sha256: 'b'.repeat(64) }]);
  });

  it('takes a wheel that lies in two places for one', () => {
    const twice = `${wheel('py3-none-any', 7)}, { path = "foo_bar-1.0-py3-none-any.whl", hashes = { sha256 = "${hash}" } }`;
    expect(pinsOfLock(lock(twice), '', folder)).toMatchObject([{ bytes: 7, sha256: hash }]);
  });

  it('reads who needs whom out of the annotations', () => {
    const mpmath = `\n[[packages]]\nname = "mpmath"\nversion = "1.3.0"\nwheels = [${wheel('py3-none-any', 8)}]\n`;
    const graph = 'foo-bar==1.0+cu124        # via -r -\nmpmath==1.3.0             # via -c pins.txt, foo-bar, other\n';
    const pins = pinsOfLock(`${lock(wheel('py3-none-any', 7))}${mpmath}`, graph, folder);
    expect(pins.map(({ requires }) => requires)).toEqual([['mpmath'], []]);
  });

  it('throws where it is no lock', () => {
    expect(() => pinsOfLock('packages = 3', '', folder)).toThrow();
    expect(() => pinsOfLock('[[packages]', '', folder)).toThrow();
  });
});
