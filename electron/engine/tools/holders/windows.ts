import { win32 } from 'node:path';
import { runTaskkill } from '../taskkill.ts';
import { type HolderSystem, isSame, type ProcessFacts } from './facts.ts';
import { isPython } from './known-programs.ts';
import { processesWith, type RestartManagerCalls } from './restart-manager.ts';
import { send } from './send.ts';
import { fileTimeMs, type ListedProcess } from './windows-layouts.ts';
import { searchWindows } from './windows-search.ts';

/** A process that is held open: as long as it is, Windows gives its pid to no other. */
export interface OpenProcess {
  /** FILETIME of its start; null where it is not told. */
  started: bigint | null;
  program: string | null;
  /** Whose it is, as text that is the same for the same user; null where it is not told. */
  user: string | null;
  hasEnded: boolean;
  close: () => void;
}

/** What of Windows is called directly. */
export interface WindowsCalls extends RestartManagerCalls {
  processes: () => ListedProcess[];
  /** null where there is no such process, or where we may not look at it. */
  open: (pid: number) => OpenProcess | null;
}

const loadCalls = async (): Promise<WindowsCalls> => (await import('./windows-calls.ts')).loadWindowsCalls();

/** `loadFresh` is what a test changes. */
export const createWindowsHolders = (loadFresh: () => Promise<WindowsCalls> = loadCalls): HolderSystem => {
  let loaded: Promise<WindowsCalls> | null = null;
  const load = (): Promise<WindowsCalls> => {
    loaded ??= loadFresh();
    return loaded;
  };
  return {
    search: async (search) => {
      // Where a virus scanner or a policy keeps koffi from being loaded, the repair goes on without names.
      const calls = await load().catch(() => null);
      if (calls !== null) await searchWindows(search, (files) => processesWith(calls, files));
    },
    describe: async (pids) => {
      const calls = await load();
      const listed = new Map(calls.processes().map((one) => [one.pid, one]));
      const ours = looked(calls, process.pid)?.user ?? null;
      return pids.flatMap((pid) => {
        const entry = listed.get(pid);
        return entry === undefined ? [] : (factsOf(entry, looked(calls, pid), looked(calls, entry.parent), ours) ?? []);
      });
    },
    relatives: async () => {
      const calls = await load();
      const started = (pid: number): number => fileTimeMs(looked(calls, pid)?.started ?? 0n);
      return new Map(calls.processes().map(({ pid, parent }) => [pid, { pid, parent, started: started(pid) }]));
    },
    signal: async (target, how) => {
      const calls = await load();
      const open = calls.open(target.pid);
      if (open === null) return calls.processes().some(({ pid }) => pid === target.pid) ? 'refused' : 'gone';
      try {
        const identity = open.started === null ? null : String(open.started);
        if (open.hasEnded || !isSame({ pid: target.pid, identity, program: open.program }, target)) return 'gone';
        // A program without a window cannot be asked, and taskkill says so.
        if (how === 'ask') return (await runTaskkill(target.pid, [])) === 0 ? 'sent' : 'refused';
        return send(target.pid, 'SIGKILL');
      } finally {
        open.close();
      }
    },
  };
};

const looked = (calls: WindowsCalls, pid: number): OpenProcess | null => {
  const open = calls.open(pid);
  open?.close();
  return open;
};

const factsOf = (
  { pid, name }: ListedProcess,
  open: OpenProcess | null,
  parent: OpenProcess | null,
  ours: string | null,
): ProcessFacts | null => {
  if (open?.hasEnded) return null;
  const started = open?.started ?? null;
  const program = open?.program ?? null;
  const user = open?.user ?? null;
  return {
    pid,
    identity: started === null ? null : String(started),
    name: win32.basename(program ?? name),
    program,
    startedAt: started === null ? null : fileTimeMs(started),
    sameUser: user === null || ours === null ? null : user === ours,
    marked: false,
    role: 'program',
    runsFrom: [program, launcherOf(open, parent)].flatMap((path) => path ?? []),
  };
};

/** The python.exe of an environment is a launcher: it starts the Python that the environment was made with, and waits. */
const launcherOf = (open: OpenProcess | null, parent: OpenProcess | null): string | null => {
  if (open === null || parent === null || !isPython(open.program ?? '')) return null;
  const isParent = parent.started !== null && open.started !== null && parent.started <= open.started;
  return isParent ? parent.program : null;
};
