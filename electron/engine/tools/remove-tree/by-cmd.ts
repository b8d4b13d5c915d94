import { spawn } from 'node:child_process';
import { lstat, readdir } from 'node:fs/promises';
import { join, toNamespacedPath, win32 } from 'node:path';

/** Has the folder's path, for cmd alone. */
const variable = 'SMART_INSTALLER_REMOVE';
/** A line of cmd has 8191 characters at most. */
const longestPath = 8000;
const timeLimitMs = 60_000;

/**
 * The line for cmd, told apart from `removeByCmd` for its test. The path comes by a variable: on the
 * line itself cmd would read % and more in it as its own, but what a variable holds is put in once
 * and not read again, and between quotes, which no name can have, & | < > ^ mean nothing. /D: no
 * AutoRun of the registry, /E:ON and /V:OFF: %NAME% is read and !NAME! is not, /S: the outer quotes go.
 */
export const cmdLine: readonly string[] = ['/D', '/E:ON', '/V:OFF', '/S', '/C', `"rmdir /S /Q "%${variable}%""`];

/**
 * Lets Windows itself delete what it can of a folder. It leaves what is in use and may still say that
 * all went well, so its answer is nobody's. Does nothing where a link or a junction is left in the
 * folder, or what cannot be looked into: RemoveDirectory deletes a junction and nothing behind it
 * (learn.microsoft.com, RemoveDirectoryW), but nothing promises that for rmdir. Throws nothing; a
 * cancel ends it.
 */
export const removeByCmd = async (folder: string, signal: AbortSignal): Promise<void> => {
  const path = toNamespacedPath(folder);
  if (signal.aborted || path.length > longestPath || (await mayLeadOut(path))) return;
  const system = process.env['SystemRoot'] ?? 'C:\\Windows';
  // By its full path: a file of that name in the working directory or on PATH must not run instead.
  const child = spawn(win32.join(system, 'System32', 'cmd.exe'), cmdLine, {
    env: { SystemRoot: system, [variable]: path },
    cwd: system,
    stdio: 'ignore',
    windowsHide: true,
    windowsVerbatimArguments: true,
    timeout: timeLimitMs,
    signal,
  });
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => {
      // A cancel is told as an error, too, before the program has ended.
      if (child.pid === undefined) resolve();
    });
  });
};

/** Whether a link is left in it; true also where that cannot be told. */
export const mayLeadOut = async (path: string): Promise<boolean> => {
  try {
    const stat = await lstat(path);
    if (!stat.isDirectory()) return true;
    for (const entry of await readdir(path, { withFileTypes: true })) {
      // Windows has more kinds of links; Node tells all of them as one.
      if (entry.isSymbolicLink()) return true;
      if (entry.isDirectory() && (await mayLeadOut(join(path, entry.name)))) return true;
    }
    return false;
  } catch {
    return true;
  }
};
