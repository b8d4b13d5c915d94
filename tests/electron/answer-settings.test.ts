import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../electron/answer.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import { trustedKeys } from '../../shared/trusted-settings.ts';
import { home, manifest, prepare } from '../support/prepared-answer.ts';

const index = 'https://mirror.example/simple';
const saved = { ok: true, value: { isDeclined: false } };
const refused = (setting: string, why: string) => ({
  ok: false,
  failure: { code: 'setting-invalid', setting, why },
});

const file = async (name: string, text: string): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'smart-installer-settings-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
};

const ownManifest = (): Promise<string> =>
  file('own.json', JSON.stringify({ ...manifest, name: 'own', profiles: { tiny: ['core'] } }));

/** A start with nothing but a folder, and what the engine was asked to do. */
const started = async ({ answer, engine }: Awaited<ReturnType<typeof prepare>>) => {
  expect(await answer('start', { verb: 'repair', environment: home })).toMatchObject({ ok: true });
  engine.cancel('r1');
  return engine.requests[0];
};

const choosing = async (answer: Answer, call: 'choose-file' | 'choose-folder', setting: string) =>
  answer(call, { setting });

describe('what a page wishes for', () => {
  it('is saved at once where it decides nothing that is executed', async () => {
    const { answer, questions } = await prepare({}, { host: 'window' });
    const patch = { theme: 'dark', language: 'de', logLevel: 'everything', offline: true, cacheMaxDays: 30 };
    expect(await answer('save-settings', patch)).toMatchObject({
      ok: true,
      value: { host: { settings: { values: patch } } },
    });
    expect(questions).toEqual([]);
  });

  it('is a path only where the user chose it for this setting in a dialog', async () => {
    const wheels = path.resolve('/wheels');
    const { answer } = await prepare({}, { host: 'window', chosen: { folder: wheels, file: wheels } });
    for (const setting of ['findLinks', 'environment', 'manifest', 'certificates'])
      expect(await answer('save-settings', { [setting]: wheels })).toEqual(refused(setting, 'not-chosen'));
    await choosing(answer, 'choose-folder', 'findLinks');
    expect(await answer('save-settings', { environment: wheels })).toEqual(refused('environment', 'not-chosen'));
    expect(await answer('save-settings', { findLinks: path.join(wheels, 'deeper') })).toEqual(
      refused('findLinks', 'not-chosen'),
    );
    expect(await answer('save-settings', { findLinks: wheels })).toMatchObject(saved);
  });

  it('may be the path that is set already, and none at all', async () => {
    const wheels = path.resolve('/wheels');
    const { answer } = await prepare({}, { host: 'window', settings: { findLinks: wheels } });
    expect(await answer('save-settings', { findLinks: wheels })).toMatchObject(saved);
    expect(await answer('save-settings', { findLinks: null })).toMatchObject(saved);
    expect(await answer('save-settings', { findLinks: wheels })).toEqual(refused('findLinks', 'not-chosen'));
  });

  it.each([
    ['indexUrl', { indexUrl: index }, [index]],
    ['proxy', { proxy: 'http://proxy.example:3128' }, ['proxy.example:3128']],
    [
      'extraIndexUrls',
      { extraIndexUrls: [index, 'http://10.0.0.7:8080/simple'] },
      [index, 'http://10.0.0.7:8080/simple'],
    ],
    // On one host there may be anybody's: a letter that only looks like an i is named as what it is.
    [
      'indexUrl',
      { indexUrl: 'https://m\u0456rror.example/~eve/simple' },
      ['https://xn--mrror-n2e.example/~eve/simple'],
    ],
  ])('is an address (%s) only after a question of the system’s that names it', async (setting, patch, addresses) => {
    const no = await prepare({}, { host: 'window', confirms: false });
    expect(await no.answer('save-settings', patch)).toMatchObject({
      ok: true,
      value: { isDeclined: true, host: { settings: { values: defaultSettings } } },
    });
    expect(no.questions).toEqual([{ setting, address: addresses[0] }]);
    const yes = await prepare({}, { host: 'window', confirms: true });
    expect(await yes.answer('save-settings', patch)).toMatchObject(saved);
    expect(yes.questions).toEqual(addresses.map((address) => ({ setting, address })));
    expect(await yes.answer('save-settings', patch)).toMatchObject(saved);
    expect(yes.questions).toHaveLength(addresses.length);
  });

  it('hides no address behind a harmless setting', async () => {
    const { answer, preferences } = await prepare({}, { host: 'window', confirms: false });
    await answer('save-settings', { theme: 'dark', indexUrl: index });
    expect(preferences.settings()).toEqual(defaultSettings);
  });

  it.each([
    ['https://ada:s3cret@mirror.example/simple'],
    ['https://token@mirror.example/simple'],
    ['https://@mirror.example/simple'],
    ['https:\\\\ada:s3cret@mirror.example/simple'],
    ['https:ada:s3cret@mirror.example'],
    ['https:///ada:s3cret@mirror.example'],
  ])('is never an address with a name or a password: %s', async (url) => {
    const { answer, questions } = await prepare({}, { host: 'window', confirms: true });
    expect(await answer('save-settings', { indexUrl: url })).toEqual(refused('indexUrl', 'credentials'));
    expect(await answer('save-settings', { extraIndexUrls: [index, url] })).toEqual(
      refused('extraIndexUrls', 'credentials'),
    );
    expect(await answer('save-settings', { proxy: url })).toEqual(refused('proxy', 'credentials'));
    expect(questions).toEqual([]);
  });

  it('is nothing of what decides what is executed, on the local page', async () => {
    const { answer, asked, questions } = await prepare({}, { confirms: true, settings: { indexUrl: index } });
    const values = {
      environment: path.resolve('/chosen'),
      manifest: path.resolve('/chosen'),
      findLinks: path.resolve('/chosen'),
      certificates: path.resolve('/chosen'),
      indexUrl: index,
      extraIndexUrls: [],
      proxy: 'http://proxy.example',
      noProxy: ['*'],
    };
    expect(new Set(Object.keys(values))).toEqual(trustedKeys);
    for (const [setting, value] of Object.entries(values)) {
      expect(await answer('save-settings', { [setting]: value })).toEqual(refused(setting, 'only-in-window'));
    }
    expect(await answer('save-settings', { indexUrl: null })).toEqual(refused('indexUrl', 'only-in-window'));
    expect([asked, questions]).toEqual([[], []]);
    expect(await answer('save-settings', { theme: 'light' })).toMatchObject(saved);
  });

  it.each([
    ['a setting that does not exist', { python: '/tmp/evil' }],
    ['the version of the file', { schema: 2 }],
    ['a prototype', JSON.parse('{"__proto__": {"indexUrl": "x"}, "constructor": 1}')],
  ])('is refused as a call with %s', async (_, patch) => {
    const { answer } = await prepare({}, { host: 'window', confirms: true });
    expect(await answer('save-settings', patch)).toMatchObject({ ok: false, failure: { code: 'call-invalid' } });
  });
});

