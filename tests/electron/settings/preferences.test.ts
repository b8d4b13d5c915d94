import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createPreferences, type Preferences } from '../../../electron/settings/preferences.ts';
import { openSettings } from '../../../electron/settings/store.ts';
import { home, manifest } from '../../support/prepared-answer.ts';

let folder = '';
beforeEach(async () => {
  const made = await realpath(await mkdtemp(join(tmpdir(), 'smart-installer-preferences-')));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  folder = made;
});

const manifestFile = async (name: string): Promise<string> => {
  const path = join(folder, `${name}.json`);
  await writeFile(path, JSON.stringify({ ...manifest, name }));
  return path;
};

/** Preferences of one process, with the settings file of this test. */
const opened = async (
  host: 'window' | 'page',
  confirm: () => Promise<boolean> = async () => true,
): Promise<Preferences> => {
  const preferences = await createPreferences({
    store: await openSettings(join(folder, 'config')),
    host,
    given: { environment: null, manifest: null },
    defaultEnvironment: home,
    confirm,
  });
  if (!preferences.ok) throw new Error(preferences.failure.code);
  return preferences.value;
};

test('what is saved while a question is open waits for its answer: the manifest in use is the one that is shown', async () => {
  const index = 'https://mirror.example/simple';
  const window = await opened('window', async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return true;
  });
  const own = await manifestFile('own');
  window.chose('manifest', own);
  await Promise.all([window.save({ indexUrl: index }), window.save({ manifest: own })]);
  expect(window.view().values).toMatchObject({ manifest: own, indexUrl: index });
  expect(window.manifest().name).toBe('own');
});

test('one question is open at a time', async () => {
  let open = 0;
  let most = 0;
  const window = await opened('window', async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, 20));
    open -= 1;
    return false;
  });
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((name) => window.save({ indexUrl: `https://${name}.example/simple` })),
  );
  expect(answers).toEqual(Array(3).fill({ ok: true, value: 'declined' }));
  expect(most).toBe(1);
});

test('a save that fails keeps no other from being saved', async () => {
  const window = await opened('window', async () => {
    throw new Error('no dialog');
  });
  const failing = window.save({ proxy: 'http://proxy.example:3128' });
  const good = window.save({ theme: 'dark' });
  await expect(failing).rejects.toThrow('no dialog');
  expect(await good).toEqual({ ok: true, value: 'saved' });
});

test('a manifest that another process has set meanwhile is used where it is shown', async () => {
  const page = await opened('page');
  const window = await opened('window');
  const own = await manifestFile('own');
  window.chose('manifest', own);
  await window.save({ manifest: own });
  await page.save({ theme: 'dark' });
  expect(page.view().values.manifest).toBe(own);
  expect(page.manifest().name).toBe('own');
});

test('a manifest that cannot be used is said until another one is chosen', async () => {
  const own = await manifestFile('own');
  const first = await opened('window');
  first.chose('manifest', own);
  await first.save({ manifest: own });
  await rm(own);
  const again = await opened('window');
  expect(again.view().troubles).toMatchObject([{ kind: 'manifest', failure: { code: 'manifest-missing' } }]);
  expect(again.manifest().name).toBe(manifest.name);
  await again.save({ manifest: null });
  expect(again.view().troubles).toEqual([]);
});
