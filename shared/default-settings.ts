import type { Settings } from './settings.ts';

/** What the file says of itself; a newer program raises it where a key changes its meaning. */
export const settingsVersion = 1;

/** Apart from the schemas: a start without a settings file loads no parser. */
export const defaultSettings: Settings = {
  environment: null,
  manifest: null,
  profile: 'full',
  accelerator: 'auto',
  backend: 'auto',
  indexUrl: null,
  extraIndexUrls: [],
  findLinks: null,
  offline: false,
  proxy: null,
  noProxy: [],
  certificates: null,
  cacheMaxBytes: null,
  cacheMaxDays: null,
  language: 'system',
  theme: 'system',
  logLevel: 'normal',
};
