import type { Role, Search } from './facts.ts';
import { filesWithin } from './files-within.ts';
import { type RmProcess, rmCritical, rmExplorer, rmService } from './windows-layouts.ts';

/** The Restart Manager opens each file that it is asked about; so many at a time keep an answer below a second. */
const batch = 200;
/** Questions to find out which of many files it is: each halves them, and takes some ten milliseconds. */
const mostQuestions = 64;
const mostFiles = 5;

type Ask = (files: readonly string[]) => Promise<RmProcess[] | null>;

/**
 * Asks about many files at once, who of them is held by nobody mostly, and halves those that somebody
 * holds until the very files are known or there were enough questions.
 */
export const searchWindows = async ({ paths, timeLimitMs, signal, see }: Search, ask: Ask): Promise<void> => {
  const found = new Map<string, { process: RmProcess; files: string[] }>();
  let questions = mostQuestions;

  const note = (process: RmProcess, files: readonly string[]): void => {
    const known = found.get(identityOf(process)) ?? { process, files: [] };
    known.files.push(...files);
    found.set(identityOf(process), known);
    const { pid, name } = process;
    const told = { identity: identityOf(process), name: name === '' ? null : name, role: roleOf(process) };
    see({ pid, files: known.files, ...told });
  };
  const isEnough = (processes: readonly RmProcess[]): boolean =>
    processes.every((process) => (found.get(identityOf(process))?.files.length ?? 0) >= mostFiles);

  const narrow = async (files: readonly string[], holding: readonly RmProcess[]): Promise<void> => {
    for (const process of holding) note(process, files.length === 1 ? files : []);
    if (files.length === 1) return;
    const middle = Math.ceil(files.length / 2);
    for (const half of [files.slice(0, middle), files.slice(middle)]) {
      if (signal.aborted || questions <= 0 || isEnough(holding)) return;
      questions -= 1;
      const processes = await ask(half);
      if (processes !== null && processes.length > 0) await narrow(half, processes);
    }
  };

  // In half of the time at most: on a slow disk it is better to ask about some files than to know all.
  const half = performance.now() + timeLimitMs / 2;
  const files = await filesWithin(paths, () => signal.aborted || performance.now() > half);
  for (let at = 0; at < files.length && !signal.aborted; at += batch) {
    const some = files.slice(at, at + batch);
    const processes = await ask(some);
    if (processes !== null && processes.length > 0) await narrow(some, processes);
  }
};

export const identityOf = ({ started }: Pick<RmProcess, 'started'>): string => String(started);

const roleOf = ({ type }: RmProcess): Role => {
  if (type === rmService) return 'service';
  return type === rmExplorer || type === rmCritical ? 'system' : 'program';
};
