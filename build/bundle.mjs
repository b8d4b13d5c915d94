// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sourcesHash } from './sources-hash.mjs';
import { createPageConfig } from './vite.config.mjs';

/**
 * Bundles the product into dist/: `main.cjs` and `preload.cjs` for Electron, `audit-worker.cjs`,
 * `remove-worker.cjs` and `log-worker.cjs` for threads, `cli.cjs`, whose chunks and main's are loaded when they are needed, and the page
 * in `renderer/`. `node build/bundle.mjs` rebuilds only what is stale; `--force` rebuilds all. Prints
 * to stderr, and only when it builds.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const stampFile = path.join(dist, 'build-stamp.json');

/** Rebuilds dist/ where the sources have changed since it was made. A fresh one costs a few milliseconds. */
export const ensureBuilt = async ({ force = false } = {}) => {
  const hash = await sourcesHash(root);
  if (!force && (await isFresh(hash))) return;
  process.stderr.write('Building Smart Installer …\n');
  const began = Date.now();
  await build(hash);
  process.stderr.write(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
};

/** @param {string} hash */
const isFresh = async (hash) => {
  try {
    const stamp = JSON.parse(await readFile(stampFile, 'utf8'));
    return stamp.hash === hash && stamp.files.every((/** @type {string} */ file) => existsSync(path.join(dist, file)));
  } catch {
    return false; // no stamp, or one that a killed build cut short
  }
};

/**
 * Builds beside dist/ and moves file by file into it, so that a program that is started meanwhile
 * finds whole files, and two builds at once write the same content twice.
 * @param {string} hash
 */
const build = async (hash) => {
  const cache = path.join(root, '.cache');
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const work = await mkdtemp(path.join(cache, 'build-'));
  try {
    await bundleProduct(work);
    const files = await filesBelow(work);
    // Chunks before the entries that name them: an entry never points at what is not there yet.
    const entries = files.filter((file) => !file.includes('/') || file.endsWith('.html'));
    for (const file of [...files.filter((name) => !entries.includes(name)), ...entries]) await moveIn(work, file);
    await writeFile(path.join(work, 'stamp'), `${JSON.stringify({ hash, files })}\n`);
    await rename(path.join(work, 'stamp'), stampFile);
    await removeOthers(new Set([...files, path.basename(stampFile)]));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

/**
 * What a vendor's build has of its own: names, the manifest that is built in, parsed, the page's icon as SVG.
 * @typedef {{ product: import('../shared/product.ts').Product, version: string, manifest: import('../shared/manifest.ts').Manifest, icon: string }} Brand
 */

/**
 * Bundles everything into a folder. Answers the folders of the npm packages of which code is in it.
 * @param {string} folder @param {Brand | null} brand null: the product under its own name
 * @returns {Promise<string[]>}
 */
export const bundleProduct = async (folder, brand = null) => {
  const modules = (
    await Promise.all([bundlePrograms(folder, brand), bundlePage(path.join(folder, 'renderer'), brand)])
  ).flat();
  return [...new Set(modules.flatMap((id) => packageFolder(id) ?? []))].sort();
};

/** …/node_modules/a/node_modules/@b/c/index.js → …/node_modules/a/node_modules/@b/c; null for our own files. @param {string} id */
const packageFolder = (id) =>
  /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(id.replace(/^\0+/, ''))?.[0] ?? null;

/** Removes what builds that were killed have left; one of today may be at work. @param {string} cache */
const removeAbandoned = async (cache) => {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('build-')) continue;
    const folder = path.join(cache, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 24 * 3600_000) await rm(folder, { recursive: true, force: true });
  }
};

/** @param {string} work @param {string} file */
const moveIn = async (work, file) => {
  const to = path.join(dist, file);
  await mkdir(path.dirname(to), { recursive: true });
  await rename(path.join(work, file), to);
};

/** Answers the paths of all modules. @param {string} folder @param {Brand | null} brand @returns {Promise<string[]>} */
const bundlePrograms = async (folder, brand) => {
  const { build: rolldown } = await import('rolldown');
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const manifest = brand === null ? null : replaceManifest(brand.manifest);
  /** @type {import('rolldown').InputOptions} */
  const common = {
    cwd: root,
    platform: 'node',
    // koffi looks for its native part beside itself; only Windows has use for it (electron-builder.yml).
    external: ['electron', 'koffi'],
    logLevel: 'warn',
    checks: { pluginTimings: false },
    // Electron 25, which the tests may run in, has Node 18; its syntax is the oldest we meet.
    transform: {
      target: 'node18',
      define: { __VERSION__: JSON.stringify(brand?.version ?? version), ...defineProduct(brand) },
    },
    plugins: manifest === null ? [] : [manifest.plugin],
  };
  /** @type {import('rolldown').OutputOptions} */
  const output = {
    dir: folder,
    format: 'cjs',
    // By require(), with which every Electron finds what lies beside app.asar.
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    comments: false,
  };
  const single = { ...output, codeSplitting: false };
  const chunked = { ...output, chunkFileNames: 'chunks/[name]-[hash].cjs' };
  const built = await rolldown([
    // The engine is a chunk of its own, loaded when the window stands.
    { ...common, input: { main: 'electron/begin.ts' }, output: chunked },
    { ...common, input: { preload: 'electron/preload.ts' }, output: single },
    { ...common, input: { 'audit-worker': 'electron/engine/tools/audit/worker.ts' }, output: single },
    { ...common, input: { 'remove-worker': 'electron/engine/tools/remove-tree/worker.ts' }, output: single },
    { ...common, input: { 'log-worker': 'electron/engine/tools/run-logs/worker.ts' }, output: single },
    { ...common, input: { cli: 'electron/cli.ts' }, output: chunked },
  ]);
  if (manifest?.wasReplaced() === false)
    throw new Error('the vendor’s manifest has not taken the place of the product’s');
  return built.flatMap(modulesOf);
};

/** @param {{ output: readonly object[] }} built @returns {string[]} */
const modulesOf = ({ output }) =>
  output.flatMap((part) => ('moduleIds' in part && Array.isArray(part.moduleIds) ? part.moduleIds : []));

/** @param {Brand | null} brand @returns {Record<string, string>} */
const defineProduct = (brand) => (brand === null ? {} : { __PRODUCT__: JSON.stringify(brand.product) });

/** Puts another manifest in the place of the one that the product brings. @param {import('../shared/manifest.ts').Manifest} manifest */
export const replaceManifest = (manifest) => {
  let replaced = false;
  return {
    wasReplaced: () => replaced,
    plugin: {
      name: 'built-in-manifest',
      transform: (/** @type {string} */ _code, /** @type {string} */ id) => {
        if (!/[\\/]shared[\\/]manifests[\\/]llm\.json$/.test(id)) return null;
        replaced = true;
        return { code: JSON.stringify(manifest), moduleType: /** @type {const} */ ('json') };
      },
    },
  };
};

/** Answers the paths of all modules. @param {string} folder @param {Brand | null} brand @returns {Promise<string[]>} */
const bundlePage = async (folder, brand) => {
  const { build: vite } = await import('vite');
  const config = createPageConfig(brand);
  // Whatever the caller's is (test runners set it): another one puts React's development build and this folder's path into the page.
  const outside = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  const built = await vite({
    ...config,
    configFile: false,
    define: defineProduct(brand),
    build: { ...config.build, outDir: folder, emptyOutDir: true },
  }).finally(() => {
    if (outside === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = outside;
  });
  if (!('output' in built)) throw new Error('the page has more than one build');
  return modulesOf(built);
};

/** Removes what an earlier build left. @param {Set<string>} wanted */
const removeOthers = async (wanted) => {
  for (const file of await filesBelow(dist)) if (!wanted.has(file)) await rm(path.join(dist, file), { force: true });
  for (const folder of await readdir(dist, { recursive: true }))
    if ((await stat(path.join(dist, folder)).catch(() => null))?.isDirectory())
      await rmdir(path.join(dist, folder)).catch((error) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
      });
};

/** Paths with `/` relative to a folder, sorted. @param {string} folder */
const filesBelow = async (folder) => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  try {
    await ensureBuilt({ force: process.argv.includes('--force') });
  } catch (error) {
    // A bundler's message names file, line and cause; its stack is its own.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
