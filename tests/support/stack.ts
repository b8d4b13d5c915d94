import { type Manifest, manifestSchema } from '../../shared/manifest.ts';
import { buildWheel, type Wheel } from './wheel.ts';

/**
 * A small stack on made-up packages: layers core (standin-alpha) and extra (standin-beta, which
 * needs standin-gamma), and standin-unwanted, which must be absent.
 */
export const stackManifest: Manifest = manifestSchema.parse({
  schemaVersion: 1,
  name: 'stand-in',
  title: 'Stand-in stack',
  python: '>=3.8',
  remove: ['standin-unwanted'],
  profiles: { core: ['core'] },
  layers: [
    {
      id: 'core',
      title: 'Core',
      requirements: ['standin-alpha>=1,<2'],
      checks: [{ kind: 'import', module: 'standin_alpha' }],
    },
    {
      id: 'extra',
      title: 'Extra',
      requirements: ['standin-beta'],
      checks: [
        { kind: 'import', module: 'standin_beta' },
        { kind: 'import', module: 'standin_gamma' },
      ],
    },
  ],
});

/** Pure Python and empty: it only bears the name, so that the default manifest's core layer can be installed offline. */
const double = (name: string, version: string): Wheel =>
  buildWheel({
    name,
    version,
    summary: `Test double, not the real ${name}`,
    modules: { [name]: '__test_double__ = True\n' },
  });

/** Wheels for stackManifest and for the profile core of shared/manifests/llm.json. */
export const stackWheels = (): Wheel[] => [
  buildWheel({ name: 'standin-alpha', version: '0.9.0' }),
  buildWheel({ name: 'standin-alpha', version: '1.0.0' }),
  buildWheel({ name: 'standin-alpha', version: '1.1.0' }),
  buildWheel({
    name: 'standin-beta',
    version: '2.0.0',
    requires: ['standin-gamma>=1'],
    modules: { standin_beta: 'import standin_gamma\n' },
  }),
  // Over 1 MiB, the size from which uv says what it downloads.
  buildWheel({ name: 'standin-gamma', version: '1.2.0', padBytes: 1_500_000 }),
  buildWheel({ name: 'standin-unwanted', version: '1.0.0' }),
  double('numpy', '2.3.5'),
  double('sympy', '1.14.0'),
  double('fsspec', '2025.10.0'),
];
