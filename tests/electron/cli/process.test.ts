import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Event, eventSchema } from '../../../shared/events.ts';

const root = join(import.meta.dirname, '../../..');
const real = join(root, 'electron/cli.ts');
const withDouble = join(root, 'tests/support/cli-with-double.ts');

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

const start = (
  program: string,
  words: string[],
  { nodeOptions = [] as string[], env = {} as NodeJS.ProcessEnv } = {},
) => {
  const child: ChildProcess = spawn(process.execPath, [...nodeOptions, program, ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  const heard = new Set<() => void>();
  const hear = (): void => {
    for (const one of heard) one();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    hear();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    hear();
  });
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (stdout.includes(text) || stderr.includes(text)) resolve();
      };
      heard.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without saying ${text}: ${stdout}${stderr}`)));
    });
  return { child, ended, says };
};
const run = (...args: Parameters<typeof start>): Promise<Ended> => start(...args).ended;
const events = (stdout: string): Event[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => eventSchema.parse(JSON.parse(line)));

const repair = ['repair', '--env', join(root, 'no-such-folder-of-a-test')];

describe('the program', () => {
  it('prints help and its version on standard output', async () => {
    expect(await run(real, ['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage: smart-installer'),
      stderr: '',
    });
    expect(await run(real, ['--version'])).toEqual({ code: 0, signal: null, stdout: 'development\n', stderr: '' });
  });

  it('answers wrong usage with one sentence and what to do, on standard error', async () => {
    expect(await run(real, ['repair', '--evn', 'x'])).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: "Unknown option '--evn' (Did you mean --env?).\nWhat to do: See smart-installer --help.\n",
    });
    expect(await run(real, [])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Say what to do: .*\nWhat to do: .*\n$/),
    });
  });

  it('answers a manifest that cannot be used and a --find-links that is none the same way, before it loads the engine', async () => {
    expect(await run(real, [...repair, '--manifest', '/no/such/manifest.json', '--json'])).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'There is no manifest at /no/such/manifest.json.\nWhat to do: Check the path given with --manifest.\n',
    });
    expect(await run(real, [...repair, '--find-links', '/no/such/folder'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--find-links names \/no\/such\/folder/),
    });
  });

  it('says one clear line on a Node that is too old', async () => {
    const pretend =
      "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'});Object.defineProperty(process,'version',{value:'v20.1.0'})";
    const ended = await run(real, ['detect'], { nodeOptions: ['--import', pretend] });
    expect(ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^Smart Installer needs Node\.js 22 or newer, and this is v20\.1\.0\.\nWhat to do: .*\n$/,
      ),
    });
  });

  it('runs on the Node inside an Electron, whatever its version', async () => {
    const pretend =
      "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.15.0'});Object.defineProperty(process.versions,'electron',{value:'25.1.1'})";
    expect(await run(real, ['--version'], { nodeOptions: ['--import', pretend] })).toMatchObject({
      code: 0,
      stdout: 'development\n',
    });
  });

  it('prints one event a line with --json, and nothing else', async () => {
    const { code, stdout, stderr } = await run(withDouble, ['done', ...repair, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(events(stdout).map(({ type }) => type)).toEqual([
      'run-started',
      'plan-made',
      'step-started',
      'run-finished',
    ]);
  });

  it('has all of a long output flushed before it ends', async () => {
    const { code, stdout } = await run(withDouble, ['chatty', ...repair, '--json']);
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expect(events(stdout).at(-1)?.type).toBe('run-finished');
  });

  it('says a failure on standard error in two lines, also with --json', async () => {
    const stderr =
      'The package index https://index.example/simple/ cannot be reached: the server closed the connection.\nWhat to do: Check the network connection and the proxy, then run again.\n';
    expect(await run(withDouble, ['failed', ...repair, '--json'])).toMatchObject({ code: 1, stderr });
    expect(await run(withDouble, ['failed', ...repair])).toMatchObject({
      code: 1,
      stderr,
      stdout: expect.stringMatching(/\nNot repaired \(0\.0 s\)\n$/),
    });
  });

  it('goes on when its reader leaves', async () => {
    const { child, ended } = start(withDouble, ['chatty', ...repair, '--json']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  it('says once that its output cannot be written', async (context) => {
    if (process.platform !== 'linux') context.skip('needs /dev/full');
    const child = spawn('/bin/sh', ['-c', '"$0" "$@" >/dev/full', process.execPath, withDouble, 'done', ...repair], {
      cwd: root,
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([
      0,
      'The output cannot be written any more (ENOSPC).\nWhat to do: The run goes on; look at its journal afterwards.\n',
    ]);
  });

  it.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops on %s, cancelled', async (signal, context) => {
    if (process.platform === 'win32') context.skip('Windows has no signals that ask');
    const { child, ended, says } = start(withDouble, ['forever', ...repair, '--json']);
    await says('step-started');
    const began = Date.now();
    child.kill(signal);
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(Date.now() - began).toBeLessThan(5000);
    expect(
      events(stdout)
        .map(({ type }) => type)
        .slice(-2),
    ).toEqual(['cancel-requested', 'run-finished']);
  });

  it('stops although nobody reads what it printed', async (context) => {
    if (process.platform === 'win32') context.skip('Windows has no signals that ask');
    const child = spawn(process.execPath, [withDouble, 'flood', ...repair, '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await new Promise((resolve) => child.stdout.once('readable', resolve));
    const began = Date.now();
    child.kill('SIGTERM');
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(130);
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it('cuts a wait short when it is stopped', async (context) => {
    if (process.platform === 'win32') context.skip('Windows has no signals that ask');
    const { child, ended, says } = start(withDouble, ['waiting', ...repair]);
    await says('trying again in 30 s (attempt 2 of 3)');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({
      code: 130,
      stdout: expect.stringContaining('Stopped. The run was stopped. Nothing in the environment was changed.'),
    });
  });

  it('does not end well when nothing is left that could end the run', async () => {
    expect(await run(withDouble, ['stalled', ...repair])).toMatchObject({
      code: 1,
      stderr: 'The run came to a standstill.\nWhat to do: Run repair again, and please report it.\n',
    });
  });

  it('answers an error that nobody foresaw with a sentence, stops the run, and shows no stack and no secret', async () => {
    const { code, stderr, stdout } = await run(withDouble, ['broken', ...repair, '--json']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'Something unforeseen happened: nobody foresaw https://***@x.example.\nWhat to do: Please report it.\n',
    );
    expect(events(stdout).at(-1)).toMatchObject({ type: 'run-finished', outcome: { kind: 'cancelled' } });
  });
});
