import type { CommandResult } from '../../interfaces/command.ts';

/** What faulthandler writes for a signal (Modules/faulthandler.c), and the signal's name. */
const signals: ReadonlyMap<string, string> = new Map([
  ['Segmentation fault', 'SIGSEGV'],
  ['Aborted', 'SIGABRT'],
  ['Bus error', 'SIGBUS'],
  ['Illegal instruction', 'SIGILL'],
  ['Floating-point exception', 'SIGFPE'],
  ['Floating point exception', 'SIGFPE'],
]);

/** ntstatus.h; the codes that a crashed process of Windows ends with. */
const windowsCrashes: ReadonlyMap<number, string> = new Map([
  [0xc0000005, 'access violation'],
  [0xc000001d, 'illegal instruction'],
  [0xc00000fd, 'stack overflow'],
  [0xc0000135, 'a DLL is missing'],
  [0xc0000139, 'a DLL is of another version'],
  [0xc0000142, 'a DLL could not be initialised'],
  [0xc0000374, 'heap corruption'],
  [0xc0000409, 'it ended itself'],
]);

/** How a process ended that should not have ended yet, in words. `said` is what it wrote on stderr. */
export const wordEnd = ({ exitCode, notStarted, stderr }: CommandResult, said: readonly string[]): string => {
  if (notStarted) return stderr.trim();
  if (exitCode === null) return wordSignal(said);
  if (exitCode < 0x80000000) return `the process ended with exit code ${exitCode}`;
  const meaning = windowsCrashes.get(exitCode);
  return `the process ended with exit code 0x${exitCode.toString(16).toUpperCase()}${meaning === undefined ? '' : ` (${meaning})`}`;
};

const wordSignal = (said: readonly string[]): string => {
  for (const line of said) {
    const name = signals.get(/^Fatal Python error: (.+)$/.exec(line)?.[1] ?? '');
    if (name !== undefined) return `the process ended with signal ${name}`;
  }
  // SIGKILL is the one that nobody can report: the system sends it when memory runs out.
  return 'the process was killed by a signal, as happens when memory runs out';
};
