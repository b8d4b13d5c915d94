import { expect, test } from 'vitest';
import { buildOfVersion, buildOfVersionFile } from '../../../../../electron/engine/tools/packages/torch-build.ts';

/** As torch's setup.py writes it. */
const versionFile = (fields: string): string => `from typing import Optional

__all__ = ['__version__', 'debug', 'cuda', 'git_version', 'hip', 'xpu']
__version__ = '2.5.1+cu124'
debug = False
${fields}
`;

test.each([
  [
    "cuda: Optional[str] = '12.4'\ngit_version = 'a8d6afb511a69687bbb2b7e88a3cf67917e1697e'\nhip: Optional[str] = None\nxpu: Optional[str] = None",
    'cu124',
  ],
  ['cuda: Optional[str] = None\nhip: Optional[str] = None\nxpu: Optional[str] = None', 'cpu'],
  ["cuda = '11.8'\nhip = None", 'cu118'],
  ['cuda = "13.0"\r', 'cu130'],
  ["cuda: Optional[str] = None\nhip: Optional[str] = '6.2.41133-dd7f95766'", 'rocm6.2'],
  ["cuda: Optional[str] = None\nhip: Optional[str] = None\nxpu: Optional[str] = '20250000'", 'xpu'],
  ['cuda = None', 'cpu'],
  ['', null],
  ["# cuda = '12.4'", null],
  ['cuda = get_version()', null],
])('%j is %s', (fields, build) => expect(buildOfVersionFile(versionFile(fields))).toBe(build));

test.each([
  ['2.5.1+cu124', 'cu124'],
  ['2.5.1+cpu', 'cpu'],
  ['2.5.1+rocm6.2', 'rocm6.2'],
  ['2.6.0+xpu', 'xpu'],
  ['2.5.1', null],
  ['2.5.0a0+gitabc1234', null],
])('dist-info %s is %s', (version, build) => expect(buildOfVersion(version)).toBe(build));
