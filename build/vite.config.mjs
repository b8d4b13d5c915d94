// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';

/** The page, as the window (a custom scheme) and the local page (HTTP) load it. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {import('./bundle.mjs').Brand | null} brand
 * @returns {import('vite').UserConfig}
 */
export const createPageConfig = (brand) => ({
  root: path.join(root, 'renderer'),
  base: './',
  logLevel: 'warn',
  publicDir: false,
  plugins: [react(), ...(brand === null ? [] : [brandedPage(brand)])],
  build: {
    // Electron 25, which the tests may run in, is Chromium 114.
    target: 'chrome114',
    sourcemap: false,
    // Data URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    // It is read from this computer.
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
    // A busy machine makes it warn of slow plugins.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});

/** The title until the page's code runs, and its icon. @param {import('./bundle.mjs').Brand} brand @returns {import('vite').Plugin} */
const brandedPage = ({ product, icon }) => ({
  name: 'branded-page',
  transformIndexHtml: { order: 'pre', handler: (html) => html.replaceAll('Smart Installer', escaped(product.name)) },
  generateBundle: (_options, bundle) => {
    const own = Object.values(bundle).find(({ fileName }) => /\/icon-[^/]*\.svg$/.test(fileName));
    if (own?.type !== 'asset') throw new Error('the page has no icon');
    own.source = icon;
  },
});

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
