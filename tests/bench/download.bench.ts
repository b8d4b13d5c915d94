import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { z } from 'zod';
import type { WantedWheel } from '../../electron/engine/tools/wheelhouse/wheel.ts';
import { median, wordTimes } from './median.ts';

const bytes = 1_000_000_000;
const filename = 'standin-1.0-py3-none-any.whl';

/** More rounds make a busy machine's numbers no better; the median of these is told. */
const rounds = 5;

const wantedRatio = 0.8;
const mostRssBytes = 200e6;

const served = z.object({ origin: z.string(), sha256: z.string() });
const ended = z.object({ maxRssBytes: z.number(), stored: z.array(z.object({ sha256: z.string() })).length(1) });

const serveOnce = fileURLToPath(new URL('./serve-once.ts', import.meta.url));

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** As the product is: a program read from its sources starts slower and takes 60 MB more. */
const bundle = async (folder: string): Promise<string> => {
  const inputs = [
    ['fetch-once', '../support/fetch-once.ts'],
    ['audit-worker', '../../electron/engine/tools/audit/worker.ts'],
  ] as const;
  for (const [name, source] of inputs) {
    const one = await rolldown({ input: { [name]: file(source) }, platform: 'node', logLevel: 'warn' });
    const format = name === 'fetch-once' ? 'esm' : 'cjs';
    const entryFileNames = format === 'esm' ? '[name].mjs' : '[name].cjs';
    await one.write({ dir: folder, format, entryFileNames, codeSplitting: false });
  }
  return join(folder, 'fetch-once.mjs');
};

/**
 * Downloads 1 GB from a server on this computer, hashed and on the disk in the end, against
 * `curl | sha256sum`, which writes nothing; the programs' starts are in it. False where a target was
 * missed. The rounds alternate, so that a machine's moods hit both.
 */
export const measureDownload = async (say: (line: string) => void): Promise<boolean> => {
  const server = spawn(process.execPath, [serveOnce, String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-bench-'));
  try {
    const [line] = await once(createInterface(server.stdout), 'line');
    const { origin, sha256 } = served.parse(JSON.parse(String(line)));
    const url = `${origin}/${filename}`;
    say(`${bytes / 1e6} MB from this computer; ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`);
    const program = await bundle(join(folder, 'bundle'));
    const curls: number[] = [];
    const ours: number[] = [];
    let rss = 0;
    for (let round = 0; round < rounds; round += 1) {
      curls.push((await timed('sh', ['-c', 'curl -s "$1" | sha256sum', 'sh', url], sha256)).ms);
      const wheelhouse = join(folder, String(round));
      const wheel: WantedWheel = { name: 'standin', version: '1.0', filename, url, sha256, bytes };
      const took = await timed(process.execPath, [program, wheelhouse, JSON.stringify([wheel])]);
      ours.push(took.ms);
      rss = Math.max(rss, ended.parse(JSON.parse(took.lastLine)).maxRssBytes);
      await rm(wheelhouse, { recursive: true, force: true });
    }
    const ratio = median(curls) / median(ours);
    say(`curl | sha256sum: ${told(curls)}`);
    say(`download:         ${told(ours)}  ratio ${ratio.toFixed(2)} (target ≥ ${wantedRatio})`);
    say(`memory:           ${Math.round(rss / 1e6)} MB at most (target < ${mostRssBytes / 1e6} MB)`);
    return ratio >= wantedRatio && rss < mostRssBytes;
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Milliseconds from a program's start to its end, and its last line, which must hold `wanted`. */
const timed = async (
  program: string,
  args: readonly string[],
  wanted = '',
): Promise<{ ms: number; lastLine: string }> => {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let lastLine = '';
  createInterface(child.stdout).on('line', (line) => {
    lastLine = line;
  });
  const [code] = await once(child, 'close');
  if (code !== 0 || !lastLine.includes(wanted)) throw new Error(`${program} ended with ${code}: ${lastLine}`);
  return { ms: performance.now() - began, lastLine };
};

const told = (values: readonly number[]): string =>
  `${wordTimes(values)}, ${Math.round(bytes / 1e3 / median(values))} MB/s`;
