// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page, as the window (a custom scheme) and the local page (HTTP) load it. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

export default defineConfig({
  root: path.join(root, 'renderer'),
  base: './',
  logLevel: 'warn',
  publicDir: false,
  plugins: [react()],
  build: {
    // Electron 25, which the tests may run in, is Chromium 114.
    target: 'chrome114',
    sourcemap: false,
    // Data URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A busy machine makes it warn of slow plugins.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
