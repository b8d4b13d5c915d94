import type { Backend, Pin } from '../../tools.ts';
import { fillStaging } from '../backends/staging.ts';
import { readIndexChoice } from '../index-choice.ts';
import { indexArguments, uvEnvironment } from './environment.ts';
import { packageProgress } from './progress-lines.ts';
import { runUv, type UvTool } from './run.ts';

/**
 * Installs the pins and nothing else; a wheel whose hash is known must have it. With a prefix, uv
 * looks at nothing that is installed elsewhere, and scripts still name the environment's Python.
 */
export const installWithUv =
  (tool: UvTool): Backend['install'] =>
  async ({ environment, staging, pins, variantIndex, index, signal, onLine, onPackage }) => {
    if (pins.length === 0) return;
    const choice = await readIndexChoice(index, variantIndex, onLine);
    await fillStaging({ command: tool.command, environment, staging, signal }, async (python) => {
      const args = ['pip', 'install', '--python', python, '--prefix', staging, '--no-deps', '--only-binary', ':all:'];
      await runUv(tool, [...args, ...indexArguments(choice), '-r', '-'], {
        env: uvEnvironment(tool.cacheFolder, choice),
        offline: choice.offline,
        signal,
        input: pins.map(requirementOf).join(''),
        onLine: (line) => {
          onLine(line);
          const progress = packageProgress(line);
          if (progress !== null) onPackage(progress.name, progress.state);
        },
        path: staging,
        otherwise: ({ exitCode, tail }) => ({ code: 'install-failed', layer: '', tool: 'uv', exitCode, detail: tail }),
      });
    });
  };

const requirementOf = ({ name, version, sha256 }: Pin): string =>
  `${name}==${version}${sha256 === null ? '' : ` --hash=sha256:${sha256}`}\n`;
