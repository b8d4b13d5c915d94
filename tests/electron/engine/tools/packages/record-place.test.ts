import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordPlace } from '../../../../../electron/engine/tools/packages/record-place.ts';

const linux = { root: '/home/x/env', site: '/home/x/env/lib/python3.11/site-packages', flavour: posix };
const windows = { root: 'C:\\Users\\x\\env', site: 'C:\\Users\\x\\env\\Lib\\site-packages', flavour: win32 };

describe.each([
  ['posix', linux],
  ['win32', windows],
])('%s', (_, { root, site, flavour }) => {
  const place = (entry: string) => recordPlace(root, site, entry, flavour);
  const up = flavour.relative(site, root).replaceAll('\\', '/');

  test('a package’s own files and its programs are let through', () => {
    expect(place('numpy/core/x.py')).toBe(flavour.join(site, 'numpy', 'core', 'x.py'));
    expect(place('numpy/../other.py')).toBe(flavour.join(site, 'other.py'));
    expect(place(`${up}/bin/f2py`)).toBe(flavour.join(root, 'bin', 'f2py'));
    expect(place(`${up}/bin/python-config`)).toBe(flavour.join(root, 'bin', 'python-config'));
    expect(place('..hidden/x')).toBe(flavour.join(site, '..hidden', 'x'));
  });

  test('a whole path that leads inside is let through, as flit and Poetry write it', () => {
    expect(place(flavour.join(root, 'bin', 'fl'))).toBe(flavour.join(root, 'bin', 'fl'));
    expect(place(flavour.join(site, 'fl.pth'))).toBe(flavour.join(site, 'fl.pth'));
    for (const path of [root, site, flavour.join(root, 'pyvenv.cfg'), flavour.join(root, '..', 'x')])
      expect(place(path)).toBeNull();
    expect(place(`${root}-2${flavour.sep}x`)).toBeNull();
  });

  test.each([
    '',
    '.',
    './',
    '..',
    '../..',
    'numpy/..',
    up,
    `${up}/`,
    `${up}/..`,
    `${up}/../env-2/x`,
    `${up}/../../../../etc/passwd`,
    `${up}/.smart-installer/environment.json`,
    `${up}/.SMART-INSTALLER/trash`,
    `${up}/pyvenv.cfg`,
    `${up}/bin/python`,
    `${up}/bin/python3.11`,
    `${up}/Scripts/python.exe`,
    `${up}/Scripts/pythonw.exe`,
    '/etc/passwd',
    '\\\\server\\share\\x',
    '\\Windows\\x',
    'C:/Windows/x',
    'c:x',
    'D:\\x',
    'numpy/x.py\0.txt',
  ])('%j is dropped', (entry) => expect(place(entry)).toBeNull());

  test('nothing at all leads outside, to our own folder, or to a folder above site-packages', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        '.smart-installer',
        'C:',
        'c:',
        'D:',
        '~',
        'env',
        'bin',
        'python',
        'a',
        'lib',
        'Lib',
        'site-packages',
        '\0',
        'x:y',
        '...',
        ' ',
        '.. ',
      ),
      fc.string({ maxLength: 6 }),
    );
    const entry = fc
      .tuple(
        fc.constantFrom('', '/', '\\', '\\\\', '\\\\?\\', '//', 'C:\\', up),
        fc.array(part, { maxLength: 10 }),
        fc.constantFrom('/', '\\'),
      )
      .map(([start, parts, separator]) => start + parts.join(separator));
    fc.assert(
      fc.property(entry, (text) => {
        const found = place(text);
        if (found === null) return;
        // Judged by other means than the code's own: by the segments of the whole path.
        const segments = flavour.resolve(found).split(flavour.sep);
        const rootSegments = root.split(flavour.sep);
        const siteSegments = site.split(flavour.sep);
        expect(found.includes('\0')).toBe(false);
        expect(segments.slice(0, rootSegments.length)).toEqual(rootSegments);
        expect(segments.length).toBeGreaterThan(rootSegments.length);
        expect(segments[rootSegments.length]?.toLowerCase()).not.toBe('.smart-installer');
        expect(siteSegments.slice(0, segments.length).join('\n').toLowerCase()).not.toBe(
          segments.join('\n').toLowerCase(),
        );
      }),
      { numRuns: 3000 },
    );
  });
});
