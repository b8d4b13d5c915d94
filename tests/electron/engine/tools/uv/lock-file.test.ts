import { describe, expect, it } from 'vitest';
import { pinsOfLock } from '../../../../../electron/engine/tools/uv/lock-file.ts';
import { chooseWheel } from '../../../../../electron/engine/tools/uv/wheel-choice.ts';

const hash = 'a'.repeat(64);
const lock = (wheels: string) => `lock-version = "1.0"
requires-python = ">=3.11.2"

[[packages]]
name = "Foo.Bar"
version = "1.0+cu124"
wheels = [${wheels}]
`;
const wheel = (tags: string, size: number) =>
  `{ url = "https://me:pw@index.example/foo_bar-1.0%2Bcu124-${tags}.whl", size = ${size}, hashes = { sha256 = "${hash}" } }`;

describe('pinsOfLock', () => {
  it('takes the only wheel, without credentials', () => {
    expect(pinsOfLock(lock(wheel('py3-none-any', 7)), '')).toEqual([
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

  it('says nothing that the lock does not say', () => {
    expect(pinsOfLock(lock(''), '')).toMatchObject([{ bytes: null, sha256: null, url: null }]);
    expect(pinsOfLock(lock('{ path = "wheels/foo_bar-1.0-py3-none-any.whl", hashes = {} }'), '')).toMatchObject([
      { bytes: null, sha256: null, url: null },
    ]);
  });

  it('reads who needs whom out of the annotations', () => {
    const two = `${lock(wheel('py3-none-any', 7))}\n[[packages]]\nname = "mpmath"\nversion = "1.3.0"\n`;
    const graph = 'foo-bar==1.0+cu124        # via -r -\nmpmath==1.3.0             # via -c pins.txt, foo-bar, other\n';
    expect(pinsOfLock(two, graph).map(({ requires }) => requires)).toEqual([['mpmath'], []]);
  });

  it('throws where it is no lock', () => {
    expect(() => pinsOfLock('packages = 3', '')).toThrow();
    expect(() => pinsOfLock('[[packages]', '')).toThrow();
  });
});

describe('chooseWheel', () => {
  const named = (tags: string, size = 1) => ({ name: `numpy-2.0-${tags}.whl`, size, hashes: {} });
  const release = [
    named('cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64', 10),
    named('cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64', 11),
    named('cp311-cp311-musllinux_1_1_x86_64', 12),
    named('cp311-cp311-win_amd64', 13),
    named('cp311-cp311-macosx_11_0_arm64', 14),
    named('cp313-cp313t-win_amd64', 15),
  ];
  const python = { major: 3, minor: 11 };

  it('takes the wheel for this interpreter and system', () => {
    expect(chooseWheel(release, python, 'win32', 'x64').only?.name).toContain('cp311-cp311-win_amd64');
    expect(chooseWheel(release, python, 'darwin', 'arm64').only?.name).toContain('macosx_11_0_arm64');
  });

  it('gives the larger size where two fit', () => {
    expect(chooseWheel(release, python, 'linux', 'x64')).toEqual({ only: null, bytes: 12 });
  });

  it('gives nothing where none fits', () => {
    expect(chooseWheel(release, python, 'linux', 'arm64')).toEqual({ only: null, bytes: null });
    expect(chooseWheel(release, { major: 3, minor: 13 }, 'win32', 'x64')).toEqual({ only: null, bytes: null });
  });

  it('knows the stable ABI, universal builds and pure wheels', () => {
    const abi = [named('cp38-abi3-win_amd64'), named('cp312-abi3-win_amd64'), named('cp38-abi3-win_arm64')];
    expect(chooseWheel(abi, python, 'win32', 'x64').only?.name).toContain('cp38-abi3-win_amd64');
    const mac = [named('cp311-cp311-macosx_10_9_universal2'), named('cp310-cp310-macosx_10_9_universal2')];
    expect(chooseWheel(mac, python, 'darwin', 'arm64').only?.name).toContain('cp311');
    const pure = [named('py2-none-any'), named('py2.py3-none-any')];
    expect(chooseWheel(pure, null, 'linux', 'x64').only?.name).toContain('py2.py3');
  });
});
