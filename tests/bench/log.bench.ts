import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { z } from 'zod';
import { launchBrowser } from '../e2e/support/page-app.ts';
import { alternate } from './alternate.ts';
import { median, wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostOf, atMostTimes, type Measure } from './row.ts';

const lines = 200_000;
const aSecond = 20_000;

const mostTaskMs = 100;
const mostGrowthMb = 150;
const mostSlowing = 1.05;

const logOnce = fileURLToPath(new URL('./log-once.ts', import.meta.url));
const served = z.object({ url: z.string() });
const ended = z.object({ ms: z.number(), cpuMs: z.number() });
type Ended = z.infer<typeof ended>;

/**
 * A run prints 200 000 lines at 20 000 a second into its journal and into the page, whose log follows:
 * how much longer it takes than with nobody watching, the longest task of the page, and by how much its
 * memory has grown.
 */
export const measureLog: Measure = async (say) => {
  const tasks: number[] = [];
  const growths: number[] = [];
  const cpu = { alone: [] as number[], watched: [] as number[] };
  const times = await alternate(
    { rounds: roundsOf(5) },
    {
      alone: async () => {
        const { ms, cpuMs } = await print(null);
        cpu.alone.push(cpuMs);
        return ms;
      },
      watched: async () => {
        const { ms, cpuMs } = await print(async (url, go) => {
          const seen = await watch(url, go);
          tasks.push(seen.longestTaskMs);
          growths.push(seen.growthBytes / 1e6);
          return seen.ended;
        });
        cpu.watched.push(cpuMs);
        return ms;
      },
    },
  );
  for (const name of ['alone', 'watched'] as const)
    say(`${lines} lines, ${name}: ${wordTimes(times[name])}, of which ${Math.round(median(cpu[name]))} ms on a core`);
  const what = `${lines} lines at ${aSecond} a second, followed in the page`;
  return [
    atMostTimes(
      mostSlowing,
      {
        id: 'log-watched',
        what,
        against: 'the same run with nobody watching',
        note: `on a core: ${Math.round(median(cpu.watched))} ms, alone ${Math.round(median(cpu.alone))} ms`,
      },
      { ours: times.watched, against: times.alone },
    ),
    atMostOf('ms', mostTaskMs, { id: 'log-task', what: `${what}: longest task of the page`, against: '–' }, tasks),
    atMostOf(
      'MB',
      mostGrowthMb,
      { id: 'log-memory', what: `${what}: growth of the page’s memory`, against: '–' },
      growths,
    ),
  ];
};

/** Runs it; `look` has its address, and lets it begin. */
const print = async (look: ((url: string, go: () => Promise<Ended>) => Promise<Ended>) | null): Promise<Ended> =>
  inFolder(async (folder) => {
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
    }
  });

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
