import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../interfaces/backends.ts';
import type { StoredWheel } from '../../interfaces/wheels.ts';
import { offlineRequirements } from '../backends/offline-requirements.ts';
import { fillStaging } from '../backends/staging.ts';
import { removeFilesBelow } from '../work-folder.ts';
import { uvCacheFolder, uvEnvironment } from './environment.ts';
import { installedPackage } from './progress-lines.ts';
import { runUv, type UvTool } from './run.ts';

/**
 * Installs the wheels and nothing else. With a prefix, uv looks at nothing that is installed
 * elsewhere, and scripts still name the environment's Python. It unpacks into its cache and puts hard
 * links into place: with a cache of this install alone, on the same volume and thrown away, nothing
 * is written twice and no damage is shared (uv#14479).
 */
export const installWithUv =
  (tool: UvTool): Backend['install'] =>
  async ({ environment, staging, scratch, wheels, signal, onLine, onInstalled }) => {
    try {
      if (wheels.length === 0) return;
      await bringInterpreters(uvCacheFolder(tool.cacheFolder), scratch);
      await fillStaging({ command: tool.command, environment, staging, signal }, (python) =>
        installFrom(tool, {
          target: ['--prefix', staging],
          path: staging,
          cache: scratch,
          python,
          wheels,
          signal,
          onLine: (line) => {
            onLine(line);
            const name = installedPackage(line);
            if (name !== null) onInstalled(name);
          },
        }),
      );
    } finally {
      await removeFilesBelow(scratch);
    }
  };

/**
 * uv unpacks into its cache only on the way to an install, so the links of one are made beside it and
 * taken away again; that costs a tenth of the unpacking. With the same `--find-links` and hashes,
 * `install` then finds everything unpacked.
 */
export const unpackWithUv =
  (tool: UvTool): NonNullable<Backend['unpack']> =>
  async ({ python, cache, wheels, signal, onLine }) => {
    const target = join(cache, 'linked', wheels[0]?.sha256 ?? '');
    try {
      await bringInterpreters(uvCacheFolder(tool.cacheFolder), cache);
      await installFrom(tool, { target: ['--target', target], path: cache, cache, python, wheels, signal, onLine });
    } finally {
      await removeFilesBelow(target);
    }
  };

interface Install {
  /** Where to, as uv's options. */
  target: readonly string[];
  /** What a full disk is about. */
  path: string;
  cache: string;
  python: string;
  wheels: readonly StoredWheel[];
  signal: AbortSignal;
  onLine: (line: string) => void;
}

const installFrom = async (tool: UvTool, install: Install): Promise<void> => {
  const { target, path, cache, python, wheels, signal, onLine } = install;
  const args = ['pip', 'install', ...target, '--no-deps', '--only-binary', ':all:', '--require-hashes'];
  await runUv(tool, [...args, '--offline', '--no-index', '--python', python, '-r', '-'], {
    env: { ...uvEnvironment(tool.cacheFolder, null), UV_CACHE_DIR: cache, UV_LINK_MODE: 'hardlink' },
    offline: true,
    signal,
    input: offlineRequirements(wheels),
    onLine,
    path,
    otherwise: ({ exitCode, tail }) => ({ code: 'install-failed', layer: '', tool: 'uv', exitCode, detail: tail }),
  });
};

/**
 * What uv knows of interpreters (a few small files, which it compares with the interpreter each time):
 * asking this one again takes as long as a fifth of a small install.
 */
const bringInterpreters = async (cache: string, scratch: string): Promise<void> => {
  const names = await readdir(cache).catch(() => []);
  // Without them uv asks.
  for (const name of names.filter((one) => /^interpreter-v\d+$/.test(one)))
    await cp(join(cache, name), join(scratch, name), { recursive: true }).catch(() => undefined);
};
