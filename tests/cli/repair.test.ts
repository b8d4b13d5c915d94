import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventsOf, foldOf, homeIn, processesOf, pythonIn, runCli, startCli, temporaryFolder } from '../support/cli.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { testUv } from '../support/python.ts';
import { stackManifest, stackWheels } from '../support/stack.ts';
import { treeOf } from '../support/tree.ts';
import { buildWheel } from '../support/wheel.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

let index: LocalIndex;
beforeAll(async () => {
  // The indexes of these tests have no uv.
  await testUv();
  index = await startLocalIndex(stackWheels());
});
afterAll(() => index.stop());

const manifestIn = async (folder: string, changes: object = {}): Promise<string> => {
  const file = join(folder, 'manifest.json');
  await writeFile(file, JSON.stringify({ ...stackManifest, ...changes }));
  return file;
};
const repairArguments = async (folder: string, changes: object = {}): Promise<string[]> => [
  'repair',
  '--env',
  join(folder, 'env'),
  '--manifest',
  await manifestIn(folder, changes),
  '--index-url',
  index.url,
];
const sitePackages = async (environment: string): Promise<string> => {
  const [version] = (await readdir(join(environment, 'lib'))).filter((name) => name.startsWith('python3'));
  return join(environment, 'lib', version ?? '', 'site-packages');
};
const imports = (environment: string, modules: string): void => {
  execFileSync(pythonIn(environment), ['-I', '-c', `import ${modules}`], { stdio: 'pipe' });
};

describe.each(['uv', 'pip'])('repair with %s', (backend) => {
  it('brings an environment up, then finds nothing to do and changes no file', async () => {
    const folder = await temporaryFolder();
    const args = [...(await repairArguments(folder)), '--backend', backend];
    const environment = join(folder, 'env');
    const first = await runCli(args);
    expect(first, first.stdout + first.stderr).toMatchObject({ code: 0 });
    imports(environment, 'standin_alpha, standin_beta, standin_gamma');

    const before = await treeOf(environment);
    const second = await runCli(args);
    expect(second, second.stdout + second.stderr).toMatchObject({ code: 0 });
    expect(second.stdout).toContain('Nothing had to be done');
    expect(await treeOf(environment)).toEqual(before);
    expect(await readdir(folder)).toEqual(['env', 'manifest.json']);
  });
});

