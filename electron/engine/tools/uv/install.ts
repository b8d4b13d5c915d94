import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../interfaces/backends.ts';
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
    const args = ['pip', 'install', '--prefix', staging, '--no-deps', '--only-binary', ':all:', '--require-hashes'];
    try {
      if (wheels.length === 0) return;
      await bringInterpreters(uvCacheFolder(tool.cacheFolder), scratch);
      await fillStaging({ command: tool.command, environment, staging, signal }, async (python) => {
        await runUv(tool, [...args, '--offline', '--no-index', '--python', python, '-r', '-'], {
          env: { ...uvEnvironment(tool.cacheFolder, null), UV_CACHE_DIR: scratch, UV_LINK_MODE: 'hardlink' },
          offline: true,
          signal,
          input: offlineRequirements(wheels),
          onLine: (line) => {
            onLine(line);
            const name = installedPackage(line);
            if (name !== null) onInstalled(name);
          },
          path: staging,
          otherwise: ({ exitCode, tail }) => ({
            code: 'install-failed',
            layer: '',
            tool: 'uv',
            exitCode,
            detail: tail,
          }),
        });
      });
    } finally {
      await removeFilesBelow(scratch);
    }
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
