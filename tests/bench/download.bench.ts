import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { z } from 'zod';
import type { WantedWheel } from '../../electron/engine/tools/wheelhouse/wheel.ts';
import { alternate } from './alternate.ts';
import { median, wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostOf, type Measure, type Row, timesFaster } from './row.ts';

const bytes = 1_000_000_000;
const filename = 'standin-1.0-py3-none-any.whl';

const wantedRatio = 0.8;
const mostRssMb = 200;

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
 * `curl | sha256sum`, which writes nothing; and the second part of it, after a process that was killed
 * in the middle, against `curl -C -` and sha256sum. The programs' starts are in it.
 */
export const measureDownload: Measure = async (say) => {
  const server = spawn(process.execPath, [serveOnce, String(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(createInterface(server.stdout), 'line');
    const { origin, sha256 } = served.parse(JSON.parse(String(line)));
    return await inFolder(async (folder) => {
      const wheel: WantedWheel = {
        name: 'standin',
        version: '1.0',
        filename,
        url: `${origin}/${filename}`,
        sha256,
        bytes,
      };
      const given: Given = { folder, program: await bundle(join(folder, 'bundle')), wheel, sha256, say };
      return [...(await measureWhole(given)), await measureResume(given)];
    });
  } finally {
    server.kill();
  }
};

interface Given {
  folder: string;
  program: string;
  wheel: WantedWheel;
  sha256: string;
  say: (line: string) => void;
}

const measureWhole = async ({ folder, program, wheel, sha256, say }: Given): Promise<Row[]> => {
  const rss: number[] = [];
  const times = await alternate(
    { rounds: roundsOf(5) },
    {
      curl: async () => (await timed('sh', ['-c', 'curl -s "$1" | sha256sum', 'sh', wheel.url], sha256)).ms,
      ours: async (round) => {
        const wheelhouse = join(folder, String(round));
        const took = await timed(process.execPath, [program, wheelhouse, JSON.stringify([wheel])]);
        rss.push(ended.parse(JSON.parse(took.lastLine)).maxRssBytes / 1e6);
        await rm(wheelhouse, { recursive: true, force: true });
        return took.ms;
      },
    },
  );
  say(`curl | sha256sum: ${told(times.curl)}`);
  say(`download:         ${told(times.ours)}`);
  const what = `download of ${bytes / 1e6} MB`;
  return [
    timesFaster(
      wantedRatio,
      { id: 'download', what: `${what}: throughput`, against: '`curl | sha256sum`, which writes nothing' },
      { ours: times.ours, against: times.curl },
    ),
    atMostOf('MB', mostRssMb, { id: 'download-memory', what: `${what}: memory`, against: '–' }, rss),
  ];
};

/** Half of it is there in the beginning, left by a process that was killed; each round gets a copy of that. */
const measureResume = async ({ folder, program, wheel, sha256, say }: Given): Promise<Row> => {
  const left = join(folder, 'left');
  await killedHalfway(program, left, wheel);
  const [name] = (await readdir(left, { recursive: true })).filter((one) => one.endsWith('.partial'));
  if (name === undefined) throw new Error('the download that was killed left nothing');
  const part = join(left, name);
  const { size } = await stat(part);
  const times = await alternate(
    { rounds: roundsOf(5) },
    {
      curl: async (round) => {
        const file = join(folder, `curl-${round}`);
        await cp(part, file);
        const script = 'curl -s -C - -o "$1" "$2" && sha256sum "$1"';
        const { ms } = await timed('sh', ['-c', script, 'sh', file, wheel.url], sha256);
        await rm(file);
        return ms;
      },
      ours: async (round) => {
        const wheelhouse = join(folder, `resume-${round}`);
        await cp(left, wheelhouse, { recursive: true, preserveTimestamps: true });
        const { ms } = await timed(process.execPath, [program, wheelhouse, JSON.stringify([wheel])], sha256);
        await rm(wheelhouse, { recursive: true, force: true });
        return ms;
      },
    },
  );
  say(
    `resume after ${Math.round(size / 1e6)} MB: ${wordTimes(times.ours)}; curl -C -, sha256sum ${wordTimes(times.curl)}`,
  );
  return timesFaster(
    wantedRatio,
    {
      id: 'download-resume',
      what: `resume of a download of ${bytes / 1e6} MB that was killed halfway: throughput`,
      against: '`curl -C -`, then `sha256sum`',
    },
    { ours: times.ours, against: times.curl },
  );
};

const progressed = z.object({ progress: z.object({ done: z.number() }) });

const killedHalfway = async (program: string, wheelhouse: string, wheel: WantedWheel): Promise<void> => {
  const child = spawn(process.execPath, [program, wheelhouse, JSON.stringify([wheel])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', (line) => {
    const told = progressed.safeParse(JSON.parse(line));
    if (told.success && told.data.progress.done >= bytes / 2) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') throw new Error('the download ended before it was half done');
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
