import { type Holder, holderKinds } from '../../../shared/holder.ts';
import { throwIfCancelled } from '../failing.ts';
import type { Clock } from '../interfaces/clock.ts';
import type { RunCommand } from '../interfaces/command.ts';
import type { Holders } from '../interfaces/holders.ts';
import { forAtMost } from './for-at-most.ts';
import { classify, type Self } from './holders/classify.ts';
import { endHolder } from './holders/end.ts';
import type { HolderSystem, Sighting } from './holders/facts.ts';
import { ancestorsOf, type Relative } from './holders/family.ts';
import { createLinuxHolders } from './holders/linux.ts';
import { createMacosHolders } from './holders/macos.ts';
import { findTargets } from './holders/targets.ts';
import { createWindowsHolders } from './holders/windows.ts';

interface HoldersOptions {
  command: RunCommand;
  clock: Clock;
  /** What a test changes to have another system's way, or not to wait. */
  platform?: NodeJS.Platform;
  system?: HolderSystem;
  timeLimitMs?: number;
  graceMs?: number;
}

/** For people: a screen has no room for the three hundred libraries of PyTorch. */
const mostFiles = 5;

/** Windows is asked through its Restart Manager, Linux through /proc, macOS through lsof. */
export const createHolders = ({
  command,
  clock,
  platform = process.platform,
  system = systemOf(platform, command),
  timeLimitMs = 3000,
  graceMs = 5000,
}: HoldersOptions): Holders => ({
  find: async ({ root, paths, signal }) => {
    throwIfCancelled(signal);
    if (paths.length === 0) return [];
    const targets = await findTargets(root, paths);
    const seen = new Map<number, Sighting>();
    await forAtMost(timeLimitMs, { clock, signal }, (signal) =>
      system.search({ root, paths, targets, timeLimitMs, signal, see: (one) => seen.set(one.pid, one) }),
    );
    if (seen.size === 0) return [];
    const [all, described] = await Promise.all([system.relatives(signal), system.describe([...seen.keys()], signal)]);
    throwIfCancelled(signal);
    const self = selfIn(all);
    return described
      .flatMap((facts): Holder[] => {
        const sighting = seen.get(facts.pid);
        const identity = facts.identity ?? sighting?.identity ?? '';
        if (sighting === undefined || (sighting.identity ?? identity) !== identity) return [];
        const known = { ...facts, identity, name: sighting.name ?? facts.name, role: sighting.role ?? facts.role };
        const ancestors = ancestorsOf(facts.pid, all);
        const kind = classify(known, { ancestors, files: sighting.files, self, roots: [root, targets.root] });
        return [holderOf(known, kind, sighting.files)];
      })
      .sort((a, b) => holderKinds.indexOf(a.kind) - holderKinds.indexOf(b.kind) || a.pid - b.pid);
  },
  end: (holder, signal) => endHolder(holder, { system, clock, selfIn, graceMs, signal }),
});

const systemOf = (platform: NodeJS.Platform, command: RunCommand): HolderSystem => {
  if (platform === 'win32') return createWindowsHolders();
  return platform === 'darwin' ? createMacosHolders(command) : createLinuxHolders();
};

const selfIn = (all: ReadonlyMap<number, Relative>): Self => ({
  pid: process.pid,
  // The next one is known also where the system hides the rest.
  ancestors: [process.ppid, ...ancestorsOf(process.pid, all)],
  program: process.execPath,
});

const holderOf = (
  { pid, name, program, startedAt, identity }: Pick<Holder, 'pid' | 'name' | 'program' | 'startedAt' | 'identity'>,
  kind: Pick<Holder, 'kind' | 'why'>,
  files: readonly string[],
): Holder => ({ pid, name, program, startedAt, identity, ...kind, files: files.slice(0, mostFiles) });
