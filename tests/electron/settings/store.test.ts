import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { whileLocked } from '../../../electron/settings/lock.ts';
import { openSettings } from '../../../electron/settings/store.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import { failureOf } from '../../support/failure-of.ts';
import { posixTest } from '../../support/platform-tests.ts';
import { asOtherUser, bundleTool, nobody, noOtherUser } from '../engine/tools/other-user.ts';

let folder = '';
let file = '';

beforeEach(async () => {
  const made = await realpath(await mkdtemp(join(tmpdir(), 'smart-installer-config-')));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  folder = join(made, 'config');
  file = join(folder, 'settings.json');
});

const now = () => Date.UTC(2026, 10, 26, 2, 0, 0);
const asideName = 'settings.damaged-2026-11-26T02-00-00-000Z.json';

const write = async (content: string | Buffer | object): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const isText = typeof content === 'string' || Buffer.isBuffer(content);
  await writeFile(file, isText ? content : JSON.stringify(content));
};
const read = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

describe('settings', () => {
  test('have their defaults where there is no file, and make none by being read', async () => {
    const store = await openSettings(folder);
    expect(store.settings()).toEqual(defaultSettings);
    expect(store.troubles).toEqual([]);
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  test('are there again for the next start', async () => {
    const store = await openSettings(folder);
    await store.save({ theme: 'dark' });
    await store.save({ offline: true });
    expect(store.settings()).toEqual({ ...defaultSettings, theme: 'dark', offline: true });
    const again = await openSettings(folder);
    expect(again.settings()).toEqual(store.settings());
    expect(again.troubles).toEqual([]);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  posixTest('are for their user only', async () => {
    await (await openSettings(folder)).save({ theme: 'dark' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  posixTest('that lie elsewhere, behind a link, stay there', async () => {
    const elsewhere = join(folder, 'kept.json');
    await write({ schema: 1 });
    await writeFile(elsewhere, '{"schema": 1}');
    await rm(file);
    await symlink(elsewhere, file);
    await (await openSettings(folder)).save({ theme: 'dark' });
    expect(JSON.parse(await readFile(elsewhere, 'utf8'))).toMatchObject({ theme: 'dark' });
    expect(await realpath(file)).toBe(elsewhere);
  });

  test('written by an editor of Windows are read', async () => {
    await write(`\uFEFF${JSON.stringify({ schema: 1, theme: 'light' })}`);
    expect((await openSettings(folder)).settings().theme).toBe('light');
  });
});

describe('a settings file that is damaged', () => {
  test.each<[string, string | Buffer]>([
    ['empty, as after a power cut', ''],
    ['cut off', '{"schema": 1, "theme": "da'],
    ['of zeros', Buffer.alloc(4096)],
    ['no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80])],
    ['a list', '[]'],
    ['a word', '"dark"'],
    ['of something else', '{"theme": "dark"}'],
    ['endless', ' '.repeat(300 * 1024)],
  ])('because it is %s is set aside, said once, and replaced by the next change', async (_, content) => {
    await write(content);
    const store = await openSettings(folder, now);
    expect(store.settings()).toEqual(defaultSettings);
    expect(store.troubles).toEqual([{ kind: 'damaged', kept: join(folder, asideName) }]);
    expect(await readFile(join(folder, asideName))).toEqual(Buffer.from(content));
    await store.save({ theme: 'dark' });
    expect(await read()).toMatchObject({ schema: 1, theme: 'dark' });
    expect((await openSettings(folder)).troubles).toEqual([]);
  });

  test('in parts keeps what is good; the rest is named once, and a copy kept', async () => {
    const content = { schema: 1, theme: 'dark', offline: 'yes', indexUrl: 'https://ada:pw@mirror.example', own: 7 };
    await write(content);
    const store = await openSettings(folder, now);
    expect(store.settings()).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(store.troubles).toEqual([{ kind: 'partly', keys: ['indexUrl', 'offline'], kept: join(folder, asideName) }]);
    expect(JSON.parse(await readFile(join(folder, asideName), 'utf8'))).toEqual(content);
    const again = await openSettings(folder, now);
    expect(again.troubles).toEqual([]);
    expect(again.settings().theme).toBe('dark');
    expect(await read()).toMatchObject({ own: 7 });
  });
});

test('a settings file that is damaged while it is open is set aside by the next change', async () => {
  await write({ schema: 1, theme: 'dark' });
  const store = await openSettings(folder, now);
  await write('{"schema": 1, "theme": "dark", "proxy": "http://pro');
  await store.save({ offline: true });
  expect(await readFile(join(folder, asideName), 'utf8')).toBe('{"schema": 1, "theme": "dark", "proxy": "http://pro');
  expect(await read()).toEqual({ schema: 1, ...defaultSettings, offline: true });
});

describe('a settings file of a newer version', () => {
  const newer = { schema: 3, theme: 'sepia', offline: true, hologram: { on: true } };

  test('is used as far as it is understood, and left as it is', async () => {
    await write(newer);
    const store = await openSettings(folder);
    expect(store.settings()).toEqual({ ...defaultSettings, offline: true });
    expect(store.troubles).toEqual([{ kind: 'partly', keys: ['theme'], kept: null }]);
    expect(await read()).toEqual(newer);
  });

  test('keeps what only that version understands when something is saved', async () => {
    await write(newer);
    await (await openSettings(folder)).save({ logLevel: 'errors' });
    expect(await read()).toMatchObject({ ...newer, logLevel: 'errors' });
    await (await openSettings(folder)).save({ theme: 'dark' });
    expect(await read()).toMatchObject({ ...newer, theme: 'dark' });
  });
});

describe('settings that cannot be read or written', () => {
  test('as with a folder in their place, are the defaults, and nothing is moved', async () => {
    await mkdir(file, { recursive: true });
    const store = await openSettings(folder);
    expect(store.settings()).toEqual(defaultSettings);
    expect(store.troubles).toEqual([{ kind: 'unreadable', path: file }]);
    expect(await failureOf(store.save({ theme: 'dark' }))).toEqual({ code: 'permission-denied', path: file });
    expect(store.settings()).toEqual(defaultSettings);
    expect((await stat(file)).isDirectory()).toBe(true);
  });

  test('as with a file where their folder has to be, are the defaults', async () => {
    await writeFile(folder, 'in the way');
    const store = await openSettings(folder);
    expect(store.settings()).toEqual(defaultSettings);
    expect(await failureOf(store.save({ theme: 'dark' }))).toEqual({ code: 'permission-denied', path: file });
  });

  test('for lack of rights, are said to be so', async ({ skip }) => {
    const reason = noOtherUser();
    if (reason !== null) skip(reason);
    await write({ schema: 1, theme: 'dark' });
    await chmod(join(folder, '..'), 0o755);
    await chmod(folder, 0o755);
    await chmod(file, 0o600);
    const tool = await bundleTool('../../settings/store.ts', join(folder, '../store.cjs'));
    const use = (then: string) =>
      asOtherUser(
        tool,
        `async ({ openSettings }) => {
          const store = await openSettings(${JSON.stringify(folder)});
          const { theme } = store.settings();
          const failure = await store.save({ offline: true }).then(() => null, (error) => error.failure);
          return { theme, troubles: store.troubles, ${then} };
        }`,
      );
    expect(use('failure')).toEqual({
      theme: 'system',
      troubles: [{ kind: 'unreadable', path: file }],
      failure: { code: 'permission-denied', path: file },
    });
    await chown(file, nobody, nobody);
    expect(use('failure')).toEqual({ theme: 'dark', troubles: [], failure: { code: 'permission-denied', path: file } });
    // Damaged, in a folder where nothing can be moved.
    await writeFile(file, '{');
    expect(use('failure')).toMatchObject({ theme: 'system', troubles: [{ kind: 'damaged', kept: null }] });
    expect(await readFile(file, 'utf8')).toBe('{');
  });
});

describe('two processes', () => {
  test('that save at the same time lose nothing of each other', async () => {
    const saver = (expression: string) => {
      const script = `const { openSettings } = await import(${JSON.stringify(new URL('../../../electron/settings/store.ts', import.meta.url).href)});
        const store = await openSettings(${JSON.stringify(folder)});
        for (let n = 1; n <= 15; n += 1) await store.save(${expression});`;
      return spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
    };
    const first = saver('{ cacheMaxDays: n, offline: true }');
    const second = saver('{ cacheMaxBytes: n, theme: "dark" }');
    const ends = await Promise.all([once(first, 'exit'), once(second, 'exit')]);
    expect(ends.map(([code]) => code)).toEqual([0, 0]);
    expect(await read()).toEqual({
      schema: 1,
      ...defaultSettings,
      cacheMaxDays: 15,
      cacheMaxBytes: 15,
      offline: true,
      theme: 'dark',
    });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  test('lose nothing of each other where one mends the file', async () => {
    await write({ schema: 1, theme: 'sepia', offline: true });
    const opening = await whileLocked(file, async () => {
      const begun = openSettings(folder, now);
      // It has read the file, and waits for the other process to save.
      await vi.waitUntil(() => existsSync(join(folder, asideName)));
      await write({ schema: 1, theme: 'sepia', offline: false });
      return { begun };
    });
    await opening.begun;
    expect(await read()).toMatchObject({ theme: 'system', offline: false });
  });

  test('that find the same damage set it aside once', async () => {
    await write('{');
    const stores = await Promise.all([openSettings(folder, now), openSettings(folder, now), openSettings(folder, now)]);
    expect(stores.flatMap(({ troubles }) => troubles)).toHaveLength(1);
    expect(await readdir(folder)).toEqual([asideName]);
  });
});