describe('a manifest that is chosen', () => {
  it('is loaded, shown and used', async () => {
    const own = await ownManifest();
    const prepared = await prepare({}, { host: 'window', chosen: { folder: '', file: own } });
    await choosing(prepared.answer, 'choose-file', 'manifest');
    expect(await prepared.answer('save-settings', { manifest: own })).toMatchObject({
      ok: true,
      value: { host: { manifest: { name: 'own', profiles: ['full', 'tiny'] } } },
    });
    expect((await started(prepared))?.manifest.name).toBe('own');
  });

  it('and is none leaves the old one in use', async () => {
    const broken = await file('broken.json', '{');
    const prepared = await prepare({}, { host: 'window', chosen: { folder: '', file: broken } });
    await choosing(prepared.answer, 'choose-file', 'manifest');
    expect(await prepared.answer('save-settings', { manifest: broken })).toMatchObject({
      ok: false,
      failure: { code: 'manifest-invalid', path: broken },
    });
    expect(prepared.preferences.settings()).toEqual(defaultSettings);
    expect((await started(prepared))?.manifest.name).toBe('llm');
  });

  it('and has gone by the next start is replaced by the product’s own, with a word', async () => {
    const { preferences } = await prepare({}, { settings: { manifest: path.resolve('/gone.json') } });
    expect(preferences.manifest().name).toBe('llm');
    expect(preferences.view().troubles).toEqual([
      { kind: 'manifest', failure: { code: 'manifest-missing', path: path.resolve('/gone.json') } },
    ]);
  });

  it('does not change what the program was started with', async () => {
    const own = await ownManifest();
    const { answer, preferences } = await prepare(
      {},
      {
        host: 'window',
        given: { environment: path.resolve('/given'), manifest: own },
        settings: { environment: path.resolve('/set') },
      },
    );
    expect(preferences.environment()).toBe(path.resolve('/given'));
    expect(preferences.view().given).toEqual(['environment', 'manifest']);
    expect(await answer('save-settings', { manifest: null })).toMatchObject(saved);
    expect(preferences.manifest().name).toBe('own');
  });
});

