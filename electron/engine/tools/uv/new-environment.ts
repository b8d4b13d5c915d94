import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Failing } from '../../failing.ts';
import type { Backend } from '../../interfaces/backends.ts';
import { environmentPython } from '../environment-python.ts';
import { uvEnvironment } from './environment.ts';
import { runUv, type UvTool } from './run.ts';

/**
 * `uv venv`, which leaves what is in `root` where it is (our own folder; packages, where only the
 * interpreter is renewed). Without pip: uv needs none there.
 */
export const createWithUv =
  (tool: UvTool): Backend['createEnvironment'] =>
  async ({ root, python, systemPackages = false, signal, onLine }) => {
    await runUv(
      tool,
      [
        ...['venv', '--no-project', '--python', python, '--allow-existing', `--prompt=${basename(root)}`],
        ...(systemPackages ? ['--system-site-packages'] : []),
        root,
      ],
      {
        env: uvEnvironment(tool.cacheFolder, null),
        offline: false,
        signal,
        onLine,
        path: root,
        otherwise: ({ tail }) => ({ code: 'environment-creation-failed', python, detail: tail }),
      },
    );
    if (!existsSync(environmentPython(root)))
      throw new Failing({ code: 'environment-creation-failed', python, detail: [`uv made no Python in ${root}`] });
  };
