import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { type Manifest, manifestSchema } from '../../shared/manifest.ts';
import { testPython } from './python.ts';
import { buildWheel, type Wheel } from './wheel.ts';

/**
 * A stack of made-up packages on which each kind of damage can be made: scripts, nested folders,
 * names in other letters, native code, a namespace that two packages share, a dependency that no
 * layer names, and doubles that bear the names numpy, torch, torchvision and torchaudio.
 */
export const zooManifest: Manifest = manifestSchema.parse({
  schemaVersion: 1,
  name: 'zoo',
  title: 'Zoo',
  python: '>=3.8',
  remove: ['zoo-unwanted'],
  retry: { attempts: 2, waitSeconds: [0] },
  layers: [
    {
      id: 'core',
      title: 'Core',
      requirements: ['zoo-alpha>=1,<2', 'zoo-native', 'numpy', 'zoo-ext', 'zoo-lib', 'zoo-large'],
      checks: ['zoo_alpha', 'numpy', 'zoo_ext', 'zoo_lib', 'zoo_large'].map((module) => ({ kind: 'import', module })),
    },
    {
      id: 'torch',
      title: 'PyTorch',
      requirements: ['torchvision', 'torchaudio==2.5.1'],
      variants: ['cu124', 'cpu'].map((accelerator) => ({
        accelerator,
        requirements: ['torch==2.5.1'],
        sources: [
          {
            index: 'default',
            ...(accelerator === 'cpu' ? { requirements: ['torch==2.5.1+cpu'] } : {}),
          },
        ],
      })),
      checks: [{ kind: 'import', module: 'torch' }],
    },
    {
      id: 'extra',
      title: 'Extra',
      requirements: ['zoo-beta', 'zoo-shared-a', 'zoo-shared-b', 'zoo-run'],
      checks: [
        { kind: 'import', module: 'zoo_beta' },
        { kind: 'import', module: 'zoo_ns.a' },
        { kind: 'run', module: 'zoo_run.check', arguments: [] },
      ],
    },
  ],
});

/** Bytes of each large file, more than what the default diagnosis hashes. */
const largeBytes = 100 * 1024;

const large = (beginning: string, rest = '#'): string => beginning + rest.repeat(largeBytes - beginning.length);

/** What an extension module's name says of this machine's Python, such as cpython-312-x86_64-linux-gnu. */
const tags = (): { own: string; python: string; platform: string } => {
  const text = execFileSync(
    testPython() ?? 'python3',
    [
      '-c',
      'import sys, sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX")); print("cp%d%d" % sys.version_info[:2]); print(sysconfig.get_platform().replace("-", "_").replace(".", "_"))',
    ],
    { encoding: 'utf8' },
  );
  const [own = '', python = '', platform = ''] = text.trim().split('\n');
  return { own: own.replace(/^\.|\.so$/g, ''), python, platform };
};

/** A real shared library: the smallest that this machine's Python itself has loaded. */
const library = (): Buffer => {
  const maps = execFileSync(testPython() ?? 'python3', ['-c', 'print(open("/proc/self/maps").read())'], {
    encoding: 'utf8',
  });
  const paths = [...new Set(maps.match(/\/\S+\.so[.\d]*$/gm) ?? [])].filter((path) => !path.includes('/ld-'));
  const [smallest] = paths.sort((a, b) => statSync(a).size - statSync(b).size);
  if (smallest === undefined) throw new Error('this machine’s Python has no shared library');
  return readFileSync(smallest);
};

/** zoo-native for one Python: the tag chooses the wheel, the file's name says what it was built for. */
const native = (python: string, platform: string, suffix: string): Wheel =>
  buildWheel({
    name: 'zoo-native',
    version: '1.0.0',
    tag: `${python}-${python}-${platform}`,
    files: {
      [`zoo_native/_core.${suffix}.so`]: `not really code, for ${python}`,
      'zoo_native.libs/libzoo-1.so': 'not really a library',
    },
  });

