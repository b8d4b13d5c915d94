import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startDisplay, whyNoDisplay } from '../e2e/support/display.ts';
import { findElectron } from '../support/electron-runtime.ts';
import { alternate } from './alternate.ts';
import { wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostTimes, type Measure } from './row.ts';

const wantedRatio = 1.3;

const product = fileURLToPath(new URL('../..', import.meta.url));
const emptyWindow = fileURLToPath(new URL('./empty-window', import.meta.url));
const probe = fileURLToPath(new URL('./when-interactive.cjs', import.meta.url));

/**
 * The window's start, from its process's to its first button that can be pressed, against a window of
 * Electron with nothing but a button. The first round of each fills the page cache and is not counted.
 */
export const measureStart: Measure = async (say) => {
  const runtime = findElectron();
  const lacking = runtime === null ? 'no Electron is on this machine' : whyNoDisplay();
  if (runtime === null || lacking !== null) {
    say(`start of the window: not measured, ${lacking}`);
    return [];
  }
  return inFolder(async (folder) => {
    const start = async (app: string): Promise<number> => {
      // A display of our own ends with its last client.
      const display = await startDisplay();
      try {
        const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
        const loaded = [...runtime.preload, probe].flatMap((file) => ['-r', file]);
        return await timeToInteractive(runtime.executable, [...loaded, ...flags, app], {
          ...process.env,
          ELECTRON_RUN_AS_NODE: undefined,
          SMART_INSTALLER_HOME: folder,
          ...(display.name === null ? {} : { DISPLAY: display.name }),
        });
      } finally {
        display.stop();
      }
    };
    const times = await alternate(
      { rounds: roundsOf(9), unmeasured: 1 },
      { ours: () => start(product), against: () => start(emptyWindow) },
    );
    say(`start of the window: ${wordTimes(times.ours)}; an empty one ${wordTimes(times.against)}`);
    return [
      atMostTimes(
        wantedRatio,
        {
          id: 'start-window',
          what: 'start of the window, to its first button',
          against: `empty window of Electron ${runtime.version}`,
        },
        times,
      ),
    ];
  });
};

/** Milliseconds. */
const timeToInteractive = (program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> => {
  const began = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let took: number | null = null;
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('interactive')) took ??= performance.now() - began;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (took !== null) resolve(took);
      else reject(new Error(`${args.at(-1)} ended with ${code} and showed no window`));
    });
  });
};
