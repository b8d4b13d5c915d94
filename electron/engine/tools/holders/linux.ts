import { readlinkSync } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { eachOf } from '../each-of.ts';
import { hasEnded, readProcessStat, runningPids } from '../linux-processes.ts';
import type { HolderSystem, Search } from './facts.ts';
import type { Relative } from './family.ts';
import { describeProcess } from './linux-describe.ts';
import { asInMaps, looksDeleted, mappedFiles } from './linux-paths.ts';
import { signalPosix } from './posix-signal.ts';

/** So many processes at a time: more only wait for the four threads that Node reads files with. */
const atOnce = 8;
/** A server with more connections has them beside its files, and nobody waits for that. */
const mostOpen = 10_000;

/**
 * Linux lets every file be deleted and renamed, also an open one: who holds a file is told so that
 * nobody goes on with half of an old and half of a new library. What has been deleted is held by nobody.
 */
export const createLinuxHolders = (): HolderSystem => ({
  search: async (search) => {
    await eachOf(await runningPids(), atOnce, async (pid) => {
      if (search.signal.aborted) return;
      const files = await filesOf(pid, search);
      if (files.length > 0) search.see({ pid, files, identity: null, name: null, role: null });
    });
  },
  describe: async (pids) => (await Promise.all(pids.map(describeProcess))).flatMap((facts) => facts ?? []),
  relatives: async () => {
    const all = new Map<number, Relative>();
    await eachOf(await runningPids(), atOnce, async (pid) => {
      const found = await readProcessStat(pid);
      if (found === null || hasEnded(found)) return;
      all.set(pid, { pid, parent: found.parent, started: Number(found.started) });
    });
    return all;
  },
  signal: (target, how) => signalPosix(target, how, describeProcess),
});

/** A process that ends meanwhile, or that another user closed to us, has nothing to show. */
const filesOf = async (pid: number, { targets }: Search): Promise<string[]> => {
  const at = `/proc/${pid}`;
  const [maps, numbers] = await Promise.all([
    readFile(`${at}/maps`, 'utf8').catch(() => ''),
    readdir(`${at}/fd`).catch(() => []),
  ]);
  // Most processes have nothing to do with the environment, and are known so without their lines being parsed.
  const mapped = maps.includes(asInMaps(targets.root)) ? mappedFiles(maps) : [];
  const links = ['exe', 'cwd', ...numbers.slice(0, mostOpen).map((number) => `fd/${number}`)];
  const named = links.flatMap((name) => leadsTo(`${at}/${name}`) ?? []);
  const there: string[] = [];
  for (const path of new Set([...mapped, ...named].filter(targets.include)))
    if (!looksDeleted(path) || (await exists(path))) there.push(path);
  const [first] = there;
  return first !== undefined && (await seesOurFiles(at, first)) ? there : [];
};

/** Without waiting: the kernel answers from memory, and in turns through threads it takes three times as long. */
const leadsTo = (link: string): string | null => {
  try {
    return readlinkSync(link);
  } catch {
    // Closed meanwhile, or closed to us.
    return null;
  }
};

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** A program in a container has its own files, and may have others by the names of ours. */
const seesOurFiles = async (at: string, path: string): Promise<boolean> => {
  const [its, ours] = [leadsTo(`${at}/ns/mnt`), leadsTo('/proc/self/ns/mnt')];
  if (its === ours || its === null) return true;
  const fileOf = (full: string) => stat(full).catch(() => null);
  const [theirs, here] = await Promise.all([fileOf(`${at}/root${path}`), fileOf(path)]);
  return theirs === null || here === null || (theirs.dev === here.dev && theirs.ino === here.ino);
};
