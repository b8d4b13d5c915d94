import { expect, test } from 'vitest';
import { parseLsof } from '../../../../../electron/engine/tools/holders/lsof-output.ts';

const joined = (...sets: string[][]): string => sets.map((fields) => `${fields.join('\0')}\0\n`).join('');

/** Recorded with lsof 4.95 of Debian 12 and LC_ALL=C, shortened. */
const recorded = joined(
  ['p13722', 'cpython3'],
  ['fcwd', 'n/tmp/a b'],
  ['ftxt', 'n/usr/bin/python3.11'],
  ['f0', 'n/dev/null'],
  ['f3', 'n/tmp/a b/odd\\nname \\xc3\\xa9 ^ \\\\ [x].txt'],
  ['f251', 'npipe'],
  ['p1', 'cprocess_api'],
  ['fcwd', 'n/'],
);

/** Written from the manual of lsof 4.91, which macOS brings; there was no Mac to record it on. */
const written = joined(
  ['p812', 'cPython'],
  ['fcwd', 'n/Users/zo\\xc3\\xab/env'],
  ['ftxt', 'n/Users/zo\\xc3\\xab/env/lib/python3.12/site-packages/torch/_C.cpython-312-darwin.so'],
  ['ftxt', 'n/usr/lib/dyld'],
  ['f4', 'n->0xabcdef'],
  ['f5', 'n127.0.0.1:8888'],
  ['p813', 'cGoogle\\x20Chrome Helper'],
);

test('processes are read with the paths of what they have open', () => {
  expect(parseLsof(recorded)).toEqual([
    {
      pid: 13722,
      name: 'python3',
      paths: ['/tmp/a b', '/usr/bin/python3.11', '/dev/null', '/tmp/a b/odd\nname é ^ \\ [x].txt'],
    },
    { pid: 1, name: 'process_api', paths: ['/'] },
  ]);
  expect(parseLsof(written)).toEqual([
    {
      pid: 812,
      name: 'Python',
      paths: [
        '/Users/zoë/env',
        '/Users/zoë/env/lib/python3.12/site-packages/torch/_C.cpython-312-darwin.so',
        '/usr/lib/dyld',
      ],
    },
    { pid: 813, name: 'Google Chrome Helper', paths: [] },
  ]);
});

test('output that was cut off at the end of the time is read up to there', () => {
  const cut = recorded.slice(0, recorded.indexOf('txt', 60));
  expect(parseLsof(cut)).toEqual([
    expect.objectContaining({ pid: 13722, paths: expect.arrayContaining(['/tmp/a b']) }),
  ]);
  expect(parseLsof('')).toEqual([]);
  expect(parseLsof('lsof: WARNING: nothing\n')).toEqual([]);
});
