import { expect, test } from 'vitest';
import { torchTripleFindings } from '../../../../electron/engine/diagnose/torch-triple.ts';
import type { Platform } from '../../../../shared/manifest.ts';
import { machine } from '../../../support/machines.ts';

const look = (
  torch: string,
  partners: Record<string, [version: string, ...requires: string[]]>,
  platform: Platform = 'linux',
) => {
  const versions = { torch: [torch], ...partners };
  const installed = Object.entries(versions).map(([name, [version = '', ...requires]]) => ({
    name,
    version,
    distInfo: `/env/${name}.dist-info`,
    requires,
    local: false,
    modules: [name],
  }));
  return torchTripleFindings({
    inventory: { sitePackages: '/env', packages: installed, duplicates: [], entries: [], leftovers: [] },
    interpreter: null,
    machine: machine([], { platform }),
    choice: {
      python: null,
      asked: false,
      onCpu: false,
      cardLost: false,
      accelerator: { id: 'cpu', reason: '' },
      layers: [
        {
          layer: 'torch',
          title: 'PyTorch',
          accelerator: 'cpu',
          packages: ['torch', 'torchvision', 'torchaudio'].map((name) => ({ name, requirement: name })),
          sources: [],
        },
      ],
    },
  });
};

// torchvision 0.15.2's own METADATA says `torch (==2.0.1)`; the others are written in its manner.
test.each([
  ['2.0.1', ['0.15.2', 'torch (==2.0.1)'], ['2.0.2', 'torch (==2.0.1)']],
  ['2.0.0+cu118', ['0.15.1+cu118', 'torch (==2.0.0)'], ['2.0.1+cu118', 'torch (==2.0.0)']],
  ['2.0.1', ['0.15.2'], ['2.0.2']],
  ['2.5.1+cu124', ['0.20.1', 'torch==2.5.1'], ['2.5.1+cu124', 'torch==2.5.1']],
  ['2.5.1', ['0.20.1'], ['2.5.1']],
  [
    '2.6.0.dev20241112+cu124',
    ['0.20.0.dev20241112+cu124', 'torch==2.6.0.dev20241112'],
    ['2.5.0.dev20241112+cu124', 'torch==2.6.0.dev20241112'],
  ],
  ['2.6.0.dev20241112', ['0.20.0.dev20241112'], ['2.5.0.dev20241112']],
  ['2.5.0a0+872d972e41.nv24.8', ['0.20.0a0+afc54f7', 'torch'], ['2.5.0a0+56bc3af', 'torch']],
  ['2.5.1', ['0.20.1a0+3ac97aa'], ['2.5.1']],
] as const)('torch %s and its own %s, %s belong together', async (torch, torchvision, torchaudio) => {
  expect(await look(torch, { torchvision: [...torchvision], torchaudio: [...torchaudio] })).toEqual([]);
});

test('one for another torch is told, by what it says itself or by the table', async () => {
  const wrong = { code: 'torch-mismatch', package: 'torchvision', wanted: '0.20.1' };
  expect(await look('2.5.1', { torchvision: ['0.19.1', 'torch==2.4.1'] })).toMatchObject([wrong]);
  expect(await look('2.5.1', { torchvision: ['0.19.1'] })).toMatchObject([wrong]);
  expect(await look('2.5.1', { torchvision: ['0.20.1', 'torch==2.4.1'] })).toEqual([]);
  expect(await look('2.5.1', { torchaudio: ['2.4.1', 'torch'] })).toMatchObject([{ wanted: '2.5.1' }]);
});

test('one for another build of the same torch is told', async () => {
  const versions = { torchvision: ['0.20.1+cpu', 'torch==2.5.1'] } as const;
  expect(await look('2.5.1+cu124', { torchvision: [...versions.torchvision] })).toMatchObject([
    { package: 'torchvision', version: '0.20.1+cpu', wanted: '0.20.1+cu124' },
  ]);
});

test('on Windows one that names no build is for the CPU, which is none for a GPU’s torch', async () => {
  const bare = { torchvision: ['0.20.1', 'torch==2.5.1'] } as const;
  const on = (platform: Platform, torch: string) => look(torch, { torchvision: [...bare.torchvision] }, platform);
  expect(await on('win32', '2.5.1+cu124')).toMatchObject([
    { code: 'torch-mismatch', package: 'torchvision', version: '0.20.1', wanted: '0.20.1+cu124' },
  ]);
  expect(await on('win32', '2.5.1+cpu')).toEqual([]);
  expect(await on('win32', '2.5.1')).toEqual([]);
  expect(await on('linux', '2.5.1+cu124')).toEqual([]);
  const own = { torchvision: ['0.20.1a0+3ac97aa', 'torch==2.5.1'] } as const;
  expect(await look('2.5.1+cu124', { torchvision: [...own.torchvision] }, 'win32')).toEqual([]);
});
