import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, foldOf, runCli, strangerIn, temporaryFolder } from '../support/cli.ts';
import { stackManifest } from '../support/stack.ts';
import { treeOf } from '../support/tree.ts';

/** Each refusal: its exit code, one clear line with what to do, and nothing changed. */
const refused = async (
  folder: string,
  args: string[],
  code: number,
  says: RegExp,
  options: Parameters<typeof runCli>[1] = {},
) => {
  const before = await treeOf(folder);
  const ended = await runCli(args, options);
  expect(ended, ended.stdout + ended.stderr).toMatchObject({ code });
  const said = ended.stdout + ended.stderr;
  expect(said).toMatch(says);
  expect(said).toMatch(/What to do:|--help/);
  expect(said).not.toMatch(/\n\s+at .*\(.*:\d+:\d+\)/);
  expect(await treeOf(folder)).toEqual(before);
};

describe('the command line refuses', () => {
  it.each([
    [['repair', '--envv', 'x'], /--envv/],
    [['mend'], /mend/],
    [['repair'], /--env/],
    [['repair', '--env'], /--env/],
    [['repair', '--env', 'x', '--backend', 'conda'], /conda/],
    [['diagnose', '--env', 'x', '--index-url', 'y'], /--index-url/],
  ])('%j as wrong usage', async (args, says) => {
    await refused(await temporaryFolder(), args, 2, says);
  });

  it('a manifest that is missing, no JSON, or not valid', async () => {
    const folder = await temporaryFolder();
    const env = join(folder, 'env');
    await writeFile(join(folder, 'broken.json'), '{ "name": ');
    await writeFile(join(folder, 'wrong.json'), JSON.stringify({ ...stackManifest, layers: [{ id: 'a b' }] }));
    await refused(folder, ['repair', '--env', env, '--manifest', join(folder, 'none.json')], 2, /none\.json/);
    await refused(folder, ['repair', '--env', env, '--manifest', join(folder, 'broken.json')], 2, /broken\.json/);
    await refused(folder, ['repair', '--env', env, '--manifest', join(folder, 'wrong.json')], 2, /layers\.0\.id/);
  });

  it('a profile and an accelerator that the manifest does not have', async () => {
    const folder = await temporaryFolder();
    const env = join(folder, 'env');
    await refused(folder, ['repair', '--env', env, '--profile', 'huge'], 2, /huge/);
    await refused(folder, ['repair', '--env', env, '--accelerator', 'cu999'], 2, /cu999/);
  });

  it('a file as environment', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'env'), 'mine');
    await refused(folder, ['repair', '--env', join(folder, 'env')], 1, /is a file/);
  });

  it('a folder that is not empty and no environment', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'env'));
    await writeFile(join(folder, 'env/thesis.docx'), 'mine');
    await refused(folder, ['repair', '--env', join(folder, 'env')], 1, /thesis\.docx/);
  });

  it('a folder without write permission', async (context) => {
    if (process.platform === 'win32') context.skip('modes say nothing about permission on Windows');
    const folder = await temporaryFolder();
    const root = process.getuid?.() === 0;
    const as = root ? await strangerIn(await temporaryFolder()) : undefined;
    await mkdir(join(folder, 'parent'));
    await chmod(join(folder, 'parent'), 0o555);
    await chmod(folder, 0o755);
    await refused(
      folder,
      ['repair', '--env', join(folder, 'parent/env')],
      1,
      /may not write/,
      as === undefined ? {} : { as, cwd: folder },
    );
  });

  it('a folder where nobody may write', async (context) => {
    if (process.platform !== 'linux') context.skip('needs Linux’s /proc');
    const { code, stdout, stderr } = await runCli(['repair', '--env', '/proc/environment-of-a-test']);
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/may not write/);
  });

  it('to go on without a Python', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'bin'));
    await refused(folder, ['repair', '--env', join(folder, 'env'), '--offline'], 1, /No Python/, {
      env: { PATH: join(folder, 'bin') },
    });
  });

  it('a --python that is none', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'python'), 'not a program');
    await refused(
      folder,
      ['repair', '--env', join(folder, 'env'), '--python', join(folder, 'python')],
      1,
      /cannot be used/,
    );
  });

  it('an index that cannot be reached, after its attempts, with nothing changed', async () => {
    const folder = await temporaryFolder();
    const manifest = join(folder, 'manifest.json');
    await writeFile(manifest, JSON.stringify({ ...stackManifest, retry: { attempts: 3, waitSeconds: [0.1] } }));
    const args = [
      'repair',
      '--env',
      join(folder, 'env'),
      '--manifest',
      manifest,
      '--index-url',
      'http://127.0.0.1:9/simple/',
    ];
    await refused(folder, args, 1, /cannot be reached/);
    expect(await readdir(folder)).toEqual(['manifest.json']);
    const { stdout } = await runCli([...args, '--json']);
    const state = foldOf(eventsOf(stdout));
    expect(state.outcome).toMatchObject({ kind: 'failed', failure: { code: 'index-unreachable' } });
    expect(state.steps[0]).toMatchObject({ attempt: 3, of: 3 });
  });
});
