import { describe, expect, it } from 'vitest';
import { defaultSettings, settingsVersion } from '../../shared/default-settings.ts';
import { parseSettings, readSettings, settingKeys } from '../../shared/settings.ts';
import { settingNames } from '../../shared/wording/settings.ts';

const whole = {
  environment: '/home/ada/env',
  manifest: 'C:\\stacks\\own.json',
  profile: 'core',
  accelerator: 'cu124',
  backend: 'pip',
  indexUrl: 'https://mirror.example/simple',
  extraIndexUrls: ['http://10.0.0.7:8080/simple/@scope/x', 'https://[::1]:8443'],
  findLinks: '\\\\server\\wheels',
  offline: true,
  proxy: 'http://proxy.example:3128',
  noProxy: ['intranet.example', '.corp', '10.0.0.0/8', '[::1]:80', '*'],
  certificates: '/etc/own.pem',
  cacheMaxBytes: 5e9,
  cacheMaxDays: 30,
  language: 'zh-Hans',
  theme: 'dark',
  logLevel: 'everything',
};

describe('readSettings', () => {
  it('reads a whole file, and it survives JSON', () => {
    expect(Object.keys(whole).toSorted()).toEqual([...settingKeys].toSorted());
    const read = readSettings({ schema: 1, ...whole });
    expect(read).toEqual({ settings: whole, problems: [] });
    expect(JSON.parse(JSON.stringify(read))).toEqual(read);
  });

  it('has the defaults where nothing is said, and knows each of them', () => {
    expect(readSettings({ schema: settingsVersion })).toEqual({ settings: defaultSettings, problems: [] });
    expect(parseSettings(defaultSettings)).toEqual({ ok: true, values: defaultSettings });
  });

  it('keeps every good key of a damaged object and names the others', () => {
    const read = readSettings({ schema: 1, ...whole, theme: 'pink', cacheMaxDays: '30', offline: 1 });
    expect(read?.problems).toEqual([
      { key: 'offline', problem: 'unusable' },
      { key: 'cacheMaxDays', problem: 'unusable' },
      { key: 'theme', problem: 'unusable' },
    ]);
    expect(read?.settings).toEqual({ ...whole, theme: 'system', cacheMaxDays: null, offline: false });
  });

  it('passes over what a newer version knows', () => {
    expect(readSettings({ schema: 7, theme: 'dark', hologram: true })).toEqual({
      settings: { ...defaultSettings, theme: 'dark' },
      problems: [],
    });
  });

  it.each([
    [null],
    [undefined],
    ['text'],
    [7],
    [[]],
    [{}],
    [{ theme: 'dark' }],
    [{ schema: '1' }],
    [{ schema: 0 }],
    [{ schema: 1.5 }],
  ])('knows that %j is no settings file', (raw) => expect(readSettings(raw)).toBeNull());

  it.each([
    ['environment', 'env', 'not-a-path'],
    ['environment', '~/env', 'not-a-path'],
    ['environment', '', 'not-a-path'],
    ['environment', '/env\0', 'not-a-path'],
    ['manifest', '\\\\?\\C:\\own.json', 'not-a-path'],
    ['manifest', 7, 'unusable'],
    ['findLinks', `/${'x'.repeat(5000)}`, 'unusable'],
    ['indexUrl', 'mirror.example/simple', 'not-a-url'],
    ['indexUrl', 'ftp://mirror.example', 'not-a-url'],
    ['indexUrl', 'file:///wheels', 'not-a-url'],
    ['indexUrl', 'https://mirror.example/simple?token=s3cret', 'not-a-url'],
    ['indexUrl', 'https://mirror.example/#egg', 'not-a-url'],
    ['indexUrl', 'https://mirror.example/a b', 'not-a-url'],
    ['indexUrl', 'https://', 'not-a-url'],
    ['indexUrl', 'https://[::1', 'not-a-url'],
    ['indexUrl', '', 'not-a-url'],
    ['indexUrl', 'https://ada:s3cret@mirror.example', 'credentials'],
    ['proxy', 'socks5://proxy.example', 'not-a-url'],
    ['proxy', 'http://ada@proxy.example', 'credentials'],
    ['extraIndexUrls', ['https://mirror.example', 'nonsense'], 'not-a-url'],
    ['extraIndexUrls', Array(11).fill('https://mirror.example'), 'too-many'],
    ['noProxy', ['a b'], 'not-a-host'],
    ['noProxy', ['ada@host'], 'not-a-host'],
    ['noProxy', Array(51).fill('a'), 'too-many'],
    ['accelerator', 'cuda', 'unusable'],
    ['backend', 'conda', 'unusable'],
    ['cacheMaxBytes', -1, 'unusable'],
    ['cacheMaxBytes', Number.POSITIVE_INFINITY, 'unusable'],
    ['cacheMaxDays', 0, 'unusable'],
    ['language', 'fr', 'unusable'],
    ['logLevel', null, 'unusable'],
  ])('does not take for %s: %j', (key, value, problem) => {
    expect(parseSettings({ [key]: value })).toEqual({ ok: false, values: {}, problems: [{ key, problem }] });
  });

  it('has a name for each setting', () => {
    expect(Object.keys(settingNames).toSorted()).toEqual([...settingKeys].toSorted());
  });
});
