import { existsSync } from 'node:fs';
import type { Backend } from '../../interfaces/backends.ts';
import { uvCacheFolder, uvEnvironment } from './environment.ts';
import { runUv, type UvTool } from './run.ts';

/**
 * `uv cache clean` in our own cache: the pages, wheels and unpacked archives of these packages. A
 * newer uv (0.13) waits, and says so, while another one works in the same cache; an older one does not.
 */
export const evictWithUv =
  (tool: UvTool): Backend['evict'] =>
  async ({ names, signal, onLine }) => {
    const cache = uvCacheFolder(tool.cacheFolder);
    // Without a name, uv would clean the whole cache.
    if (names.length === 0 || !existsSync(cache)) return;
    await runUv(tool, ['cache', 'clean', '--', ...names], {
      env: uvEnvironment(tool.cacheFolder, null),
      offline: false,
      signal,
      onLine,
      path: cache,
      otherwise: ({ exitCode, tail }) => ({
        code: 'command-failed',
        command: 'uv cache clean',
        exitCode,
        detail: tail,
      }),
    });
  };
