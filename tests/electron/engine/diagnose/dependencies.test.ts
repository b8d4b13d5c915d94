import { expect, test } from 'vitest';
import { dependencyFindings } from '../../../../electron/engine/diagnose/dependencies.ts';
import type { InstalledPackage } from '../../../../electron/engine/interfaces/packages.ts';
import type { InspectedPython } from '../../../../electron/engine/interfaces/python.ts';

const interpreter: InspectedPython = {
  path: '/env/bin/python',
  version: '3.12.4',
  platform: 'linux-x86_64',
  canMakeEnvironments: true,
  prefix: '/env',
  inEnvironment: true,
  abi: 'cp312',
  markers: { python_version: '3.12' },
  systemPackages: [],
};
const installed = (name: string, version: string, requires: string[] = []): InstalledPackage => ({
  name,
  version,
  distInfo: `/env/lib/${name}.dist-info`,
  requires,
  local: false,
  modules: [name],
});
const look = (packages: InstalledPackage[], systemPackages: string[] = []) =>
  dependencyFindings({
    inventory: { sitePackages: '/env/lib', packages, duplicates: [], entries: [], leftovers: [] },
    interpreter: { ...interpreter, systemPackages },
    choice: {
      python: null,
      accelerator: { id: 'cpu', reason: '' },
      asked: false,
      onCpu: false,
      cardLost: false,
      layers: [
        {
          layer: 'core',
          title: 'Core',
          accelerator: null,
          packages: [{ name: 'omegaconf', requirement: 'omegaconf' }],
          sources: [],
        },
      ],
    },
  });

test('old clauses and old markers are read as pip reads them', async () => {
  const requires = ['PyYAML (>=5.1.*)', "dataclasses ; '3.7' > python_version", 'pytz (>dev)'];
  const found = await look([
    installed('omegaconf', '2.0.6', requires),
    installed('pyyaml', '6.0.4'),
    installed('pytz', '2004d'),
  ]);
  expect(found).toEqual([]);
});

test('what is named twice in two spellings is told once', async () => {
  const by = installed('pymupdf', '1.26', ['pymupdf-layout==1.26', 'pymupdf_layout==1.26']);
  expect(await look([by])).toEqual([
    {
      code: 'dependency-missing',
      package: 'pymupdf-layout',
      requirement: 'pymupdf-layout==1.26',
      by: 'pymupdf',
      needed: false,
    },
  ]);
});

test('what the computer’s own Python provides is there for a package beside the stack, not for the stack', async () => {
  const beside = installed('rich', '13', ['markdown-it-py>=2']);
  expect(await look([beside], ['markdown-it-py'])).toEqual([]);
  expect(await look([beside], ['pygments'])).toMatchObject([{ package: 'markdown-it-py', needed: false }]);
  const needed = installed('omegaconf', '2.3', ['markdown-it-py>=2']);
  expect(await look([needed], ['markdown-it-py'])).toMatchObject([{ package: 'markdown-it-py', needed: true }]);
});