const torch = (local: string, cuda: string): Wheel =>
  buildWheel({
    name: 'torch',
    version: `2.5.1+${local}`,
    summary: 'Test double, not the real torch',
    files: { 'torch/version.py': `__version__ = '2.5.1+${local}'\ncuda = ${cuda}\n` },
  });

/** zoo-native as a wheel for Python 3.9, as it lies in a folder that was copied from another environment. */
export const nativeForOther = (): Wheel => native('cp39', tags().platform, 'cpython-39-x86_64-linux-gnu');

export const zooWheels = (): Wheel[] => {
  const { own, python, platform } = tags();
  return [
    ...['0.9.0', '1.0.0'].map((version) =>
      buildWheel({
        name: 'zoo-alpha',
        version,
        modules: { zoo_alpha: 'def main():\n    print("alpha")\n' },
        files: {
          'zoo_alpha/deep/inner/leaf.py': 'leaf = 1\n',
          'zoo_alpha/größe – 大.txt': 'größe\n',
          [`zoo_alpha-${version}.dist-info/entry_points.txt`]: '[console_scripts]\nzoo-alpha = zoo_alpha:main\n',
        },
      }),
    ),
    native(python, platform, own),
    buildWheel({
      name: 'numpy',
      version: '2.3.5',
      summary: 'Test double, not the real numpy',
      modules: { numpy: 'import numpy._core._multiarray_umath\n', 'numpy._core': '' },
      files: { 'numpy/_core/_multiarray_umath.py': '' },
    }),
    buildWheel({
      name: 'zoo-ext',
      version: '0.9.0',
      modules: {
        zoo_ext:
          'import sys\nsys.stderr.write("A module that was compiled using NumPy 1.x cannot be run in\\nNumPy 2.3.5 as it may crash.\\n")\n',
      },
    }),
    buildWheel({ name: 'zoo-ext', version: '1.0.0' }),
    buildWheel({
      name: 'zoo-lib',
      version: '1.0.0',
      modules: {
        zoo_lib:
          'import ctypes, os\nctypes.CDLL(os.path.join(os.path.dirname(__file__), "..", "zoo_lib.libs", "libzoo.so"))\n',
      },
      files: { 'zoo_lib.libs/libzoo.so': library() },
    }),
    buildWheel({
      name: 'zoo-large',
      version: '1.0.0',
      modules: { zoo_large: 'from zoo_large import big\n' },
      files: { 'zoo_large/big.py': large('value = 1\n') },
    }),
    torch('cpu', 'None'),
    torch('cu124', "'12.4'"),
    buildWheel({ name: 'torchvision', version: '0.19.1' }),
    buildWheel({ name: 'torchvision', version: '0.20.1' }),
    buildWheel({ name: 'torchaudio', version: '2.5.1' }),
    buildWheel({
      name: 'zoo-beta',
      version: '2.0.0',
      requires: ['zoo-gamma>=1'],
      modules: { zoo_beta: 'import zoo_gamma\n' },
    }),
    buildWheel({ name: 'zoo-gamma', version: '0.5.0' }),
    buildWheel({ name: 'zoo-gamma', version: '1.2.0' }),
    ...['a', 'b'].map((letter) =>
      buildWheel({
        name: `zoo-shared-${letter}`,
        version: '1.0.0',
        modules: {},
        files: { 'zoo_ns/__init__.py': '# shared\n', [`zoo_ns/${letter}.py`]: '' },
      }),
    ),
    buildWheel({
      name: 'zoo-run',
      version: '1.0.0',
      files: {
        'zoo_run/check.py':
          'import os\nassert open(os.path.join(os.path.dirname(__file__), "state.txt")).read().startswith("well"), "not well"\n',
        'zoo_run/state.txt': large('well'),
      },
    }),
    buildWheel({ name: 'zoo-unwanted', version: '1.0.0' }),
    ...['3.0.0', '4.0.0'].map((version) =>
      buildWheel({ name: 'zoo-other', version, files: { 'zoo_other/more.py': 'more = 1\n' } }),
    ),
  ];
};

/** Text as long as a large file of the zoo, with another beginning. */
export const otherLarge = (beginning: string): string => large(beginning);
