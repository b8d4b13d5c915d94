import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { manifestSchema } from '../../shared/manifest.ts';
import type { RunState } from '../../shared/run-state.ts';
import { eventsOf, foldOf, homeIn, processesOf, startCli, temporaryFolder } from '../support/cli.ts';
import { damagedEnvironment } from '../support/damaged-environment.ts';
import { startLocalIndex } from '../support/local-index.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { stackManifest, stackWheels } from '../support/stack.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const launchOf = (changes: object = {}) => ({ module: 'app', ready: 'READY', timeLimitSeconds: 30, ...changes });
const manifest = manifestSchema.parse({ ...stackManifest, launch: launchOf() });

describeOnLinux('launch', () => {
  const environment = damagedEnvironment({ manifest, wheels: stackWheels });

  /** Starts a program of these lines as the manifest's own. */
  const start = async (
    program: string,
    { launch = {}, words = ['--json'] }: { launch?: object; words?: string[] } = {},
  ) => {
    await writeFile(join(environment.site(), 'app.py'), program);
    const file = join(environment.folder(), 'launched.json');
    await writeFile(file, JSON.stringify({ ...manifest, launch: launchOf(launch) }));
    return startCli(['launch', '--env', environment.root(), '--manifest', file, ...words], {
      env: environment.variables,
    });
  };
  const launch = async (...args: Parameters<typeof start>) => {
    const run = await start(...args);
    const { code, stdout, stderr } = await run.ended;
    const events = eventsOf(stdout);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    expect(events.at(-1)?.type, stdout + stderr).toBe('run-finished');
    expect(await processesOf(run.marker)).toEqual([]);
    return { code, events, state: foldOf(events), stdout, stderr };
  };
  const failureIn = ({ outcome }: RunState): Extract<Failure, { code: 'launch-failed' }> => {
    if (outcome?.kind !== 'failed' || outcome.failure.code !== 'launch-failed')
      throw new Error(`not a failed launch: ${JSON.stringify(outcome)}`);
    return outcome.failure;
  };
  const printed = ({ log }: RunState): string[] =>
    log.lines.flatMap(({ level, text }) => (level === 'output' ? [text] : []));

  test('starts the program as an activated environment would, and ends with it', async () => {
    environment.variables['PYTHONPATH'] = '/nowhere';
    const program = `
import os, shutil, sys, standin_beta
print(sys.prefix, os.environ["VIRTUAL_ENV"], os.path.dirname(shutil.which("python")), os.environ.get("PYTHONPATH"), os.getcwd(), sys.argv[1:])
print("grüße こんにちは 🙂")
print("now READY")`;
    const { code, events, state } = await launch(program, { launch: { arguments: ['a b', '$HOME;'] } });
    const root = environment.root();
    expect({ code, outcome: state.outcome }).toEqual({ code: 0, outcome: { kind: 'launched' } });
    expect(printed(state)).toEqual([
      `${root} ${root} ${root}/bin None ${root} ['a b', '$HOME;']`,
      'grüße こんにちは 🙂',
      'now READY',
    ]);
    expect(state.launch).toEqual({
      command: [`${root}/bin/python`, '-m', 'app', 'a b', '$HOME;'],
      pid: expect.any(Number),
      startedAt: expect.any(Number),
      readyMs: expect.any(Number),
      ended: { exitCode: 0, signal: null, ms: expect.any(Number) },
    });
    expect(events.filter(({ type }) => type === 'launch-ready')).toMatchObject([{ how: 'output' }]);
    expect(state.machine).toBeNull();
  });

  test('names the package of a module that is missing, which the diagnosis finds and a repair brings', async () => {
    await environment.uninstall('standin-gamma');
    const failed = await launch('import standin_gamma\nprint("READY")');
    expect(failed.code).toBe(1);
    expect(failureIn(failed.state)).toMatchObject({
      exitCode: 1,
      ready: false,
      cause: {
        kind: 'module-missing',
        subject: 'standin_gamma',
        package: 'standin-gamma',
        evidence: "ModuleNotFoundError: No module named 'standin_gamma'",
      },
      finding: { code: 'dependency-missing', package: 'standin-gamma' },
      profile: 'full',
    });
    expect(failed.state.findings.map(({ code }) => code)).toContain('dependency-missing');
    expect(failed.stderr).toBe(
      "The program could not be launched: the Python module standin_gamma (standin-gamma) is missing. It said: ModuleNotFoundError: No module named 'standin_gamma'.\nWhat to do: Run smart-installer repair with the same options, then launch again.\n",
    );
    expect((await environment.repair()).code).toBe(0);
    expect((await launch('import standin_gamma\nprint("READY")')).code).toBe(0);
  });

  test('says that the environment is whole where it is, and what else to do', async () => {
    const { code, state, stderr } = await launch('import no_such_module_of_a_test');
    expect(code).toBe(1);
    expect(failureIn(state)).toMatchObject({
      cause: { kind: 'module-missing', package: null },
      finding: null,
      findings: 0,
    });
    expect(stderr).toContain('The environment is as the manifest wants it. Add the package');
  });

  test('finds a damaged package by a crash in it', async () => {
    const gamma = join(environment.site(), 'standin_gamma/__init__.py');
    await writeFile(gamma, `${await readFile(gamma, 'utf8')}\nimport os\nos.abort()\n`);
    const { code, state } = await launch('import standin_gamma');
    expect(code).toBe(1);
    expect(failureIn(state)).toMatchObject({
      exitCode: null,
      signal: 'SIGABRT',
      cause: { kind: 'crashed', subject: 'SIGABRT', package: 'standin-gamma' },
      finding: { package: 'standin-gamma' },
    });
  });

  test('ends what is not ready in time, also where it ignores being asked', async () => {
    const program =
      'import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint("loading")\ntime.sleep(60)';
    const { code, state } = await launch(program, { launch: { timeLimitSeconds: 2 } });
    expect(code).toBe(1);
    expect(failureIn(state)).toMatchObject({ cause: { kind: 'too-slow' }, exitCode: null, detail: ['loading'] });
  });

  test('keeps every line of a flood in order', async () => {
    const count = 100_000;
    const { code, events } = await launch(`for n in range(${count}): print("line", n)\nprint("READY")`);
    expect(code).toBe(0);
    const lines = events.flatMap((event) => (event.type === 'lines' ? event.lines.map(({ text }) => text) : []));
    expect(lines.filter((text) => text.startsWith('line '))).toEqual(
      Array.from({ length: count }, (_, n) => `line ${n}`),
    );
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ends the whole tree on %s, with exit code 130', async (signal) => {
    const program = `
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("READY")
time.sleep(600)`;
    const run = await start(program);
    await run.says('"launch-ready"');
    run.process.kill(signal);
    const { code, stdout } = await run.ended;
    expect(code).toBe(130);
    expect(await processesOf(run.marker)).toEqual([]);
    const state = foldOf(eventsOf(stdout));
    expect(state.outcome?.kind).toBe('cancelled');
    expect(state.launch?.ended).toMatchObject({ exitCode: null, signal: null });
  });

  test('ends what the program leaves running, though it holds the output and ignores being asked', async () => {
    const child = 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)';
    const program = `import subprocess, sys\nsubprocess.Popen([sys.executable, "-c", "${child}"])\nprint("READY")`;
    const began = Date.now();
    expect((await launch(program)).code).toBe(0);
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  test('leaves alone what has a session of its own, such as the browser that a program opens', async () => {
    const program = `
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("READY")`;
    const run = await start(program);
    expect((await run.ended).code).toBe(0);
    const left = await processesOf(run.marker);
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect(left).toHaveLength(1);
  });

  test('shows no credential that the program prints, and none in its failure', async () => {
    const { stdout, stderr, state } = await launch(
      'raise SystemExit("cannot reach https://ada:hunter2@models.example/x")',
    );
    expect(stdout + stderr).not.toContain('hunter2');
    expect(failureIn(state).detail).toEqual(['cannot reach https://***@models.example/x']);
    const journal = state.journal ?? '';
    expect(existsSync(journal)).toBe(true);
  });

  const server = `
import http.server, os, sys
class Once(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health" else 503)
        self.end_headers()
        if self.path == "/health": os._exit(0)
    def log_message(self, *words): pass
print("loading")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Once).serve_forever()`;
  const freePort = async (): Promise<number> => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    await new Promise((resolve) => taken.close(resolve));
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  test('is ready when its URL answers', async () => {
    const port = await freePort();
    const launched = { arguments: [String(port)], ready: { url: `http://127.0.0.1:${port}/health` } };
    const { code, events } = await launch(server, { launch: launched });
    expect(code).toBe(0);
    expect(events.filter(({ type }) => type === 'launch-ready')).toMatchObject([{ how: 'url' }]);
  });

  test('is ready when its port takes connections, and does not start where another program has it', async () => {
    const port = await freePort();
    const launched = { arguments: [String(port)], ready: { port } };
    const run = await start(server, { launch: launched });
    await run.says('"launch-ready"');
    const second = await launch('print("never")', { launch: launched });
    expect(second.code).toBe(1);
    expect(second.state.launch).toBeNull();
    expect(failureIn(second.state)).toMatchObject({ cause: { kind: 'address-in-use', subject: `port ${port}` } });
    expect(second.stderr).toContain(`another program already uses port ${port}`);
    run.process.kill('SIGINT');
    expect((await run.ended).code).toBe(130);
  });

  test('tells an error after it was ready from one before', async () => {
    const { code, state, stderr } = await launch('print("READY")\nraise MemoryError()');
    expect(code).toBe(1);
    expect(failureIn(state)).toMatchObject({
      ready: true,
      cause: { kind: 'memory', evidence: 'MemoryError' },
      findings: 0,
    });
    expect(stderr).toContain('The program has ended after it was ready: the memory of the computer is full.');
  });

  test('takes a program without a ready signal for launched when it ends well', async () => {
    const { code, state } = await launch('print("done")', { launch: { ready: undefined } });
    expect({ code, outcome: state.outcome }).toEqual({ code: 0, outcome: { kind: 'launched' } });
    const early = await launch('print("done")');
    expect(failureIn(early.state).cause.kind).toBe('ended-early');
  });

  test('shows a person the output as it comes, and the cause at the end', async () => {
    const run = await start('print("hello\\nREADY")\nraise ValueError("no model")', { words: [] });
    const { code, stdout, stderr } = await run.ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/\nhello\nREADY\n/);
    expect(stdout).toMatch(/\nEnded with an error \(.*\)\n$/);
    expect(stderr).toMatch(
      /an error of its own \(ValueError\)\. It said: ValueError: no model\.\nWhat to do: The environment is as/,
    );
  });

  test('looks at the profile that was installed', async () => {
    const mark = join(environment.root(), '.smart-installer/environment.json');
    await writeFile(mark, (await readFile(mark, 'utf8')).replace('"full"', '"core"'));
    await environment.uninstall('standin-beta', 'standin-gamma');
    const { state } = await launch('raise ValueError("no model")');
    expect(failureIn(state)).toMatchObject({ findings: 0, profile: 'core' });
  });

  test('does not start over what an interrupted repair has left', async () => {
    const folder = join(environment.root(), '.smart-installer/trash/20261123T140200000-0a1b2c3d');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'moves.ndjson'), '{"what":"began","at":1764000000000}\n');
    const { code, state } = await launch('print("READY")');
    expect(code).toBe(1);
    expect(state.launch).toBeNull();
    expect(failureIn(state)).toMatchObject({ cause: { kind: 'unfinished-run' }, finding: { code: 'unfinished-run' } });
  });

  test('refuses a manifest without a program, and a folder without an environment', async () => {
    const refuse = (...words: string[]) => startCli(['launch', ...words], { env: environment.variables }).ended;
    const none = join(environment.folder(), 'none.json');
    await writeFile(none, JSON.stringify(stackManifest));
    expect(await refuse('--env', environment.root(), '--manifest', none)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^The manifest "Stand-in stack" names no program to launch\.\nWhat to do: /),
    });
    const absent = join(environment.folder(), 'absent');
    const file = join(environment.folder(), 'manifest.json');
    expect(await refuse('--env', absent, '--manifest', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no environment in'),
    });
    expect(existsSync(absent)).toBe(false);
  });

  test('is named to a repair that begins meanwhile, which goes on without ending it', async () => {
    // As a library stays mapped that it has loaded.
    const run = await start(
      'import standin_gamma, time\nheld = open(standin_gamma.__file__)\nprint("READY")\ntime.sleep(600)',
    );
    await run.says('"launch-ready"');
    const { code, events } = await environment.repair('--rebuild');
    expect(code).toBe(0);
    const pid = foldOf(eventsOf(run.output())).launch?.pid;
    const found = events.flatMap((event) => (event.type === 'holder-found' ? event.holders : []));
    expect(found.map((holder) => holder.pid)).toContain(pid);
    run.process.kill('SIGINT');
    expect((await run.ended).code).toBe(130);
  });

  test('refuses while a repair works on the environment, with exit code 3', async () => {
    const slow = await startLocalIndex(stackWheels());
    onTestFinished(() => slow.stop());
    slow.fail({ match: /standin_gamma.*\.whl$/, kind: 'stall', afterBytes: 1000 });
    await environment.uninstall('standin-gamma');
    const home = await homeIn(await temporaryFolder());
    const words = ['--env', environment.root(), '--manifest', join(environment.folder(), 'manifest.json')];
    const repair = startCli(['repair', ...words, '--index-url', slow.url, '--json'], {
      env: { ...environment.variables, SMART_INSTALLER_HOME: home },
    });
    await repair.says('"state":"downloading"');
    const second = await start('print("READY")', { words: [] });
    const { code, stderr } = await second.ended;
    repair.process.kill('SIGTERM');
    await repair.ended;
    expect(code).toBe(3);
    expect(stderr).toContain(`process ${repair.process.pid}`);
  });
});
