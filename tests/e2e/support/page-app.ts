import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { product } from './product.ts';

export interface PageApp {
  browser: Browser;
  page: Page;
  /** The address that the program printed, with its token. */
  url: string;
  /** Folder that holds all that the program keeps. */
  home: string;
  /** Everything that the program wrote to its two streams so far. */
  output: () => string;
  stop: () => Promise<void>;
}

export interface PageAppOptions {
  /** Words after `serve`, such as --env DIR. */
  words?: readonly string[];
  env?: Record<string, string>;
}

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  chromium.executablePath(),
];

const findBrowser = (): string | null => browsers.find((file) => existsSync(file)) ?? null;

/** Why the local page cannot be tested here, or null. */
export const whyNoBrowser = (): string | null =>
  findBrowser() === null ? 'no Chromium is on this machine (apt-get install chromium)' : null;

/** Serves the local page as `smart-installer serve` does, in folders of its own, and opens it in a Chromium. */
export const startPageApp = async ({ words = [], env = {} }: PageAppOptions = {}): Promise<PageApp> => {
  const home = await mkdtemp(path.join(tmpdir(), 'smart-installer-page-'));
  const server = spawn(process.execPath, [path.join(product, 'dist/cli.cjs'), 'serve', ...words], {
    // It keeps what it compiles in a folder of its own.
    env: { ...process.env, NODE_COMPILE_CACHE: undefined, SMART_INSTALLER_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  let said = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const stopServer = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await addressOf(server, () => said);
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 960, height: 720 } });
    const page = await context.newPage();
    await page.goto(url);
    return {
      browser,
      page,
      url,
      home,
      output: () => said,
      stop: async () => {
        await browser.close();
        await stopServer();
      },
    };
  } catch (error) {
    await stopServer();
    throw error;
  }
};

/** A browser that talks to this computer only. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser() ?? '',
    args: [
      // Chromium refuses to run as root with its sandbox, and containers run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-pings',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });

const addressOf = (server: ChildProcess, said: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    server.stdout?.on('data', () => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(said())?.[0];
      if (url !== undefined) resolve(url);
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${said()}`)));
  });
