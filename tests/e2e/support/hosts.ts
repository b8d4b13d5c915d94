import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { onTestFinished } from 'vitest';
import { type LocalIndex, startLocalIndex } from '../../support/local-index.ts';
import { pathWithUv } from '../../support/python.ts';
import { stackWheels } from '../../support/stack.ts';
import { startPageApp, whyNoBrowser } from './page-app.ts';
import { product } from './product.ts';
import { startWindowApp, type WindowApp, whyNoWindow } from './window-app.ts';

/** The product as a user has it before them, in the window or in a browser; it goes with the test. */
export interface OpenProduct {
  page: Page;
  /** Folder of the environment, which does not exist yet. */
  environment: string;
  /** What the user's configuration of pip names as the package index. */
  index: LocalIndex;
  /** Folder that holds all that the product keeps. */
  home: string;
  /** What the page complained of so far: errors, and what its policy refused. */
  complaints: string[];
  /** The window's application; null on the local page. */
  window: WindowApp | null;
}

export interface Host {
  name: 'window' | 'page';
  /** Why it cannot be tested here, or null. */
  lacking: string | null;
  open: (options?: OpenOptions) => Promise<OpenProduct>;
}

interface OpenOptions {
  /** What the environment must be, where that is not the product's own stack; the page takes none. */
  manifest?: object | undefined;
  /** Whether there is a uv; without one the product asks the index for it, which has none, and works with pip. Default true. */
  uv?: boolean;
}

type Started = Pick<OpenProduct, 'page' | 'home' | 'window'> & { stop: () => Promise<void> };

const open = async (
  start: (words: string[], env: Record<string, string>) => Promise<Started>,
  { manifest, uv = true }: OpenOptions = {},
): Promise<OpenProduct> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'smart-installer-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const index = await startLocalIndex(stackWheels());
  onTestFinished(() => index.stop());
  const environment = path.join(folder, 'env');
  const file = path.join(folder, 'manifest.json');
  if (manifest !== undefined) await writeFile(file, JSON.stringify(manifest));
  const named = manifest === undefined ? [] : ['--manifest', file];
  const { page, home, window, stop } = await start(['--env', environment, ...named], {
    PIP_INDEX_URL: index.url,
    UV_DEFAULT_INDEX: index.url,
    PIP_DEFAULT_TIMEOUT: '15',
    ...(uv ? { PATH: await pathWithUv() } : {}),
  });
  onTestFinished(stop);
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, home, window, environment, index, complaints };
};

/** Both ways to see the product's page. */
export const hosts: readonly Host[] = [
  {
    name: 'window',
    lacking: whyNoWindow(),
    open: (options) =>
      open(async (words, env) => {
        const window = await startWindowApp({ app: product, words, env });
        return { page: window.page, home: window.home, window, stop: window.stop };
      }, options),
  },
  {
    name: 'page',
    lacking: whyNoBrowser(),
    open: (options) =>
      open(async (words, env) => ({ ...(await startPageApp({ words, env })), window: null }), {
        ...options,
        manifest: undefined,
      }),
  },
];