describe('repair', () => {
  it('tells its run as valid events without gaps, whose fold is the final state', async () => {
    const folder = await temporaryFolder();
    const { code, stdout } = await runCli([...(await repairArguments(folder)), '--json']);
    expect(code).toBe(0);
    const events = eventsOf(stdout);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    expect(events.filter(({ type }) => type === 'run-started')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'run-finished')).toHaveLength(1);
    const state = foldOf(events);
    expect(state.outcome).toEqual({
      kind: 'repaired',
      changed: expect.arrayContaining(['environment', 'standin-alpha', 'standin-gamma']),
    });
    expect(state.steps.map(({ ended }) => ended)).toEqual(state.steps.map(() => 'done'));
    expect(state.proofs.map(({ subject, ok }) => [subject, ok])).toEqual([
      ['standin_alpha', true],
      ['standin_beta', true],
      ['standin_gamma', true],
    ]);
  });

  it('mends a torn package, takes away leftovers and what must not be there, and touches nothing else', async () => {
    const folder = await temporaryFolder();
    const args = await repairArguments(folder);
    const environment = join(folder, 'env');
    expect(await runCli(args)).toMatchObject({ code: 0 });
    const site = await sitePackages(environment);
    const beta = await treeOf(join(site, 'standin_beta'));
    await writeFile(join(site, 'standin_alpha/__init__.py'), 'raise ImportError("torn")\n');
    await mkdir(join(site, '~tandin_alpha'));
    execFileSync(pythonIn(environment), ['-I', '-c', 'import sys; print(sys.prefix)']);
    await mkdir(join(site, 'standin_unwanted'));
    await mkdir(join(site, 'standin_unwanted-1.0.0.dist-info'));
    await writeFile(
      join(site, 'standin_unwanted-1.0.0.dist-info/METADATA'),
      'Metadata-Version: 2.1\nName: standin-unwanted\nVersion: 1.0.0\n',
    );
    await writeFile(
      join(site, 'standin_unwanted-1.0.0.dist-info/RECORD'),
      'standin_unwanted-1.0.0.dist-info/METADATA,,\n',
    );

    const found = await runCli([
      'diagnose',
      '--env',
      environment,
      '--manifest',
      join(folder, 'manifest.json'),
      '--json',
    ]);
    expect(found.code).toBe(1);
    expect(
      foldOf(eventsOf(found.stdout))
        .findings.map(({ code }) => code)
        .sort(),
    ).toEqual(['files-truncated', 'import-broken', 'leftover', 'unwanted-package']);

    // A Python of the computer that notes that it was started: nobody needs one where the environment's own starts.
    const started = join(folder, 'started');
    const double = join(folder, 'double');
    await mkdir(double);
    await writeFile(join(double, 'python3'), `#!/bin/sh\necho "$0" >> '${started}'\nexit 1\n`, { mode: 0o755 });
    const PATH = `${double}${delimiter}${process.env['PATH'] ?? ''}`;
    const { code, stdout } = await runCli([...args, '--json'], { env: { PATH } });
    expect(code, stdout).toBe(0);
    expect(existsSync(started)).toBe(false);
    const state = foldOf(eventsOf(stdout));
    expect(state.steps.map(({ step }) => step.id)).toEqual([
      'resolve',
      'download',
      'clean-up',
      'remove-packages',
      'install:core',
      'prove',
    ]);
    imports(environment, 'standin_alpha');
    expect(await treeOf(join(site, 'standin_beta'))).toEqual(beta);
    expect((await readdir(site)).filter((name) => /unwanted|~/.test(name))).toEqual([]);
    expect(await runCli(['diagnose', '--env', environment, '--manifest', join(folder, 'manifest.json')])).toMatchObject(
      { code: 0 },
    );
  });

  it('makes the environment anew where mending was not enough', async () => {
    const folder = await temporaryFolder();
    const args = await repairArguments(folder);
    const environment = join(folder, 'env');
    expect(await runCli(args)).toMatchObject({ code: 0 });
    await writeFile(join(environment, 'notes.txt'), 'the user’s own');
    // A file that shadows a module and belongs to no package: reinstalling the package cannot heal it.
    await writeFile(
      join(await sitePackages(environment), 'shadow.pth'),
      'import sys; sys.modules["standin_alpha"] = None\n',
    );
    const { code, stdout } = await runCli([...args, '--json']);
    expect(code, stdout).toBe(0);
    expect(eventsOf(stdout).some((event) => event.type === 'step-noted' && event.note === 'rung-taken')).toBe(true);
    expect(await readFile(join(environment, 'notes.txt'), 'utf8')).toBe('the user’s own');
    imports(environment, 'standin_alpha');
  });

  it('replaces an interpreter that does not start', async () => {
    const folder = await temporaryFolder();
    const args = await repairArguments(folder);
    const environment = join(folder, 'env');
    expect(await runCli(args)).toMatchObject({ code: 0 });
    await rename(pythonIn(environment), join(environment, 'bin/gone'));
    expect(await runCli(args)).toMatchObject({ code: 0 });
    imports(environment, 'standin_beta');
  });

  it('waits and tries again where the index fails for a moment', async () => {
    const folder = await temporaryFolder();
    const shaky = await startLocalIndex(stackWheels());
    shaky.fail({ match: /\/simple\//, kind: 'status', status: 503, times: 1 });
    const args = await repairArguments(folder, { retry: { attempts: 3, waitSeconds: [0.2, 0.4] } });
    const { code, stdout } = await runCli([...args.slice(0, -1), shaky.url, '--json']);
    await shaky.stop();
    expect(code, stdout).toBe(0);
    const events = eventsOf(stdout);
    expect(events.filter(({ type }) => type === 'wait-started')).toHaveLength(1);
    expect(events.filter((event) => event.type === 'wait-ended').map(({ how }) => how)).toEqual(['elapsed']);
  });

  it('stops on SIGINT within 5 seconds, leaves no process, and the next run completes', async () => {
    const folder = await temporaryFolder();
    const slow = await startLocalIndex(stackWheels());
    slow.fail({ match: /standin_gamma.*\.whl$/, kind: 'stall', afterBytes: 1000 });
    const args = [...(await repairArguments(folder)).slice(0, -1), slow.url];
    const env = { SMART_INSTALLER_HOME: await homeIn(folder) };
    const run = startCli([...args, '--json'], { env });
    await run.says('"state":"downloading"');
    const began = Date.now();
    run.process.kill('SIGINT');
    const { code, stdout } = await run.ended;
    expect(code).toBe(130);
    expect(Date.now() - began).toBeLessThan(5000);
    expect(await processesOf(run.marker)).toEqual([]);
    expect(foldOf(eventsOf(stdout)).outcome?.kind).toBe('cancelled');
    const next = await runCli(args, { env });
    await slow.stop();
    expect(next, next.stdout + next.stderr).toMatchObject({ code: 0 });
    imports(join(folder, 'env'), 'standin_gamma');
  });

  it('lets one run at a time work on an environment, and names its pid', async () => {
    const folder = await temporaryFolder();
    const slow = await startLocalIndex(stackWheels());
    slow.fail({ match: /standin_gamma.*\.whl$/, kind: 'stall', afterBytes: 1000 });
    const args = [...(await repairArguments(folder)).slice(0, -1), slow.url];
    const env = { SMART_INSTALLER_HOME: await homeIn(folder) };
    const first = startCli([...args, '--json'], { env });
    await first.says('"state":"downloading"');
    const second = await runCli(args, { env });
    expect(second.code).toBe(3);
    expect(second.stderr + second.stdout).toContain(String(first.process.pid));
    first.process.kill('SIGTERM');
    expect((await first.ended).code).toBe(130);
    await slow.stop();
  });

  it('completes what a killed run left, over its lock', async () => {
    const folder = await temporaryFolder();
    const slow = await startLocalIndex(stackWheels());
    slow.fail({ match: /standin_gamma.*\.whl$/, kind: 'stall', afterBytes: 1000 });
    const args = [...(await repairArguments(folder)).slice(0, -1), slow.url];
    const env = { SMART_INSTALLER_HOME: await homeIn(folder) };
    const first = startCli([...args, '--json'], { env });
    await first.says('"state":"downloading"');
    first.process.kill('SIGKILL');
    await first.ended;
    for (const pid of await processesOf(first.marker)) process.kill(pid, 'SIGKILL');
    expect(await runCli(args, { env })).toMatchObject({ code: 0 });
    await slow.stop();
    imports(join(folder, 'env'), 'standin_gamma');
  });

  it('shows the plan and changes nothing with --dry-run', async () => {
    const folder = await temporaryFolder();
    const { code, stdout } = await runCli([...(await repairArguments(folder)), '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('Create the environment');
    expect(await readdir(folder)).toEqual(['manifest.json']);
  });

  it('shows no credential of an index anywhere', async () => {
    const folder = await temporaryFolder();
    const closed = await startLocalIndex(stackWheels(), { credentials: 'someone:hunter2secret' });
    const args = (await repairArguments(folder)).slice(0, -1);
    const good = await runCli([...args, closed.urlWithCredentials, '--json']);
    expect(good.code, good.stdout + good.stderr).toBe(0);
    const bad = await runCli([
      ...args.map((word) => (word.endsWith('/env') ? `${word}2` : word)),
      closed.urlWithCredentials.replace('hunter2', 'hunter3'),
      '--json',
    ]);
    expect(bad.code).toBe(1);
    await closed.stop();
    for (const { stdout, stderr } of [good, bad]) expect(stdout + stderr).not.toMatch(/hunter\dsecret/);
  });

  it('goes on without a journal and a cache where its own folder cannot be made', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const args = [...(await repairArguments(folder)), '--json'];
    const { code, stdout, stderr } = await runCli(args, { env: { SMART_INSTALLER_HOME: join(folder, 'file') } });
    const events = eventsOf(stdout);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    expect([events[0]?.type, events.at(-1)?.type]).toEqual(['run-started', 'run-finished']);
    expect(stdout).toContain('There is no journal of this run');
    expect(foldOf(events).outcome, stderr).not.toMatchObject({ failure: { code: 'bug' } });
    expect([0, 1]).toContain(code);
  });

  it('runs what a check names, finds it broken later, and mends it', async () => {
    const folder = await temporaryFolder();
    const [core, extra] = stackManifest.layers;
    const layers = [{ ...core, checks: [{ kind: 'run', module: 'standin_alpha.run', arguments: [] }] }, extra];
    const alpha = buildWheel({
      name: 'standin-alpha',
      version: '1.5.0',
      modules: { standin_alpha: '' },
      files: { 'standin_alpha/run.py': 'print("runs")\n' },
    });
    const own = await startLocalIndex([...stackWheels(), alpha]);
    const args = [...(await repairArguments(folder, { layers })).slice(0, -1), own.url];
    expect(await runCli(args)).toMatchObject({ code: 0 });
    expect((await runCli(args)).stdout).toContain('Nothing had to be done');
    // A file of no package, so that the check alone can tell.
    const trap = join(await sitePackages(join(folder, 'env')), 'trap.pth');
    await writeFile(trap, 'import sys; sys.argv[:1] == ["-m"] and sys.exit(3)\n');
    const { code, stdout } = await runCli([...args, '--json']);
    await own.stop();
    expect(code, stdout).toBe(0);
    expect(foldOf(eventsOf(stdout)).findings.map((finding) => finding.code)).toEqual(['check-failed']);
  });

  it('removes an unwanted package that is importable without a dist-info', async () => {
    const folder = await temporaryFolder();
    const args = await repairArguments(folder);
    expect(await runCli(args)).toMatchObject({ code: 0 });
    const unwanted = join(await sitePackages(join(folder, 'env')), 'standin_unwanted');
    await mkdir(unwanted);
    await writeFile(join(unwanted, '__init__.py'), '');
    expect(await runCli(args)).toMatchObject({ code: 0 });
    expect(existsSync(unwanted)).toBe(false);
  });

  it('refuses, before any change, a stack that needs what it wants absent', async () => {
    const folder = await temporaryFolder();
    const ended = await runCli(await repairArguments(folder, { remove: ['standin-gamma'] }));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('standin-gamma must be absent, but standin-beta needs it');
    expect(await readdir(folder)).toEqual(['manifest.json']);
  });

  it('restores a file that lost its content', async () => {
    const folder = await temporaryFolder();
    const args = await repairArguments(folder);
    expect(await runCli(args)).toMatchObject({ code: 0 });
    const file = join(await sitePackages(join(folder, 'env')), 'standin_beta/__init__.py');
    await truncate(file, 0);
    await writeFile(file, 'import standin_gamma_that_is_not_there\n');
    expect(await runCli(args)).toMatchObject({ code: 0 });
    imports(join(folder, 'env'), 'standin_beta');
  });
});
