import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRecord } from '../../../../../electron/engine/tools/packages/record.ts';

test('reads paths, hashes and sizes, with quotes and either line end', () => {
  const text = [
    'numpy/__init__.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0',
    '"odd,name/""q"".py",sha256=abc,12',
    '../../Scripts/f2py.exe,sha256=def,108409',
    'numpy-2.1.0.dist-info/RECORD,,',
    '',
  ].join('\r\n');
  expect(parseRecord(text)).toEqual([
    { path: 'numpy/__init__.py', hash: 'sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU', size: '0' },
    { path: 'odd,name/"q".py', hash: 'sha256=abc', size: '12' },
    { path: '../../Scripts/f2py.exe', hash: 'sha256=def', size: '108409' },
    { path: 'numpy-2.1.0.dist-info/RECORD', hash: '', size: '' },
  ]);
  expect(parseRecord('\uFEFFa.py,h,1')).toEqual([{ path: 'a.py', hash: 'h', size: '1' }]);
});

test('a file that was cut off in the middle gives what there is', () => {
  expect(parseRecord('a.py,h,1\nb.py,sha2').map(({ path }) => path)).toEqual(['a.py', 'b.py']);
  expect(parseRecord('a.py,h,1\n"b.py').map(({ path }) => path)).toEqual(['a.py', 'b.py']);
  expect(parseRecord('a.py,h,1\n"b".py,h,2\nc.py,h,3').map(({ path }) => path)).toEqual(['a.py', 'b.py', 'c.py']);
  expect(parseRecord('\0\0\0\0').map(({ path }) => path)).toEqual(['\0\0\0\0']);
});

test('a line of many fields, and more lines than any package has, cost no more than their length', () => {
  expect(parseRecord(`a.py${',"'.repeat(300_001)}\n`)).toHaveLength(1);
  expect(parseRecord(`"${'""'.repeat(1_000_000)}`)).toHaveLength(1);
  expect(parseRecord('a\n'.repeat(600_000))).toHaveLength(500_000);
});

test('whatever was written by a CSV writer comes back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ',', '"', '\r', '\n', ' ', '/') });
  const rows = fc.array(
    fc.tuple(
      cell.filter((path) => path !== ''),
      cell,
      cell,
    ),
  );
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(rows, fc.constantFrom('\n', '\r\n'), (entries, end) => {
      const text = entries.map((row) => row.map(quote).join(',') + end).join('');
      expect(parseRecord(text)).toEqual(entries.map(([path, hash, size]) => ({ path, hash, size })));
    }),
  );
});

test('any text at all is read to its end without a throw', () => {
  const nasty = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', '\0', '/') });
  fc.assert(
    fc.property(nasty, (text) => {
      expect(parseRecord(`${text}\n"\nlast.py,h,1\n`).map(({ path }) => path)).not.toContain('');
      expect(parseRecord(`${text.replaceAll('"', '')}\nlast.py,h,1\n`).at(-1)).toEqual({
        path: 'last.py',
        hash: 'h',
        size: '1',
      });
    }),
  );
});
