import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { findElectron } from '../../support/electron-runtime.ts';
import { startDisplay, whyNoDisplay } from './display.ts';
import { inTurn } from './window-turns.ts';

export interface WindowApp {
  electron: ElectronApplication;
  page: Page;
  /** Folder that holds all that the application keeps. */
  home: string;
  /** Everything that the application wrote to its two streams so far. */
  output: () => string;
  stop: () => Promise<void>;
}

export interface WindowAppOptions {
  /** Folder with the package.json that Electron is to start; the built product. */
  app: string;
  /** Words after the folder, such as --env DIR. */
  words?: readonly string[];
  env?: Record<string, string>;
  /** An installed copy's program, which is started instead of Electron with `app`. */
  program?: string;
  /** Folder for all that the application keeps; left out is one that goes with it. */
  home?: string;
}

/** Why the window cannot be tested here, or null. */
export const whyNoWindow = (): string | null =>
  findElectron() === null ? 'no Electron is on this machine (node build/test-setup.mjs)' : whyNoDisplay();

/** Starts the window in folders of its own, as a user's desktop would. */
export const startWindowApp = async ({
  app,
  words = [],
  env = {},
  program: installed,
  home: kept,
}: WindowAppOptions): Promise<WindowApp> => {
  const runtime = findElectron();
  if (runtime === null) throw new Error('no Electron is on this machine');
  const home = kept ?? (await mkdtemp(path.join(tmpdir(), 'smart-installer-window-')));
  const removeHome = async (): Promise<void> => {
    if (kept === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const display = await startDisplay();
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  let said = '';
  try {
    const { electron, page } = await inTurn(async () => {
      const launched = await _electron.launch({
        executablePath: installed ?? runtime.executable,
        args: [
          ...(installed === undefined ? runtime.preload.flatMap((file) => ['-r', file]) : []),
          ...(isRoot ? ['--no-sandbox'] : []),
          ...(installed === undefined ? [app] : []),
          ...words,
        ],
        env: {
          ...ownEnvironment(),
          ...(display.name === null ? {} : { DISPLAY: display.name }),
          SMART_INSTALLER_HOME: home,
          ...env,
        },
        timeout: 30_000,
      });
      for (const stream of [launched.process().stdout, launched.process().stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      // The next window begins only when nothing of this one is left.
      const page = await launched.firstWindow().catch((error: unknown) => {
        launched.process().kill('SIGKILL');
        throw error;
      });
      return { electron: launched, page };
    });
    const program = electron.process();
    return {
      electron,
      page,
      home,
      output: () => said,
      stop: async () => {
        try {
          await close(electron, program);
        } finally {
          display.stop();
          await removeHome();
        }
      },
    };
  } catch (error) {
    display.stop();
    await removeHome();
    throw error;
  }
};

const close = async (electron: ElectronApplication, program: ChildProcess): Promise<void> => {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const hung = setTimeout(() => program.kill('SIGKILL'), 20_000);
  // What a failed test left at work would be asked about, and nobody is there to answer.
  await answerQuestions(electron, 1);
  await electron.close();
  clearTimeout(hung);
};

/** Presses the button with this number in every question that the application asks from now on. */
export const answerQuestions = (electron: ElectronApplication, button: number): Promise<void> =>
  electron.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = async () => ({ response, checkboxChecked: false });
  }, button);

/** This process's variables without those that would change what Electron is, and where it keeps what it compiles. */
const ownEnvironment = (): Record<string, string> => {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, NODE_COMPILE_CACHE: _kept, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined));
};
