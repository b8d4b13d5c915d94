// @ts-check
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronProgram } from './start/electron-program.mjs';

/**
 * `npm start`: the window, or, where no window can be had, the local page. `--env DIR`,
 * `--manifest FILE`, `--repair` and `--launch` are passed on (`npm start -- --env DIR`).
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2);

/** A window that ends this soon by a signal never came up: a library or the sandbox is missing. */
const startMs = 10_000;

const main = async () => {
  const reason = whyNoDisplay() ?? (await openWindow());
  if (reason === null) return;
  process.stderr.write(`No window can be opened (${reason}); opening the local page instead.\n`);
  const { code, signal } = await run(process.execPath, [path.join(root, 'dist/cli.cjs'), 'serve', ...wordsOfPage()]);
  endLike(code, signal);
};

/** @returns {string | null} */
const whyNoDisplay = () => {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return null;
  return 'this session has no display';
};

/** Runs the window to its end; answers why there was none, or null. @returns {Promise<string | null>} */
const openWindow = async () => {
  const program = await electronProgram(root);
  if ('missing' in program) return program.missing;
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (isRoot) process.stderr.write('Running as root, so the window runs without Chromium’s sandbox (--no-sandbox).\n');
  const began = Date.now();
  const { code, signal, error } = await run(program.file, [...(isRoot ? ['--no-sandbox'] : []), root, ...words]);
  if (error !== null) return `Electron does not start: ${error}`;
  const endedAtOnce = Date.now() - began < startMs;
  if (endedAtOnce && (code === 127 || signal === 'SIGTRAP' || signal === 'SIGABRT' || signal === 'SIGSEGV'))
    return 'Electron does not start on this system';
  endLike(code, signal);
  return null;
};

/** The page takes its folder only; its manifest is the product's own. */
const wordsOfPage = () => {
  const at = words.findIndex((word) => word === '--env' || word.startsWith('--env='));
  if (at < 0) return [];
  return words[at] === '--env' ? words.slice(at, at + 2) : words.slice(at, at + 1);
};

/**
 * @param {string} file @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, error: string | null }>}
 */
const run = (file, args) =>
  new Promise((resolve) => {
    const env = { ...process.env };
    // Terminals inside Electron applications set it; Electron would then be a plain Node.
    delete env.ELECTRON_RUN_AS_NODE;
    const child = spawn(file, args, { stdio: 'inherit', env });
    const pass = (/** @type {NodeJS.Signals} */ name) => void child.kill(name);
    for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, pass);
    const ended = (
      /** @type {number | null} */ code,
      /** @type {NodeJS.Signals | null} */ signal,
      /** @type {string | null} */ error,
    ) => {
      for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.removeListener(name, pass);
      resolve({ code, signal, error });
    };
    child.on('error', (error) => ended(null, null, error.message));
    child.on('close', (code, signal) => ended(code, signal, null));
  });

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
const endLike = (code, signal) => {
  if (signal !== null) process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
};

await main();
