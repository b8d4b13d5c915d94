import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDisplay, whyNoDisplay } from '../e2e/support/display.ts';
import { findElectron } from '../support/electron-runtime.ts';
import { median, wordTimes } from './median.ts';

const rounds = 9;

const wantedRatio = 1.3;

const product = fileURLToPath(new URL('../..', import.meta.url));
const emptyWindow = fileURLToPath(new URL('./empty-window', import.meta.url));
const probe = fileURLToPath(new URL('./when-interactive.cjs', import.meta.url));

/**
 * Measures the window's start, from its process's to its first button that can be pressed, against a
 * window of Electron with nothing but a button. False where the target was missed. The rounds of the
 * two alternate; the first one of each fills the page cache and is not counted.
 */
export const measureStart = async (say: (line: string) => void): Promise<boolean> => {
  const runtime = findElectron();
  const lacking = runtime === null ? 'no Electron is on this machine' : whyNoDisplay();
  if (runtime === null || lacking !== null) {
    say(`start: not measured, ${lacking}`);
    return true;
  }
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-bench-'));
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
  try {
    say(`Electron ${runtime.version}`);
    const empty: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const took = [await start(emptyWindow), await start(product)] as const;
      if (round === 0) continue;
      empty.push(took[0]);
      whole.push(took[1]);
    }
    const ratio = median(whole) / median(empty);
    say(`empty window: ${wordTimes(empty)}`);
    say(`this window:  ${wordTimes(whole)}  ratio ${ratio.toFixed(2)} (target ≤ ${wantedRatio})`);
    return ratio <= wantedRatio;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
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
