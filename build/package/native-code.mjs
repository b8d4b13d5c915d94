// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { npm } from '../setup/dependencies.mjs';
import { explainNpm } from '../setup/explain-npm.mjs';
import { SetupProblem } from '../setup/problem.mjs';
import { runProgram } from '../setup/run-program.mjs';

const lockSchema = z.object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) });

/**
 * Puts koffi's native part for Windows into .cache/native-code/win-PROCESSOR/, from where it is
 * packaged: npm installs on each system only that system's own part, and without it nobody could say
 * who holds a file. Version and hash are those of package-lock.json, whichever system this is.
 * @param {string} root
 * @param {import('./targets.mjs').Processor} processor
 */
export const fetchNativeCode = async (root, processor) => {
  const name = `@koromix/koffi-win32-${processor}`;
  const place = `node_modules/${name}`;
  const locked = lockSchema.parse(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'))).packages[
    place
  ];
  if (locked?.version === undefined) throw new SetupProblem(`package-lock.json names no ${name}.`);
  const cache = path.join(root, '.cache/native-code');
  const folder = path.join(cache, `win-${processor}`);
  const isThere = async () => (await versionIn(path.join(folder, path.basename(name)))) === locked.version;
  if (await isThere()) return;
  process.stderr.write(`Fetching ${name} ${locked.version} …\n`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, '.new-'));
  try {
    const dependencies = { [name]: locked.version };
    // Without its systems, or npm refuses it on another one.
    const { os: _os, cpu: _cpu, optional: _optional, ...entry } = locked;
    const lock = {
      name: 'native-code',
      lockfileVersion: 3,
      requires: true,
      packages: { '': { name: 'native-code', dependencies }, [place]: entry },
    };
    await writeFile(path.join(work, 'package.json'), JSON.stringify({ name: 'native-code', dependencies }));
    await writeFile(path.join(work, 'package-lock.json'), JSON.stringify(lock));
    const [file, ...args] = npm(process.execPath);
    const command = [...args, 'ci', '--ignore-scripts', '--loglevel=error'];
    const signal = new AbortController().signal;
    const { exitCode, output } = await runProgram(file, command, { cwd: work, signal, show: false });
    if (exitCode !== 0) throw new SetupProblem(explainNpm(exitCode, output));
    const moveIn = () => rename(path.join(work, 'node_modules/@koromix'), folder);
    await moveIn().catch(async () => {
      // Another build has brought it meanwhile, and may be packing these very files.
      if (await isThere()) return;
      await rm(folder, { recursive: true, force: true });
      await moveIn();
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

/** @param {string} folder */
const versionIn = async (folder) => {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return null;
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(file, 'utf8'))).version;
};
