import { expect, test } from 'vitest';
import { foreignModules } from '../../../../../electron/engine/tools/audit/foreign-abi.ts';

const foreign = (paths: readonly string[], abi: string, platform: NodeJS.Platform): string[] =>
  foreignModules(paths, abi, platform).map(({ path, found }) => `${path}: ${found}`);

test('names of every system and their tags', () => {
  expect(
    foreign(['p/_a.cpython-312-x86_64-linux-gnu.so', 'p/_b.cpython-312-aarch64-linux-musl.so'], 'cp312', 'linux'),
  ).toEqual([]);
  expect(foreign(['p/_a.cp312-win_amd64.pyd', 'p/_b.cp312-win_arm64.pyd', 'p/c.pyd'], 'cp312', 'win32')).toEqual([]);
  expect(foreign(['p/_a.cpython-312-darwin.so'], 'cp312', 'darwin')).toEqual([]);
  expect(foreign(['p/_a.cpython-311-x86_64-linux-gnu.so'], 'cp312', 'linux')).toEqual([
    'p/_a.cpython-311-x86_64-linux-gnu.so: cp311',
  ]);
  expect(foreign(['p/_a.cp311-win_amd64.pyd'], 'cp312', 'win32')).toEqual(['p/_a.cp311-win_amd64.pyd: cp311']);
  expect(foreign(['_a.cpython-36m-x86_64-linux-gnu.so'], 'cp36', 'linux')).toEqual([]);
});

test('free-threaded builds are another ABI, either way', () => {
  expect(foreign(['_a.cpython-313t-x86_64-linux-gnu.so'], 'cp313t', 'linux')).toEqual([]);
  expect(foreign(['_a.cpython-313t-x86_64-linux-gnu.so'], 'cp313', 'linux')).toHaveLength(1);
  expect(foreign(['_a.cpython-313-x86_64-linux-gnu.so'], 'cp313t', 'linux')).toHaveLength(1);
  expect(foreign(['_a.cp313t-win_amd64.pyd'], 'cp313t', 'win32')).toEqual([]);
});

test('what any Python loads, and libraries that are no modules, are fine', () => {
  const fine = [
    '_a.abi3.so',
    'lib/libtorch_python.so',
    'plain.so',
    'lib/libfoo.so.3',
    'libfoo.3.dylib',
    'x/y.dll',
    'a.py',
  ];
  expect(foreign(fine, 'cp312', 'linux')).toEqual([]);
});

test('another system’s endings', () => {
  expect(foreign(['a/_x.cp312-win_amd64.pyd', 'a/_y.cpython-312-darwin.so', 'a/z.pyd'], 'cp312', 'linux')).toEqual([
    'a/_x.cp312-win_amd64.pyd: win32',
    'a/_y.cpython-312-darwin.so: darwin',
    'a/z.pyd: win32',
  ]);
  expect(foreign(['_x.cpython-312-x86_64-linux-gnu.so'], 'cp312', 'darwin')).toHaveLength(1);
});

test('one beside a fitting module of the same name and folder does no harm', () => {
  const other = 'p/_a.cpython-311-x86_64-linux-gnu.so';
  expect(foreign([other, 'p/_a.cpython-312-x86_64-linux-gnu.so'], 'cp312', 'linux')).toEqual([]);
  expect(foreign([other, 'p/_a.abi3.so'], 'cp312', 'linux')).toEqual([]);
  expect(foreign([other, 'q/_a.cpython-312-x86_64-linux-gnu.so'], 'cp312', 'linux')).toHaveLength(1);
});
