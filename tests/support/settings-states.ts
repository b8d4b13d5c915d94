import type { Snapshot } from '../../shared/contract.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import { snapshotOf } from './recorded-runs.ts';

/** States of the settings to be looked at, by name: what the host says. */
export const settingsStates: Readonly<Record<string, Snapshot>> = {
  settings: snapshotOf('healthy'),
  'settings-filled': snapshotOf('healthy', {
    settings: {
      values: {
        ...defaultSettings,
        environment: '/home/ada/assistant/env',
        manifest: '/home/ada/Documents/stacks/a rather long name of a manifest.json',
        indexUrl: 'https://mirror.example/simple',
        extraIndexUrls: ['https://wheels.example/cu124', 'http://10.0.0.7:8080/simple'],
        findLinks: '/mnt/wheels',
        offline: true,
        proxy: 'http://proxy.example:3128',
        noProxy: ['intranet.example', '10.0.0.0/8'],
        certificates: '/etc/ssl/company.pem',
        cacheMaxBytes: 20e9,
        cacheMaxDays: 90,
        theme: 'dark',
      },
      given: ['environment'],
      troubles: [],
    },
  }),
  'settings-at-work': snapshotOf('installing'),
  'settings-on-page': snapshotOf('healthy', { host: 'page' }),
  'settings-damaged': snapshotOf('needs-repair', {
    settings: {
      values: defaultSettings,
      given: [],
      troubles: [
        { kind: 'damaged', kept: '/home/ada/.config/smart-installer/settings.damaged-2026-11-26T02-00-00-000Z.json' },
        {
          kind: 'manifest',
          failure: { code: 'manifest-missing', path: '/home/ada/Documents/stacks/own.json' },
        },
      ],
    },
  }),
};
