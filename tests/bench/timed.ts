import { spawn } from 'node:child_process';

interface Start {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** An exit code other than 0 that is no failure. */
  code?: number;
  /** Called with the process's pid as soon as it has one. */
  onStarted?: (pid: number) => void;
}

/** Milliseconds from a program's start to its end. What it says is kept for the error that is thrown where it fails. */
export const timed = (
  program: string,
  args: readonly string[],
  { env = process.env, cwd, code = 0, onStarted = () => undefined }: Start = {},
): Promise<number> => {
  const began = performance.now();
  const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (text: string): void => {
    said = `${said}${text}`.slice(-4000);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  if (child.pid !== undefined) onStarted(child.pid);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (ended) => {
      if (ended === code) resolve(performance.now() - began);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${ended}:\n${said}`));
    });
  });
};
