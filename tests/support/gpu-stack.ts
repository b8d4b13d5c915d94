import { type Manifest, manifestSchema } from '../../shared/manifest.ts';
import { standInTorch, standInTorchFiles } from './stand-in-torch.ts';
import { buildWheel, type Wheel } from './wheel.ts';

const triple = (torch: string, torchvision: string, local: string): string[] => [
  `torch==${torch}${local}`,
  `torchvision==${torchvision}${local}`,
  `torchaudio==${torch}${local}`,
];

const variant = (accelerator: string, torch: string, torchvision: string) => ({
  accelerator,
  requirements: triple(torch, torchvision, ''),
  sources: [{ index: 'default', requirements: triple(torch, torchvision, `+${accelerator}`) }],
});

const imports = (...modules: string[]) => modules.map((module) => ({ kind: 'import', module }));

/** The default stack in small, of stand-ins. */
export const gpuManifest = (more: { llm?: string[]; variants?: object[] } = {}): Manifest =>
  manifestSchema.parse({
    schemaVersion: 1,
    name: 'gpu',
    title: 'GPU stack',
    python: '>=3.8',
    remove: ['torchao'],
    retry: { attempts: 3, waitSeconds: [0] },
    layers: [
      {
        id: 'core',
        title: 'Core',
        requirements: ['numpy>=2', 'standin-ext'],
        checks: imports('numpy', 'standin_ext'),
      },
      {
        id: 'torch',
        title: 'PyTorch',
        requirements: [],
        variants: more.variants ?? [
          variant('cu124', '2.5.1', '0.20.1'),
          variant('cu128', '2.7.1', '0.22.1'),
          variant('cpu', '2.5.1', '0.20.1'),
        ],
        checks: [...imports('torch', 'torchvision', 'torchaudio'), { kind: 'accelerator' }],
      },
      {
        id: 'llm',
        title: 'Language models',
        requirements: more.llm ?? ['standin-llm<2'],
        checks: imports('standin_llm'),
      },
    ],
  });

const builds: [local: string, cuda: string | null, torch: string, torchvision: string][] = [
  ['cpu', null, '2.5.1', '0.20.1'],
  ['cu124', '12.4', '2.5.1', '0.20.1'],
  ['cu124', '12.4', '2.4.1', '0.19.1'],
  ['cu128', '12.8', '2.7.1', '0.22.1'],
];

const abiWarning =
  'import sys\nsys.stderr.write("A module that was compiled using NumPy 1.x cannot be run in\\nNumPy 2.3.5 as it may crash.\\n")\n';

export const gpuWheels = (): Wheel[] => [
  buildWheel({ name: 'numpy', version: '2.3.5', summary: 'Test double, not the real numpy' }),
  buildWheel({ name: 'standin-ext', version: '0.9.0', modules: { standin_ext: abiWarning } }),
  buildWheel({ name: 'standin-ext', version: '1.0.0' }),
  buildWheel({ name: 'torchao', version: '0.7.0', summary: 'Test double, not the real torchao' }),
  ...builds.flatMap(([local, cuda, torch, torchvision]) => [
    standInTorch(`${torch}+${local}`, cuda, ['numpy']),
    ...[
      ['torchvision', torchvision],
      ['torchaudio', torch],
    ].map(([name = '', version = '']) =>
      buildWheel({
        name,
        version: `${version}+${local}`,
        summary: `Test double, not the real ${name}`,
        modules: { [name]: 'import torch\n' },
        requires: [`torch==${torch}`],
      }),
    ),
  ]),
  // Under a version of its own without a local part, as the default index has torch for Windows.
  standInTorch('2.5.9', null, ['numpy']),
  buildWheel({ name: 'torchvision', version: '0.20.9' }),
  buildWheel({ name: 'torchaudio', version: '2.5.9' }),
  buildWheel({ name: 'standin-llm', version: '1.0.0', requires: ['torch'] }),
  // A package that brings files of a CPU torch along.
  buildWheel({
    name: 'standin-llm',
    version: '2.0.0',
    modules: { standin_llm: '' },
    files: standInTorchFiles('2.5.1+cpu', null),
    requires: ['torch'],
  }),
  buildWheel({ name: 'standin-llm', version: '3.0.0', requires: ['torch==2.5.1+cpu'] }),
];
