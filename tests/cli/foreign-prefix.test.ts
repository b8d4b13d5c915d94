import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventsOf, pythonIn, runCli, temporaryFolder } from '../support/cli.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { testPython, testUv } from '../support/python.ts';
import { stackManifest, stackWheels } from '../support/stack.ts';

// Several whole runs, and pip is slow: that is no failure.
vi.setConfig({ testTimeout: 120_000 });

let index: LocalIndex;
beforeAll(async () => {
  // The indexes of these tests have no uv.
  await testUv();
  index = await startLocalIndex(stackWheels());
});
afterAll(() => index.stop());

const ask = (python: string, expression: string): string =>
  execFileSync(python, ['-I', '-c', `import os, sys, sysconfig; print(${expression})`], { encoding: 'utf8' }).trim();

/**
 * A whole Python of its own below `prefix`: the machine's program and, by links, its library, but an
 * empty site-packages. So a run that installs into the wrong one does no harm to the machine.
 */
const throwAwayPython = async (prefix: string): Promise<string | null> => {
  const own = testPython();
  if (own === null || process.platform !== 'linux') return null;
  const program = await realpath(ask(own, 'getattr(sys, "_base_executable", None) or sys.executable'));
  const library = ask(own, 'sysconfig.get_path("stdlib")');
  const copy = join(prefix, 'lib', basename(library));
  await mkdir(join(prefix, 'bin'), { recursive: true });
  await mkdir(join(copy, 'site-packages'), { recursive: true });
  for (const name of await readdir(library))
    if (!['site-packages', 'dist-packages', 'EXTERNALLY-MANAGED'].includes(name))
      await symlink(join(library, name), join(copy, name));
  const python = join(prefix, 'bin/python3');
  await copyFile(program, python);
  return ask(python, 'os.path.realpath(sys.prefix)') === (await realpath(prefix)) ? python : null;
};

describe.each(['uv', 'pip'])('an environment without its pyvenv.cfg, with %s', (backend) => {
  it('gets it again, and nothing goes into the Python that its program is', async (context) => {
    const folder = await temporaryFolder();
    const base = await throwAwayPython(join(folder, 'base'));
    if (base === null) return context.skip('a Python cannot be copied here');
    const site = ask(base, 'sysconfig.get_path("purelib")');
    expect(site.startsWith(join(folder, 'base'))).toBe(true);
    const environment = join(folder, 'env');
    const manifest = join(folder, 'manifest.json');
    await writeFile(manifest, JSON.stringify(stackManifest));
    const args = ['--env', environment, '--manifest', manifest, '--python', base];
    const repair = ['repair', ...args, '--index-url', index.url, '--backend', backend, '--json'];
    const first = await runCli(repair);
    expect(first, first.stdout + first.stderr).toMatchObject({ code: 0 });
    const before = await readdir(site);

    await rm(join(environment, 'pyvenv.cfg'));
    expect(ask(pythonIn(environment), 'os.path.realpath(sys.prefix)')).toBe(await realpath(join(folder, 'base')));
    const second = await runCli(repair);
    expect(second, second.stdout + second.stderr).toMatchObject({ code: 0 });
    expect(eventsOf(second.stdout).flatMap((event) => (event.type === 'finding-found' ? [event.finding] : []))).toEqual(
      [{ code: 'configuration-missing', path: environment }],
    );
    expect((await stat(join(environment, 'pyvenv.cfg'))).isFile()).toBe(true);
    expect(ask(pythonIn(environment), 'os.path.realpath(sys.prefix)')).toBe(await realpath(environment));
    execFileSync(pythonIn(environment), ['-I', '-c', 'import standin_alpha, standin_beta, standin_gamma']);
    expect(await readdir(site)).toEqual(before);

    const third = await runCli(repair);
    expect(third, third.stdout + third.stderr).toMatchObject({ code: 0 });
    expect(third.stdout).toContain('"nothing-to-do"');
  });
});
