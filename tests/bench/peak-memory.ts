import { readFileSync } from 'node:fs';

/**
 * Looks at the most memory that a process has had (VmHWM) until it ends; `most` tells it in bytes, null
 * where the system does not say. By /proc, and not by getrusage, which counts what a parent had, too.
 */
export const watchPeakMemory = (pid: number): { most: () => number | null } => {
  let most: number | null = null;
  const look = (): void => {
    try {
      const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      // A process that has ended and was not waited for has no memory any more.
      if (kib !== undefined) most = Number(kib) * 1024;
      else if (most !== null) clearInterval(timer);
    } catch {
      clearInterval(timer);
    }
  };
  const timer = setInterval(look, 25);
  timer.unref();
  return { most: () => most };
};
