// @ts-check
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, without a shell. Aborting `signal` ends it and throws the signal's reason.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd: string, signal: AbortSignal, show: boolean }} options `show` passes its output on to
 * stderr as it comes; else it is collected.
 * @returns {Promise<{ exitCode: number | null, output: string }>} `exitCode` is null where the program
 * was ended by a signal or could not be started; `output` then says why.
 */
export const runProgram = async (file, args, { cwd, signal, show }) => {
  signal.throwIfAborted();
  const child = spawn(file, args, {
    cwd,
    stdio: show ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const end = () => {
    child.kill('SIGTERM');
    // npm finishes what it unpacks before it obeys; half an install is installed anew anyway.
    setTimeout(() => child.kill('SIGKILL'), 1000).unref();
  };
  signal.addEventListener('abort', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  const exitCode = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.on('close', (code) => resolve(code));
  });
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  return { exitCode, output };
};
