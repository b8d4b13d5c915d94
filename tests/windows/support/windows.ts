import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rolldown } from 'rolldown';
import type { Calls } from './calls.ts';
import type { Wine } from './wine.ts';

/** The path by which Windows' programs know a file of this system: Wine's drive Z: is its root. */
export const toWindows = (file: string): string => `Z:${file.replaceAll('/', '\\')}`;

/** The other way round. */
export const fromWindows = (file: string): string => file.replace(/^Z:/, '').replaceAll('\\', '/');

/** The product's code under Windows' rules. */
export interface Windows {
  wine: Wine;
  /** Has one of support/calls.ts done in a process of its own. Throws what it threw, with its output. */
  call: <Name extends keyof Calls>(
    name: Name,
    input: Parameters<Calls[Name]>[0],
  ) => Promise<Awaited<ReturnType<Calls[Name]>>>;
  close: () => Promise<void>;
}

/** Longer than a call may take on a busy machine, shorter than a test. */
const callLimitMs = 60_000;

export const startWindows = async (wine: Wine): Promise<Windows> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'calls-'));
  const program = path.join(folder, 'calls.cjs');
  const bundle = await rolldown({
    input: path.join(import.meta.dirname, 'calls.ts'),
    platform: 'node',
    checks: { pluginTimings: false },
  });
  await bundle.write({ file: program, format: 'cjs', codeSplitting: false });
  await bundle.close();
  let number = 0;
  return {
    wine,
    call: async (name, input) => {
      number += 1;
      const [given, answer, said] = ['in', 'out', 'log'].map((end) => path.join(folder, `${number}.${end}`)) as [
        string,
        string,
        string,
      ];
      await writeFile(given, JSON.stringify(input));
      const exitCode = await runWine(
        wine,
        [wine.node, toWindows(program), name, toWindows(given), toWindows(answer)],
        said,
      );
      const text = await readFile(answer, 'utf8').catch(() => null);
      if (exitCode !== 0 || text === null)
        throw new Error(`${name} under Wine ended with ${exitCode}: ${await readFile(said, 'utf8')}`);
      return JSON.parse(text).value;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
};

/** To a file, because Node for Windows cannot write to a pipe of this system (EBADF). */
const runWine = async ({ env }: Wine, args: string[], output: string): Promise<number | null> => {
  const to = openSync(output, 'w');
  const child = spawn('wine', args, { env, stdio: ['ignore', to, to], timeout: callLimitMs, killSignal: 'SIGKILL' });
  closeSync(to);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
};
