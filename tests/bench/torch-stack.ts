import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findSitePackages } from '../../electron/engine/tools/packages/site-packages.ts';
import { testPython } from '../support/python.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

interface Model {
  name: string;
  version: string;
  /** Python sources: how many, and the average size. */
  sources: [count: number, bytes: number];
  /** Extension modules. */
  modules: [count: number, bytes: number];
  /** Shared libraries, each of its size. */
  libraries: readonly number[];
}

/** Modelled on what `torch==2.5.1+cu124` and what stands beside it install; the largest libraries are cut short. */
const models: readonly Model[] = [
  {
    name: 'torch',
    version: '2.5.1',
    sources: [5200, 11 * KiB],
    modules: [4, 60 * KiB],
    libraries: [240, 110, 60].map((n) => n * MiB),
  },
  {
    name: 'nvidia-cudnn',
    version: '9.1',
    sources: [20, 4 * KiB],
    modules: [0, 0],
    libraries: [130, 90, 60, 20].map((n) => n * MiB),
  },
  {
    name: 'nvidia-cublas',
    version: '12.4',
    sources: [10, 8 * KiB],
    modules: [0, 0],
    libraries: [180, 100].map((n) => n * MiB),
  },
  { name: 'transformers', version: '4.46', sources: [2900, 17 * KiB], modules: [0, 0], libraries: [] },
  { name: 'sympy', version: '1.13', sources: [1500, 16 * KiB], modules: [0, 0], libraries: [] },
  { name: 'numpy', version: '2.1', sources: [520, 20 * KiB], modules: [20, 500 * KiB], libraries: [24 * MiB] },
  { name: 'scipy', version: '1.14', sources: [900, 15 * KiB], modules: [110, 450 * KiB], libraries: [24 * MiB] },
  { name: 'pandas', version: '2.2', sources: [1300, 13 * KiB], modules: [45, 550 * KiB], libraries: [] },
  { name: 'scikit-learn', version: '1.5', sources: [700, 14 * KiB], modules: [70, 300 * KiB], libraries: [] },
];

export interface Stack {
  root: string;
  /** Full paths of the files that a deep audit hashes. */
  files: string[];
  bytes: number;
  /** What asks for it, so that a diagnosis finds nothing. */
  manifest: string;
}

/** A real environment with packages of that shape, their RECORDs valid. Contents cannot be compressed or shared. */
export const makeTorchStack = async (folder: string): Promise<Stack> => {
  const python = testPython();
  if (python === null) throw new Error('the benchmark needs a Python on this machine');
  const root = join(folder, 'env');
  execFileSync(python, ['-I', '-m', 'venv', '--without-pip', root]);
  const site = await findSitePackages(root);
  if (site === null) throw new Error('no site-packages');
  const stack: Stack = { root, files: [], bytes: 0, manifest: join(folder, 'manifest.json') };
  for (const model of models) await install(site, model, stack);
  await writeFile(stack.manifest, JSON.stringify(manifestOf(models.map(({ name }) => name))));
  return stack;
};

const manifestOf = (requirements: readonly string[]) => ({
  schemaVersion: 1,
  name: 'bench',
  title: 'Benchmark',
  python: '>=3.10',
  layers: [{ id: 'all', title: 'All', requirements, checks: [{ kind: 'import', module: 'torch' }] }],
});

const install = async (site: string, model: Model, stack: Stack): Promise<void> => {
  const module = model.name.replaceAll('-', '_');
  const info = `${module}-${model.version}.dist-info`;
  const record: string[] = [];
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    const full = join(site, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, bytes);
    record.push(`${path},sha256=${createHash('sha256').update(bytes).digest('base64url')},${bytes.length}`);
    stack.files.push(full);
    stack.bytes += bytes.length;
  };
  const many = async (count: number, average: number, nameOf: (at: number) => string): Promise<void> => {
    // From a tenth of the average to nearly twice as much.
    for (let at = 0; at < count; at += 1)
      await put(nameOf(at), noise(Math.round(average * (0.1 + (1.8 * at) / count))));
  };
  await put(`${module}/__init__.py`, Buffer.from(`__version__ = '${model.version}'\n`));
  await many(...model.sources, (at) => `${module}/part_${at % 90}/file_${at}.py`);
  await many(...model.modules, (at) => `${module}/native/_module_${at}.abi3.so`);
  for (const [at, bytes] of model.libraries.entries()) await put(`${module}/lib/library_${at}.so.${at}`, noise(bytes));
  await put(`${info}/METADATA`, Buffer.from(`Metadata-Version: 2.1\nName: ${model.name}\nVersion: ${model.version}\n`));
  await put(`${info}/WHEEL`, Buffer.from('Wheel-Version: 1.0\nTag: py3-none-any\n'));
  await writeFile(join(site, info, 'RECORD'), `${record.join('\n')}\n${info}/RECORD,,\n`);
};

/** One long noise, of which every file is another piece. */
const source = new Uint32Array(64 * MiB);
let state = 0x2545f491;
for (let at = 0; at < source.length; at += 1) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  source[at] = state;
}
const bytes = new Uint8Array(source.buffer);
let from = 0;
const noise = (count: number): Uint8Array => {
  from = (from + 4099) % (bytes.length - count);
  return bytes.subarray(from, from + count);
};
