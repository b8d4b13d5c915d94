import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { copyTree } from './copy-tree.ts';
import { testHome, testPython } from './python.ts';

const runFile = promisify(execFile);

/**
 * Makes an environment with the pip that this computer's Python brings, for tests of what happens in
 * one. Made by `python -m venv` it takes seconds, nearly all for pip; so that was done once, and
 * `root`, which must not be there yet, becomes a copy.
 */
export const makePipEnvironment = async (root: string): Promise<void> => {
  const template = await makeTemplate();
  // Python looks at a file's time to see whether its bytecode is of it.
  await copyTree(template, root);
  await nameAnew(root, template, root);
};

/** Kept between runs. */
const makeTemplate = async (): Promise<string> => {
  const python = testPython();
  if (python === null) throw new Error('no Python on this machine');
  const { mtimeMs, size } = await stat(python);
  const { stdout: pip } = await runFile(python, ['-I', '-c', 'import ensurepip; print(ensurepip.version())']);
  const key = createHash('sha256').update(`${python} ${mtimeMs} ${size} ${pip}`).digest('hex').slice(0, 12);
  const template = join(dirname(testHome), 'tests-environments', key, 'env');
  if (existsSync(template)) return template;
  await mkdir(dirname(template), { recursive: true });
  await removeAbandoned(dirname(template));
  const work = await mkdtemp(join(dirname(template), '.new-'));
  const made = join(work, basename(template));
  await runFile(python, ['-I', '-m', 'venv', made]);
  await nameAnew(made, made, template);
  await rename(made, template).catch((error: NodeJS.ErrnoException) => {
    // Another test's process was first; its environment is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
  });
  await rm(work, { recursive: true, force: true });
  return template;
};

/** What tests that were killed have left; one of the last hour may be at work. */
const removeAbandoned = async (parent: string): Promise<void> => {
  for (const name of await readdir(parent)) {
    if (!name.startsWith('.new-')) continue;
    const { mtimeMs } = await stat(join(parent, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 3600_000) await rm(join(parent, name), { recursive: true, force: true });
  }
};

/**
 * What an environment says of its own folder. Not in the scripts of pip, which nobody starts here: its
 * RECORD has their hashes.
 */
const nameAnew = async (root: string, from: string, to: string): Promise<void> => {
  const scripts = join(root, process.platform === 'win32' ? 'Scripts' : 'bin');
  const names = (await readdir(scripts)).filter((name) => /^activate/i.test(name));
  for (const path of [join(root, 'pyvenv.cfg'), ...names.map((name) => join(scripts, name))])
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(from, to));
};
