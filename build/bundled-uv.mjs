// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { bundledUv, pinnedUv } from '../electron/engine/tools/uv-pin.ts';
import { SetupProblem } from './setup/problem.mjs';

/**
 * Fetches the pinned uv for the systems that are packaged, by pip and from the index that pip is
 * configured for, and lays the program and its licences out in .cache/bundled-uv/SYSTEM-PROCESSOR/.
 * A wheel is kept, and its SHA-256 is compared with the pin (uv-pin.ts) every time, so the result is
 * the same everywhere. `node build/bundled-uv.mjs linux-x64 win-x64 …`
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const usualCache = path.join(root, '.cache', 'bundled-uv');

/** @typedef {keyof typeof bundledUv} UvTarget */

/** @param {string} name @returns {name is UvTarget} */
export const isUvTarget = (name) => Object.hasOwn(bundledUv, name);

/**
 * Answers the folder. Throws SetupProblem where the wheel cannot be had or is not the pinned one.
 * @param {UvTarget} target
 */
export const bundleUv = async (target, cache = usualCache) => {
  const wheel = await wheelFor(target, cache);
  const folder = path.join(cache, target);
  const files = unzipSync(wheel, {
    filter: ({ name }) => /\.data\/scripts\/uv(?:\.exe)?$|\/licenses\/[^/]+$/.test(name),
  });
  // Another build may be packing these very files.
  if (await holdsExactly(folder, files)) return folder;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, '.new-'));
  for (const [name, content] of Object.entries(files))
    await writeFile(path.join(work, path.basename(name)), content, {
      mode: name.includes('/scripts/') ? 0o755 : 0o644,
    });
  // Made for this user only, but everybody may start what is packaged.
  await chmod(work, 0o755);
  await rm(folder, { recursive: true, force: true });
  await rename(work, folder);
  return folder;
};

/** @param {string} folder @param {Record<string, Uint8Array>} files by their paths in the wheel; the folder has only their names */
const holdsExactly = async (folder, files) => {
  const present = await readdir(folder).catch(() => []);
  const same = await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const kept = await readFile(path.join(folder, path.basename(name))).catch(() => null);
      return kept?.equals(content) === true;
    }),
  );
  return present.length === same.length && same.every(Boolean);
};

/** The wheel's content, from the cache or else by pip. @param {UvTarget} target @param {string} cache @returns {Promise<Buffer>} */
const wheelFor = async (target, cache) => {
  const tag = bundledUv[target];
  const name = `uv-${pinnedUv.version}-py3-none-${tag}.whl`;
  const kept = path.join(cache, 'wheels', name);
  const sha256 = pinnedUv.wheels[tag];
  const present = await readFile(kept).catch(() => null);
  if (present !== null && hashOf(present) === sha256) return present;
  process.stderr.write(`Fetching uv ${pinnedUv.version} for ${target} …\n`);
  await mkdir(path.dirname(kept), { recursive: true });
  const work = await mkdtemp(path.join(cache, '.fetch-'));
  try {
    await download(tag, work);
    const file = path.join(work, name);
    const fetched = await readFile(file).catch(() => null);
    if (fetched === null)
      throw new SetupProblem(`pip fetched another wheel of uv than ${name}. See electron/engine/tools/uv-pin.ts.`);
    if (hashOf(fetched) !== sha256)
      throw new SetupProblem(
        `The package index serves ${name} with another SHA-256 than electron/engine/tools/uv-pin.ts names, so it is not packaged. Use another index, or renew the pin as that file says.`,
      );
    await rename(file, kept);
    return fetched;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

/** @param {string} tag @param {string} folder */
const download = async (tag, folder) => {
  const platforms = tag.split('.').flatMap((platform) => ['--platform', platform]);
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', ...platforms];
  let said = 'no Python with pip was found';
  for (const python of process.platform === 'win32' ? ['py', 'python'] : ['python3', 'python']) {
    const { code, output } = await run(python, [...args, '--dest', folder, `uv==${pinnedUv.version}`]);
    if (code === 0) return;
    if (code !== null) said = output.trim().split('\n').at(-1) ?? said;
  }
  throw new SetupProblem(
    `uv ${pinnedUv.version} could not be fetched (${said}). It comes by pip: have Python 3 with pip on PATH, and a package index in pip’s configuration (pip config set global.index-url URL).`,
  );
};

/** `code` null: there is no such program. @param {string} file @param {string[]} args @returns {Promise<{ code: number | null, output: string }>} */
const run = (file, args) =>
  new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', () => resolve({ code: null, output }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** @param {Uint8Array} content */
const hashOf = (content) => createHash('sha256').update(content).digest('hex');

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  try {
    for (const name of process.argv.slice(2)) {
      if (!isUvTarget(name))
        throw new SetupProblem(`There is no uv for ${name}: ${Object.keys(bundledUv).join(', ')}.`);
      process.stdout.write(`${await bundleUv(name)}\n`);
    }
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
