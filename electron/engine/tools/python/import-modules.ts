import { tmpdir } from 'node:os';
import type { RunCommand } from '../../interfaces/command.ts';
import type { ImportReport } from '../../interfaces/python.ts';
import { makeWorkFolder, removeWorkFolder } from '../work-folder.ts';
import { importInChild } from './import-child.ts';

/** See PythonTool.importModules. `timeLimitMs` is for each module. */
export const importModules = async (
  command: RunCommand,
  python: string,
  modules: readonly string[],
  options: { bytecode: string | null; timeLimitMs: number; signal: AbortSignal },
): Promise<ImportReport[]> => {
  // Empty, because a folder `numpy` beside the program would be taken for the package, and a DLL for a library.
  const folder = await makeWorkFolder(tmpdir(), 'smart-installer-import-');
  try {
    const reports: ImportReport[] = [];
    while (reports.length < modules.length)
      reports.push(
        ...(await importInChild({ ...options, command, python, folder, modules: modules.slice(reports.length) })),
      );
    return reports;
  } finally {
    await removeWorkFolder(folder);
  }
};
