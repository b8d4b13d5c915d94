import { basename, isAbsolute } from 'node:path';
import type { RunCommand } from '../../interfaces/command.ts';
import type { HolderSystem, ProcessFacts } from './facts.ts';
import { parseLsof } from './lsof-output.ts';
import { signalPosix } from './posix-signal.ts';
import { type PsProcess, parsePs, psEnvironment, psFields, psStartedAt } from './ps-output.ts';

/** By their full paths: what macOS brings, and not what else is called so. */
const ofMacos = { lsof: '/usr/sbin/lsof', ps: '/bin/ps' };

const psLimitMs = 3000;
/** lsof is given less than there is, because what it has said by then is read after it. */
const leftForReadingMs = 500;

/**
 * macOS has no files to read about processes: lsof tells what they have open, mapped and as their
 * folder, and ps the rest. Only root is told about other users' processes. `programs` is what a test changes.
 */
export const createMacosHolders = (command: RunCommand, programs = ofMacos): HolderSystem => {
  /** None where ps knows none of them, and then it exits with 1. */
  const ps = async (which: readonly string[], signal: AbortSignal): Promise<PsProcess[]> => {
    const options = { env: psEnvironment, timeLimitMs: psLimitMs, signal };
    const { stdout } = await command(programs.ps, [...psFields, ...which], options);
    return parsePs(stdout).filter(({ state }) => !state.startsWith('Z'));
  };
  const describe: HolderSystem['describe'] = async (pids, signal) =>
    pids.length === 0 ? [] : (await ps(['-p', pids.join(',')], signal)).map(factsOf);
  return {
    search: async ({ targets, timeLimitMs, signal, see }) => {
      // Without names of hosts, ports and users and without warnings; with the command's whole name.
      const args = ['-n', '-P', '-l', '-w', '+c', '0', '-F', 'pcn0'];
      const limit = Math.max(timeLimitMs - leftForReadingMs, timeLimitMs / 2);
      // It exits with 1 where something was closed to it, which is always so.
      const { stdout } = await command(programs.lsof, args, { env: { LC_ALL: 'C' }, timeLimitMs: limit, signal });
      for (const { pid, name, paths } of parseLsof(stdout)) {
        const files = [...new Set(paths.filter(targets.include))];
        if (files.length > 0) see({ pid, files, identity: null, name, role: null });
      }
    },
    describe,
    relatives: async (signal) => {
      const all = await ps(['-A'], signal);
      return new Map(all.map((one) => [one.pid, { pid: one.pid, parent: one.parent, started: psStartedAt(one) }]));
    },
    signal: (target, how, signal) =>
      signalPosix(target, how, async (pid) => (await describe([pid], signal))[0] ?? null),
  };
};

const factsOf = (found: PsProcess): ProcessFacts => {
  const program = isAbsolute(found.command) ? found.command : null;
  const ours = process.getuid?.();
  return {
    pid: found.pid,
    identity: found.started,
    name: basename(found.command),
    program,
    startedAt: psStartedAt(found),
    sameUser: found.realUser === ours && found.user === ours,
    marked: false,
    role: 'program',
    runsFrom: program === null ? [] : [program],
  };
};
