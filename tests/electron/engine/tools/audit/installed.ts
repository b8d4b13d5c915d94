import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditRequest, PackageAudit } from '../../../../../electron/engine/interfaces/audit.ts';
import { createAudit } from '../../../../../electron/engine/tools/audit.ts';
import { findSitePackages } from '../../../../../electron/engine/tools/packages/site-packages.ts';
import { pythonIn } from '../../../../support/cli.ts';
import { copyTree } from '../../../../support/copy-tree.ts';
import { testPython, testUv } from '../../../../support/python.ts';
import { buildWheel, type WheelContents } from '../../../../support/wheel.ts';

/** Endings of an extension module for CPython 3.12 and 3.11 on this system. */
export const endings = {
  linux: { own: '.cpython-312-x86_64-linux-gnu.so', other: '.cpython-311-x86_64-linux-gnu.so' },
  darwin: { own: '.cpython-312-darwin.so', other: '.cpython-311-darwin.so' },
  win32: { own: '.cp312-win_amd64.pyd', other: '.cp311-win_amd64.pyd' },
}[process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'];

const manyBytes = 100 * 1024;

const stack = (platform: string): WheelContents[] => [
  {
    name: 'Alpha.Kit',
    version: '1.0',
    tag: `py3-none-${platform}`,
    extras: { x: ['six>=1'] },
    modules: { alpha_kit: 'def main(): pass\n', 'alpha_kit.inner': '' },
    files: {
      'alpha_kit/ünï cöde.txt': 'text',
      'alpha_kit/empty.txt': '',
      'alpha_kit/cacert.pem': 'certificates\n',
      'alpha_kit/matplotlibrc': 'backend: svg\n',
      'alpha_kit/model.bin': new Uint8Array(manyBytes).fill(7),
      'alpha_kit/libbig.so.1': new Uint8Array(manyBytes).fill(8),
      [`alpha_kit/_core${endings.own}`]: 'native',
      [`alpha_kit/_many${endings.own}`]: 'native',
      [`alpha_kit/_many${endings.other}`]: 'native',
      'alpha_kit/_stable.abi3.so': 'native',
      'alpha_kit-1.0.data/scripts/alpha-run': '#!python\nprint(1)\n',
      'alpha_kit-1.0.data/data/share/alpha/readme.txt': 'shared',
      'alpha_kit-1.0.dist-info/entry_points.txt': '[console_scripts]\nalpha = alpha_kit:main\n',
    },
  },
  { name: 'beta', version: '2.0', modules: { beta: '' }, files: { 'common/__init__.py': '# of beta\n' } },
  { name: 'gamma', version: '3.0', modules: { gamma: '' }, files: { 'common/__init__.py': '# of gamma!\n' } },
];

/**
 * Environments with this small stack, as real uv and real pip install it; pip's has pip as well. Null
 * where the machine has none of either, with the reason.
 */
export const installWith = async (installer: 'uv' | 'pip', folder: string, links = 'copy'): Promise<string> => {
  const python = testPython();
  if (python === null) throw new Error('no Python on this machine');
  const platform = execFileSync(python, ['-I', '-c', 'import sysconfig; print(sysconfig.get_platform())'], {
    encoding: 'utf8',
  });
  const wheels = join(folder, 'wheels');
  await mkdir(wheels, { recursive: true });
  const built = stack(platform.trim().replace(/[-.]/g, '_')).map(buildWheel);
  for (const { filename, bytes } of built) await writeFile(join(wheels, filename), bytes);
  const names = built.map(({ name }) => name);
  const root = join(folder, `${installer} énv`);
  const from = ['--no-index', '--find-links', wheels, ...names];
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
  if (installer === 'pip') {
    execFileSync(python, ['-I', '-m', 'venv', root], options);
    execFileSync(pythonIn(root), ['-I', '-m', 'pip', 'install', '--quiet', ...from], options);
    return root;
  }
  const { uv, problem } = await testUv();
  if (uv === null) throw new Error(problem);
  const own = { ...options, env: { ...process.env, UV_CACHE_DIR: join(folder, 'cache'), UV_NO_CONFIG: '1' } };
  execFileSync(uv.path, ['venv', '--quiet', '--python', python, root], own);
  const where = ['--python', pythonIn(root), '--link-mode', links];
  execFileSync(uv.path, ['pip', 'install', '--quiet', ...where, ...from], own);
  return root;
};

/** A copy to damage. */
export const copyOf = async (root: string, to: string): Promise<{ root: string; site: string }> => {
  await copyTree(root, to);
  const site = await findSitePackages(to);
  if (site === null) throw new Error('no site-packages');
  return { root: to, site };
};

export const auditOf = (root: string, more: Partial<AuditRequest> = {}): Promise<PackageAudit[]> =>
  createAudit()({ root, deep: false, abi: 'cp312', signal: new AbortController().signal, ...more });

export const wholeAudit = {
  metadata: 'whole',
  record: 'whole',
  unsafe: [],
  missing: [],
  truncated: [],
  altered: [],
  customized: [],
  linked: [],
  foreignAbi: [],
  protected: [],
  wrongOwner: [],
  gone: false,
} as const;
