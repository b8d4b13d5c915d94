/** How Linux writes the paths of open files: proc_pid_maps(5), proc_pid_fd(5). */

const deleted = ' (deleted)';

/**
 * The files that a process has mapped, by the text of /proc/PID/maps, each once. Only a newline in a
 * name is escaped there, and a renamed file has its new name. Only those for which `text` is worth a
 * closer look should be asked about: it has thousands of lines.
 */
export const mappedFiles = (text: string): string[] => {
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    // The address, rights, offset, device and inode come before; [heap] and the like are no files.
    const [, path] = /^[\da-f]+-[\da-f]+ \S+ [\da-f]+ [\da-f]+:[\da-f]+ \d+ +(\/.*)$/.exec(line) ?? [];
    if (path !== undefined) found.add(path.replaceAll('\\012', '\n'));
  }
  return [...found];
};

/** As a part of the text of maps. */
export const asInMaps = (path: string): string => path.replaceAll('\n', '\\012');

/** Whether a path looks like that of a file whose name is gone. A file may also really be called so. */
export const looksDeleted = (path: string): boolean => path.endsWith(deleted);

/** The path that a program was started from: an update replaces the file under a running program. */
export const programPath = (link: string): string => (looksDeleted(link) ? link.slice(0, -deleted.length) : link);

/**
 * The service that a process belongs to, by the text of /proc/PID/cgroup; null for what a user
 * started. Source: systemd.special(7): services of the system are in system.slice.
 */
export const systemService = (text: string): string | null => {
  const [, path] = /^(?:0:|\d+:name=systemd):(.*)$/m.exec(text) ?? [];
  return /^\/system\.slice\/(?:.*\/)?([^/]+\.service)(?:\/|$)/.exec(path ?? '')?.[1] ?? null;
};
