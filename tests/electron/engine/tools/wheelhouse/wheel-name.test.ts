import { expect, test } from 'vitest';
import { readArchiveName, readWheelName } from '../../../../../electron/engine/tools/wheelhouse/wheel-name.ts';

test.each([
  ['torch-2.5.1+cu124-cp312-cp312-win_amd64.whl', { name: 'torch', version: '2.5.1+cu124' }],
  [
    'Zope.Interface-7.0-1-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
    { name: 'zope-interface', version: '7.0' },
  ],
  ['standin-1!2.0-py2.py3-none-any.whl', { name: 'standin', version: '1!2.0' }],
])('%s', (filename, expected) => {
  expect(readWheelName(filename)).toEqual(expected);
});

test.each([
  '../standin-1.0-py3-none-any.whl',
  'a/standin-1.0-py3-none-any.whl',
  'a\\standin-1.0-py3-none-any.whl',
  'C:standin-1.0-py3-none-any.whl',
  'standin-1.0-py3-none-any.whl:stream',
  'standin-1.0-py3-none-any.whl ',
  'standin-1.0-py3-none-any.whl.',
  '.standin-1.0-py3-none-any.whl',
  'con.x-1.0-py3-none-any.whl',
  'standin-1.0.tar.gz',
  'standin-1.0-py3-none.whl',
  `standin-1.0-py3-none-${'a'.repeat(200)}.whl`,
  'standin-1.0-py3-none-any.whl\n',
  '',
])('no wheel has the name %j', (filename) => {
  expect(readWheelName(filename)).toBeNull();
});

test('the wheelhouse holds wheels and source archives', () => {
  expect(readArchiveName('standin-1.0-py3-none-any.whl')).toEqual({ name: 'standin', version: '1.0' });
  expect(readArchiveName('plan-9-1.tar.gz', 'plan-9')).toEqual({ name: 'plan-9', version: '1' });
});

test.each(['../standin-1.0.tar.gz', 'a\\standin-1.0.zip', 'con-1.0.tar.gz:x', 'nul.x-1.0.zip', '.standin-1.0.tar.gz'])(
  'no source archive has the name %j',
  (filename) => {
    expect(readArchiveName(filename)).toBeNull();
  },
);