describe('what is chosen', () => {
  it('reaches the next run', async () => {
    const request = await started(
      await prepare(
        {},
        {
          settings: {
            profile: 'core',
            accelerator: 'cpu',
            backend: 'pip',
            indexUrl: index,
            extraIndexUrls: [`${index}/2`],
            findLinks: path.resolve('/wheels'),
            offline: true,
            proxy: 'http://proxy.example:3128',
            noProxy: ['intranet.example'],
            certificates: path.resolve('/ca.pem'),
          },
        },
      ),
    );
    expect(request).toMatchObject({ profile: 'core', accelerator: 'cpu', backend: 'pip' });
    expect(request?.index).toEqual({
      indexUrl: index,
      extraIndexUrls: [`${index}/2`],
      findLinks: path.resolve('/wheels'),
      offline: true,
      network: {
        proxy: 'http://proxy.example:3128',
        noProxy: ['intranet.example'],
        certificates: path.resolve('/ca.pem'),
      },
    });
  });

  it('for another manifest has its default, so that a run is not refused for it', async () => {
    const request = await started(await prepare({}, { settings: { profile: 'video', accelerator: 'rocm9.9' } }));
    expect(request).toMatchObject({ profile: 'full', accelerator: 'auto' });
  });

  it('must be one that the manifest offers', async () => {
    const { answer } = await prepare();
    expect(await answer('save-settings', { profile: 'video' })).toEqual(refused('profile', 'not-offered'));
    expect(await answer('save-settings', { accelerator: 'rocm9.9' })).toEqual(refused('accelerator', 'not-offered'));
    expect(await answer('save-settings', { accelerator: 'cpu' })).toMatchObject(saved);
  });

  it('as certificates must hold one', async () => {
    const none = await file('none.pem', 'no certificate');
    const first = await prepare({}, { host: 'window', chosen: { folder: '', file: none } });
    await choosing(first.answer, 'choose-file', 'certificates');
    expect(await first.answer('save-settings', { certificates: none })).toEqual(
      refused('certificates', 'no-certificate'),
    );
    const one = await file('one.pem', rootCertificates[0] ?? '');
    const second = await prepare({}, { host: 'window', chosen: { folder: '', file: one } });
    await choosing(second.answer, 'choose-file', 'certificates');
    expect(await second.answer('save-settings', { certificates: one })).toMatchObject(saved);
  });
});

describe('kept downloads', () => {
  it('are measured and cleared', async () => {
    const { answer, engine } = await prepare();
    expect(await answer('cache-size', {})).toMatchObject({ ok: true, value: { bytes: 24_000_000, wheels: 4 } });
    expect(await answer('clear-cache', {})).toEqual({ ok: true, value: { bytes: 6_000_000, wheels: 1 } });
    expect(engine.calls).toEqual(['prune {"maxBytes":0}']);
  });
});
