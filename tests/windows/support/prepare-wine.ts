import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fetchArchive } from '../../support/registry-package.ts';
import { describeWine, holderSources, nodePackage, type Wine, wineFolder } from './wine.ts';

/**
 * Makes what is missing for the tests under Wine, once: fetches a Node for Windows (34 MB), compiles
 * the programs that hold files, and has Wine make its folders (700 MB, 10 s). Answers why there is no
 * Wine, or null. Everything is made beside its place and moved there, so two calls do not disturb
 * each other and a killed one leaves nothing that is taken for whole.
 */
export const prepareWine = async (): Promise<string | null> => {
  const described = describeWine();
  if ('missing' in described) return described.missing;
  const { wine } = described;
  for (const [place, make] of [
    [path.dirname(wine.node), fetchNode],
    [wine.holders, compileHolders],
    [wine.prefix, makePrefix],
  ] as const) {
    if (existsSync(place)) continue;
    process.stderr.write(`Preparing Wine for the tests: ${path.basename(place)} …\n`);
    const problem = await makeAt(place, (work) => make(work, wine));
    if (problem !== null) return problem;
  }
  return null;
};

/** Makes one folder as a whole. What earlier versions and killed calls have left goes. */
const makeAt = async (place: string, make: (work: string) => Promise<string | null>): Promise<string | null> => {
  await mkdir(wineFolder, { recursive: true });
  for (const name of await readdir(wineFolder)) {
    const isOlder = name.startsWith(`${path.basename(place).split('-')[0] ?? ''}-`);
    if (isOlder || (await isAbandoned(name))) await rm(path.join(wineFolder, name), { recursive: true, force: true });
  }
  const work = await mkdtemp(path.join(wineFolder, '.new-'));
  try {
    const problem = await make(work);
    if (problem !== null) return problem;
    await rename(work, place).catch((error: NodeJS.ErrnoException) => {
      // Another process was first; what it made is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return null;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

const isAbandoned = async (name: string): Promise<boolean> => {
  if (!name.startsWith('.new-')) return false;
  const { mtimeMs } = await stat(path.join(wineFolder, name)).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > 3600_000;
};

const fetchNode = async (work: string): Promise<string | null> => {
  const fetched = await fetchArchive(nodePackage, work);
  if ('missing' in fetched) return fetched.missing;
  const unpack = [
    '-xzf',
    fetched.archive,
    '-C',
    work,
    '--no-same-owner',
    '--strip-components=2',
    'package/bin/node.exe',
  ];
  const problem = run('tar', unpack);
  await rm(fetched.archive);
  return problem;
};

const compileHolders = async (work: string): Promise<string | null> => {
  const compile = (...args: string[]) => run('x86_64-w64-mingw32-gcc', ['-Wall', '-Werror', ...args]);
  const source = (name: string) => path.join(holderSources, name);
  return (
    compile('-municode', source('hold.c'), '-o', path.join(work, 'hold.exe')) ??
    compile('-shared', source('library.c'), '-o', path.join(work, 'library.dll'))
  );
};

/** Tries Node in it too: what cannot run it is no use. */
const makePrefix = async (work: string, { node, env }: Wine): Promise<string | null> => {
  const here = { ...env, WINEPREFIX: work };
  const said = path.join(work, 'node-says');
  const problem =
    run('wine', ['wineboot', '-i'], here) ??
    // Node does not start on the Windows 7 that Wine is by itself.
    run('wine', ['winecfg', '-v', 'win10'], here) ??
    run('wine', [node, '--version'], here, said);
  run('wineserver', ['-k'], here);
  if (problem !== null) return problem;
  const version = (await readFile(said, 'utf8')).trim();
  return version === `v${nodePackage.version}`
    ? null
    : `this Wine does not run Node ${nodePackage.version} (${version})`;
};

/** Programs under Wine cannot write to a pipe of Unix, so the output goes to a file. Answers what went wrong, or null. */
const run = (
  file: string,
  args: readonly string[],
  env: Record<string, string | undefined> = process.env,
  output = '/dev/null',
): string | null => {
  const to = openSync(output, 'w');
  const { status, error } = spawnSync(file, args, { stdio: ['ignore', to, to], timeout: 120_000, env });
  closeSync(to);
  if (error !== undefined) return error.message;
  return status === 0 ? null : `${file} ${args.join(' ')} ended with ${status}`;
};
