import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Output } from '../../../electron/cli/output.ts';
import { serve } from '../../../electron/cli/serve.ts';
import type { StopSignals } from '../../../electron/cli/stop-signals.ts';
import { speak } from '../../../shared/wording/language.ts';
import { temporaryFolder } from '../../support/cli.ts';
import { type EngineDouble, engineDouble } from '../../support/engine-double.ts';
import { runStarted } from '../../support/recorded-run.ts';

const page = async (): Promise<string> => {
  const folder = join(await temporaryFolder(), 'renderer');
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Smart Installer</title>');
  return folder;
};

const prepare = () => {
  const printed: string[] = [];
  let stop: () => void = () => undefined;
  let said: (line: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => (said = resolve));
  const out: Output = {
    lines: (lines) => {
      printed.push(...lines);
      said(printed[0] ?? '');
    },
    flush: async () => undefined,
    isTerminal: false,
    stream: process.stdout,
  };
  const signals: StopSignals = {
    onStop: (react) => (stop = () => react(1)),
    request: () => undefined,
    times: () => 0,
    tooLong: new Promise(() => undefined),
  };
  return { out, printed, signals, address, stop: () => stop() };
};

const served = async (engine: EngineDouble, environment: string | null = '/home/ada/env') => {
  const { out, printed, signals, address, stop } = prepare();
  const ended = serve({ engine, port: 0, environment, pageFolder: await page(), out, stop: signals });
  const line = await address;
  const url = new URL(/http:\/\/\S+/.exec(line)?.[0] ?? '');
  const headers = { origin: url.origin, 'content-type': 'application/json' };
  const session = await fetch(`${url.origin}/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token: url.hash.replace('#token=', '') }),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const call = async (name: string, input: unknown): Promise<unknown> =>
    (
      await fetch(`${url.origin}/call/${name}`, {
        method: 'POST',
        headers: { ...headers, cookie },
        body: JSON.stringify(input),
      })
    ).json();
  return { line, printed, url, call, stop, ended };
};

describe('serve', () => {
  it('prints one line with the page’s address and its token, answers calls, and ends with 0', async () => {
    const { line, url, call, stop, ended } = await served(engineDouble([]));
    expect(line).toMatch(
      /^Open http:\/\/127\.0\.0\.1:\d+\/#token=\S{20,} in a browser on this computer; Ctrl-C ends it\.$/,
    );
    expect(await (await fetch(url.origin)).text()).toContain('<title>Smart Installer</title>');
    expect(await call('snapshot', {})).toMatchObject({
      ok: true,
      value: { host: 'page', environment: '/home/ada/env', manifest: { name: 'llm' } },
    });
    expect(await call('choose-folder', {})).toEqual({ ok: true, value: { folder: null } });
    stop();
    expect(await ended).toEqual({ exitCode: 0, problem: null });
    await expect(fetch(url.origin)).rejects.toThrow();
  });

  it('begins with a folder in the application’s own data where none is named', async () => {
    const { call, stop, ended } = await served(engineDouble([]), null);
    expect(await call('snapshot', {})).toMatchObject({ value: { environment: expect.stringMatching(/[\\/]env$/) } });
    stop();
    await ended;
  });

  it('cancels the run in progress when it is stopped, and says so by its exit code', async () => {
    const engine = engineDouble([runStarted(), 'forever']);
    const { call, stop, ended } = await served(engine);
    expect(await call('start', { verb: 'repair', environment: '/home/ada/env' })).toEqual({
      ok: true,
      value: { run: 'r1' },
    });
    stop();
    expect(await ended).toEqual({ exitCode: 130, problem: null });
    expect(engine.state()?.outcome).toEqual({ kind: 'cancelled', undo: 'nothing-changed' });
  });

  it('says that a port is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        if (typeof address === 'object' && address !== null) resolve(address.port);
      }),
    );
    onTestFinished(() => void other.close());
    const { out, signals } = prepare();
    expect(
      await serve({ engine: engineDouble([]), port, environment: null, pageFolder: await page(), out, stop: signals }),
    ).toEqual({
      exitCode: 1,
      problem: { sentence: `Another program is using port ${port}.`, next: expect.stringContaining('--port') },
    });
  });

  it('says that the page was not built', async () => {
    const empty = await temporaryFolder();
    for (const pageFolder of [empty, '/no/such/folder']) {
      const { out, signals } = prepare();
      expect(
        await serve({ engine: engineDouble([]), port: 0, environment: null, pageFolder, out, stop: signals }),
      ).toMatchObject({
        exitCode: 1,
        problem: { sentence: `The page is not in ${pageFolder}.` },
      });
    }
  });
});

describe('serve with settings', () => {
  const withSettings = async (settings: object): Promise<void> => {
    const home = await temporaryFolder();
    vi.stubEnv('SMART_INSTALLER_HOME', home);
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await speak('en');
    });
    await mkdir(join(home, 'config'), { recursive: true });
    await writeFile(join(home, 'config', 'settings.json'), JSON.stringify({ schema: 1, ...settings }));
  };

  it('speaks the language that is set there, and the terminal’s where none is', async () => {
    await withSettings({ language: 'de' });
    const { call, stop, ended } = await served(engineDouble([]));
    expect(await call('snapshot', {})).toMatchObject({ value: { language: 'de' } });
    expect(await call('save-settings', { language: 'zh-Hans' })).toMatchObject({
      value: { host: { language: 'zh-Hans' } },
    });
    expect(await call('save-settings', { language: 'system' })).toMatchObject({ value: { host: { language: 'en' } } });
    stop();
    await ended;
  });

  it('goes on where downloads beyond the limits cannot be removed, and says why', async () => {
    await withSettings({ cacheMaxDays: 1 });
    const engine = engineDouble([runStarted(), { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 1 }]);
    const unforeseen: unknown[] = [];
    const note = (error: unknown): void => void unforeseen.push(error);
    process.on('unhandledRejection', note);
    onTestFinished(() => void process.off('unhandledRejection', note));
    const refusing = {
      ...engine,
      pruneDownloads: async () => {
        throw new Error('EACCES: permission denied, scandir /cache');
      },
    };
    const { printed, call, stop, ended } = await served(refusing);
    await call('start', { verb: 'repair', environment: '/home/ada/env' });
    await vi.waitUntil(() => printed.length > 1 || unforeseen.length > 0);
    expect(unforeseen).toEqual([]);
    expect(printed[1]).toContain('EACCES');
    expect(await call('snapshot', {})).toMatchObject({ ok: true });
    stop();
    expect(await ended).toMatchObject({ exitCode: 0 });
  });
});
