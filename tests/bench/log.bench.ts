import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { z } from 'zod';
import { launchBrowser } from '../e2e/support/page-app.ts';
import { median } from './median.ts';

const lines = 200_000;
const aSecond = 20_000;

const rounds = 3;
const mostTaskMs = 100;
const mostGrowthBytes = 150e6;
const mostSlowing = 0.05;

const logOnce = fileURLToPath(new URL('./log-once.ts', import.meta.url));
const served = z.object({ url: z.string() });
const ended = z.object({ ms: z.number(), cpuMs: z.number() });
type Ended = z.infer<typeof ended>;

/**
 * A run prints 200 000 lines at 20 000 a second into its journal and into the page, whose log follows:
 * the longest task of the page, by how much its memory has grown, and how much longer the run takes than
 * with nobody watching. False where a target was missed. The rounds alternate.
 */
export const measureLog = async (say: (line: string) => void): Promise<boolean> => {
  say(`${lines} lines at ${aSecond} a second; ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`);
  const alone: Ended[] = [];
  const watched: Ended[] = [];
  const tasks: number[] = [];
  const growths: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await print(null));
    watched.push(
      await print(async (url, go) => {
        const seen = await watch(url, go);
        tasks.push(seen.longestTaskMs);
        growths.push(seen.growthBytes);
        return seen.ended;
      }),
    );
  }
  const times = (of: readonly Ended[]): number => median(of.map(({ ms }) => ms));
  const slowing = times(watched) / times(alone) - 1;
  const [task, growth] = [median(tasks), median(growths)];
  const told = (of: readonly Ended[]): string =>
    `${Math.round(times(of))} ms, of which ${Math.round(median(of.map(({ cpuMs }) => cpuMs)))} ms on a core`;
  say(`nobody watching: ${told(alone)}`);
  say(`watched:         ${told(watched)}  slower by ${(slowing * 100).toFixed(1)} % (target ≤ ${mostSlowing * 100} %)`);
  say(`longest task:    ${Math.round(task)} ms (${tasks.map(Math.round).join(', ')}; target ≤ ${mostTaskMs} ms)`);
  say(`page's memory:   +${Math.round(growth / 1e6)} MB (target < ${mostGrowthBytes / 1e6} MB)`);
  return slowing <= mostSlowing && task <= mostTaskMs && growth < mostGrowthBytes;
};

/** Runs it; `look` has its address, and lets it begin. */
const print = async (look: ((url: string, go: () => Promise<Ended>) => Promise<Ended>) | null): Promise<Ended> => {
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-bench-'));
  const program = spawn(process.execPath, [logOnce, folder, String(lines), String(aSecond)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = createInterface(program.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse(String((await said.next()).value));
  try {
    const { url } = served.parse(await next());
    const go = async (): Promise<Ended> => {
      program.stdin.write('go\n');
      return ended.parse(await next());
    };
    return await (look === null ? go() : look(url, go));
  } finally {
    program.kill();
    await once(program, 'close');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** Follows the log in a browser. */
const watch = async (url: string, go: () => Promise<Ended>) => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 960, height: 720 } });
    await page.addInitScript(() => {
      Reflect.set(window, 'longestTask', 0);
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries())
          Reflect.set(window, 'longestTask', Math.max(Reflect.get(window, 'longestTask'), duration));
      }).observe({ type: 'longtask' });
    });
    await page.goto(url);
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    await page.getByRole('log').waitFor();
    const before = await heapOf(page);
    await page.evaluate(() => Reflect.set(window, 'longestTask', 0));
    const told = await go();
    await page.getByText(`part ${lines - 1} of`).waitFor({ timeout: 60_000 });
    const longestTaskMs = z.number().parse(await page.evaluate(() => Reflect.get(window, 'longestTask')));
    return { ended: told, longestTaskMs, growthBytes: (await heapOf(page)) - before };
  } finally {
    await browser.close();
  }
};

/** Bytes that the page's script holds, after what it does not need was thrown away. */
const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
};
