import { readFile, readlink } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { hasEnded, identityOf, readProcessStat, startedAtOf, variablesOf } from '../linux-processes.ts';
import { markOfThisProcess, markVariable } from '../process-mark.ts';
import type { ProcessFacts } from './facts.ts';
import { isPython } from './known-programs.ts';
import { programPath, systemService } from './linux-paths.ts';

/** The kernel keeps so many bytes of a name. Source: proc_pid_comm(5). */
const longestName = 15;

/** The pid of the process that starts what the kernel itself runs. */
const kernelPid = 2;

/** What /proc says of a process; null where it has ended. What is closed to us is left out. */
export const describeProcess = async (pid: number): Promise<ProcessFacts | null> => {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const [stat, link, status, comm, commandLine, cgroup, ownCgroup, variables] = await Promise.all([
    readProcessStat(pid),
    readlink(`/proc/${pid}/exe`).catch(() => null),
    read('status'),
    read('comm'),
    read('cmdline'),
    read('cgroup'),
    readFile('/proc/self/cgroup', 'utf8').catch(() => ''),
    variablesOf(pid),
  ]);
  if (stat === null || hasEnded(stat)) return null;
  const program = link === null ? null : programPath(link);
  const [calledAs = ''] = commandLine.split('\0');
  const service = systemService(cgroup);
  // In a container that pid is some program's; what the kernel runs has no arguments.
  const isKernels = commandLine === '' && (pid === kernelPid || stat.parent === kernelPid);
  return {
    pid,
    identity: await identityOf(stat),
    name: wholeName(comm.trim(), [program ?? '', calledAs]),
    program,
    startedAt: startedAtOf(stat),
    sameUser: runsAsUs(status),
    marked: variables.includes(`${markVariable}=${markOfThisProcess}`),
    // Where all that the user starts belongs to one service (a container, a remote shell), so do we.
    role: isKernels ? 'system' : service !== null && service !== systemService(ownCgroup) ? 'service' : 'program',
    runsFrom: [program, calledAs, program !== null && isPython(program) ? activated(variables) : null].flatMap(
      (path) => (path !== null && isAbsolute(path) ? path : []),
    ),
  };
};

/** Only for a Python: whatever a user starts in a shell with the environment has this, an editor for one. */
const activated = (variables: readonly string[]): string | null => {
  const prefix = 'VIRTUAL_ENV=';
  const found = variables.find((line) => line.startsWith(prefix));
  // The environment's own program stands for the folder, which does not lie below itself.
  return found === undefined ? null : `${found.slice(prefix.length)}/bin/python`;
};

/** Real and effective user. Only with both as ours may we signal it, and is it nobody else's. Source: proc_pid_status(5). */
const runsAsUs = (status: string): boolean | null => {
  const [, real, effective] = /^Uid:\s+(\d+)\s+(\d+)/m.exec(status) ?? [];
  const ours = process.getuid?.();
  return real === undefined || ours === undefined ? null : Number(real) === ours && Number(effective) === ours;
};

/** Newer versions of Node call every program so. */
const ofNode = 'MainThread';

const wholeName = (name: string, paths: readonly string[]): string => {
  const files = paths.map((path) => path.replace(/^.*\//s, '')).filter((file) => file !== '');
  if (name === ofNode) return files[0] ?? name;
  return name.length < longestName ? name : (files.find((file) => file.startsWith(name)) ?? name);
};
