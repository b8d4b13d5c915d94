import { describe, expect, it } from 'vitest';
import { evaluateMarker } from '../../../electron/engine/markers.ts';

const environment = {
  python_version: '3.12',
  python_full_version: '3.12.4',
  os_name: 'posix',
  sys_platform: 'linux',
  platform_machine: 'x86_64',
  platform_version: '#1 SMP 6.1.0',
  platform_python_implementation: 'CPython',
};

describe('a marker', () => {
  // Recorded from packaging's Marker.evaluate with this environment.
  it.each([
    ["'3.8' > python_version", false],
    ["'3.8' <= python_version", true],
    ['"3.13" > python_version', true],
    ['"3.12" == python_version', true],
    ['"3.12.9" >= python_full_version', true],
    ["python_version < '3.8'", false],
    ["python_version >= '3.9' and '3.13' > python_version", true],
    ["python_version == '3.*'", true],
    ["'linux' == sys_platform", true],
    ["'linux' in sys.platform", true],
    ["os.name == 'nt'", false],
    ["os.name == 'posix'", true],
    ["python_implementation == 'CPython'", true],
    ["platform.python_implementation != 'CPython'", false],
    ["platform.machine == 'x86_64'", true],
    ["'SMP' in platform.version", true],
    ["constructor == 'x'", null],
    ["nonsense == 'x'", null],
  ])('%s is %s', (marker, expected) => {
    expect(evaluateMarker(marker, environment, new Set())).toBe(expected);
  });
});
