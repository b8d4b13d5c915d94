import type { ChildProcess } from 'node:child_process';
import { execa } from 'execa';
import { assertNever } from '../../../shared/assert-never.ts';
import { redact } from '../../../shared/redact.ts';
import { Cancelled, throwIfCancelled } from '../failing.ts';
import type { CommandOptions, CommandResult, RunCommand } from '../interfaces/command.ts';
import { childEnvironment } from './child-environment.ts';
import { readOutput } from './output.ts';
import { markOfThisProcess, markVariable } from './process-mark.ts';
import { holdTree } from './process-tree.ts';
import { programPath } from './program-path.ts';
import { whenQuiet } from './quiet-streams.ts';
import { createStop } from './stop-reason.ts';

/** Exit code of the Microsoft Store's alias that stands in for a Python which is not installed. */
const storeAliasExitCode = 9009;
/** What a program left running may hold its streams open: they are closed after so long a silence. */
const silence = { ms: 500, atMostMs: 5000 };

/**
 * `stdout` and `stderr` of the result are as the program wrote them, for a parser: a URL in them
 * keeps its password. Of more than 16 MiB they are the end. What a program that ended by itself
 * left running is left alone, if nothing else is asked for.
 */
export const createCommand = (): RunCommand => async (file, args, options) => {
  throwIfCancelled(options.signal);
  const env = childEnvironment({ ...options.env, [markVariable]: markOfThisProcess });
  const program = process.platform === 'win32' ? programPath(file, env, options.cwd ?? process.cwd()) : file;
  return program === null ? notStarted(`${file} was not found`) : run(program, args, env, options);
};

const run = async (
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  options: CommandOptions,
): Promise<CommandResult> => {
  const child = execa(program, args, {
    env,
    extendEnv: false,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    // A process group of its own: Ctrl-C in a terminal reaches only us, and the whole tree can be signalled.
    detached: process.platform !== 'win32',
    // What is alive when this process exits is ended by its tree.
    cleanup: false,
    windowsHide: options.showsWindows !== true,
    buffer: false,
    reject: false,
  });
  if (child.pid === undefined) {
    const { cause, originalMessage } = await child;
    // Only the system's refusals are results; an argument that Node itself rejects is a defect of the caller.
    if (cause instanceof Error && 'syscall' in cause) return notStarted(originalMessage ?? cause.message);
    throw cause;
  }

  const tree = holdTree(child.pid);
  options.onStart?.(child.pid);
  const stop = createStop(options.signal, options.timeLimitMs);
  const output = readOutput(child, (line, stream) => {
    try {
      options.onLine?.(line, stream);
    } catch (error) {
      stop.ask({ kind: 'listener-threw', error });
    }
  });
  const close = () => {
    child.stdout.destroy();
    child.stderr.destroy();
  };
  child.nodeChildProcess.once('exit', () => void whenQuiet([child.stdout, child.stderr], silence).then(close));
  const left = leftOf(child.nodeChildProcess, tree, options);
  const finished = child.then(({ exitCode, signal }) => ({
    kind: 'ended' as const,
    exitCode: exitCode ?? null,
    signal: signal === undefined ? {} : { signal },
  }));

  try {
    // Once stopped, the tree's end is waited for and not the child's: a process stuck in a driver has none.
    const first = await Promise.race([stop.asked, finished]);
    if (first.kind !== 'ended') await tree.end();
    await left();
    output.finish();
    const end = stop.reason() ?? first;
    const result = {
      stdout: output.stdout(),
      stderr: output.stderr(),
      tail: [...output.tail],
      timedOut: false,
      notStarted: false,
    };
    switch (end.kind) {
      case 'cancelled':
        throw new Cancelled();
      case 'listener-threw':
        throw end.error;
      case 'time-limit':
        return { ...result, exitCode: null, timedOut: true };
      case 'ended':
        return process.platform === 'win32' && end.exitCode === storeAliasExitCode
          ? { ...result, exitCode: null, notStarted: true }
          : { ...result, exitCode: end.exitCode, ...end.signal };
      default:
        return assertNever(end);
    }
  } finally {
    close();
    tree.release();
    stop.forget();
  }
};

/**
 * Ends what is left of the tree as soon as the program itself has ended, so that nobody holds its
 * streams open; the answer waits for that. What has a session of its own stays: so a program opens
 * the user's browser (Python's webbrowser.py), which is not its own to end.
 */
const leftOf = (
  child: ChildProcess,
  tree: ReturnType<typeof holdTree>,
  { endsWhatIsLeft = false }: CommandOptions,
): (() => Promise<void>) => {
  let ending: Promise<void> = Promise.resolve();
  if (endsWhatIsLeft && process.platform !== 'win32')
    child.once('exit', () => {
      ending = tree.end();
    });
  return () => ending;
};

const notStarted = (reason: string): CommandResult => ({
  exitCode: null,
  stdout: '',
  stderr: redact(reason),
  tail: [redact(reason)],
  timedOut: false,
  notStarted: true,
});
