import { describe, expect, it } from 'vitest';
import { alsoNeeded } from '../../../electron/engine/also-needed.ts';
import type { InstalledPackage } from '../../../electron/engine/interfaces/packages.ts';
import type { Pin } from '../../../electron/engine/interfaces/wheels.ts';

const installed = (name: string, version: string, ...requires: string[]): InstalledPackage => ({
  name,
  version,
  distInfo: '',
  requires,
  local: false,
  modules: [],
});
const pin = (name: string, version: string): Pin => ({
  name,
  version,
  bytes: null,
  sha256: null,
  url: null,
  requires: [],
});
const alongside = (staged: InstalledPackage, old: InstalledPackage[], pins: Pin[]): string[] =>
  alsoNeeded({ staged: [staged], installed: old, pins, markers: { python_version: '3.12' } }).map(({ name }) => name);

describe('what comes along with a new package', () => {
  it('is what it needs in another version, and what it does not go with', () => {
    const old = [installed('urllib3', '1.26'), installed('scipy', '1.11', 'numpy<2')];
    const pins = [pin('urllib3', '2.0'), pin('scipy', '1.14')];
    expect(alongside(installed('requests', '2.32', 'urllib3>=2'), old, pins)).toEqual(['urllib3']);
    expect(alongside(installed('numpy', '2.2'), old, pins)).toEqual(['scipy']);
  });

  it('is nothing that meets what is asked of it, whatever the resolution would have chosen', () => {
    const old = [installed('six', '2.0.dev0'), installed('numpy', '2.2.6')];
    const staged = installed('requests', '2.32', 'six>=1', 'numpy<2; python_version<"3.9"');
    expect(alongside(staged, old, [pin('six', '1.17'), pin('numpy', '2.4.6')])).toEqual([]);
  });

  it('is nothing in the version that is installed', () => {
    expect(alongside(installed('a', '1', 'b>=9'), [installed('b', '1')], [pin('b', '1')])).toEqual([]);
  });
});
