// @ts-check
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * All that can be said about the sources without running them: format, lint, import directions and
 * cycles (Biome), types (one project a folder), and dead code and dependencies (knip).
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @type {{ name: string, tool: string, args: string[] }[]} */
const checks = [
  {
    name: 'format, lint and imports',
    tool: '@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '--max-diagnostics=200'],
  },
  ...['shared', 'electron', 'renderer', 'tests', 'build'].map((folder) => ({
    name: `types of ${folder}`,
    tool: 'typescript/bin/tsc',
    args: ['-p', folder],
  })),
  { name: 'dead code and dependencies', tool: 'knip/bin/knip.js', args: ['--no-progress'] },
];

/**
 * Runs every check, two at a time, and prints a line for each and all that a failed one says.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export const runChecks = async () => {
  const waiting = [...checks];
  const count = { passed: 0, failed: 0 };
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const began = Date.now();
      const { exitCode, output } = await run(check.tool, check.args);
      count[exitCode === 0 ? 'passed' : 'failed'] += 1;
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      process.stdout.write(
        `${exitCode === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)\n${exitCode === 0 ? '' : output}`,
      );
    }
  };
  await Promise.all([work(), work()]);
  return count;
};

/** @param {string} tool @param {string[]} args @returns {Promise<{ exitCode: number | null, output: string }>} */
const run = (tool, args) => {
  const file = path.join(root, 'node_modules', tool);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
