import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../..');

/** A checkout with the real setup, one dependency that needs no network, and a build that only notes that it ran. */
export interface Checkout {
  root: string;
  write: (file: string, content: string) => void;
  read: (file: string) => string;
  /** Sets package.json and a lock file that agree; `packages` are the lock's entries for what is added. */
  depend: (dependencies: Record<string, string>, packages?: Record<string, unknown>) => void;
  remove: () => void;
}

export const newCheckout = (): Checkout => {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'setup of a checkout ')));
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  const depend: Checkout['depend'] = (more, packages = {}) => {
    const head = { name: 'checkout', version: '1.0.0' };
    const dependencies = { here: 'file:here', ...more };
    const here = { 'node_modules/here': { resolved: 'here', link: true }, here: { version: '1.0.0' } };
    write('package.json', JSON.stringify({ ...head, private: true, type: 'module', dependencies }));
    const lock = { ...head, lockfileVersion: 3, requires: true };
    write(
      'package-lock.json',
      JSON.stringify({ ...lock, packages: { '': { ...head, dependencies }, ...here, ...packages } }),
    );
  };
  for (const part of ['setup.mjs', 'setup'])
    cpSync(path.join(repository, 'build', part), path.join(root, 'build', part), { recursive: true });
  write(
    'build/bundle.mjs',
    "import { appendFileSync } from 'node:fs';\nappendFileSync('built', process.version + '\\n');\n",
  );
  write('.npmrc', readFileSync(path.join(repository, '.npmrc'), 'utf8'));
  write('here/package.json', JSON.stringify({ name: 'here', version: '1.0.0' }));
  depend({});
  return {
    root,
    write,
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
    depend,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};

export interface Ended {
  exitCode: number | null;
  output: string;
}

/** Starts a program in a process group of its own and collects all that it prints. */
export const begin = (
  file: string,
  args: string[],
  cwd: string,
): { child: ChildProcess; output: () => string; ended: Promise<Ended> } => {
  const { npm_config_loglevel: _, npm_execpath: __, ...env } = process.env;
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
  return { child, output: () => output, ended };
};

/** Waits until a running program has printed a text. */
export const printed = async (program: ReturnType<typeof begin>, text: string): Promise<void> => {
  while (!program.output().includes(text)) {
    if (program.child.exitCode !== null) throw new Error(`ended without printing "${text}":\n${program.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
