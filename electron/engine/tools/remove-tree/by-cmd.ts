import { spawn } from 'node:child_process';
import { lstat, readdir } from 'node:fs/promises';
import { join, toNamespacedPath, win32 } from 'node:path';

/** Has the folder's path, for cmd alone. */
const variable = 'SMART_INSTALLER_REMOVE';
/** A working directory has 258 characters at most (learn.microsoft.com, CreateProcessW), with a margin. */
const longestPath = 240;
const timeLimitMs = 60_000;

/**
 * The line for cmd. The path comes by a variable: on the line itself cmd would read more of it as its
 * own, and between quotes, which no name can have, & | < > ^ mean nothing. /D: no AutoRun of the
 * registry, /E:ON and /V:OFF: %NAME% is read and !NAME! is not, /S: the outer quotes go.
 */
export const cmdLine: readonly string[] = ['/D', '/E:ON', '/V:OFF', '/S', '/C', `"rmdir /S /Q "%${variable}%""`];

/**
 * Lets Windows itself delete what it can of a folder. It leaves what is in use and may still say that
 * all went well, so its answer is nobody's. Does nothing where a link or a junction is left in the
 * folder, or what cannot be looked into: RemoveDirectory deletes a junction and nothing behind it
 * (learn.microsoft.com, RemoveDirectoryW), but nothing promises that for rmdir. Nor with a % in the
 * path: cmd puts a variable in once, but that of Wine reads %PATH% in it again and would delete another
 * folder. Throws nothing; a cancel ends it.
 *
 * The folder itself is cmd's working directory, and stays when it is emptied: another rmdir than
 * Windows' own (measured: Wine 8's, of a tree with a path beyond 260 characters) empties the working
 * directory instead of what it was told. On a share cmd would go to Windows' own folder, so none is
 * tried there.
 */
export const removeByCmd = async (folder: string, signal: AbortSignal): Promise<void> => {
  if (signal.aborted || !canBeWorkedIn(folder) || (await mayLeadOut(toNamespacedPath(folder)))) return;
  const system = process.env['SystemRoot'] ?? 'C:\\Windows';
  // By its full path: a file of that name in the working directory or on PATH must not run instead.
  const child = spawn(win32.join(system, 'System32', 'cmd.exe'), cmdLine, {
    env: { SystemRoot: system, [variable]: folder },
    cwd: folder,
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

/** A path that begins with a drive, can be a working directory, and has nothing that cmd would read. */
export const canBeWorkedIn = (folder: string): boolean =>
  /^[A-Za-z]:\\[^%]*$/.test(folder) && folder.length <= longestPath;

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
