import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** See Environments.pythonVersion: the folder below lib tells it, or on Windows pyvenv.cfg. */
export const pythonVersion = async (root: string, platform: NodeJS.Platform): Promise<string | null> => {
  const told = platform === 'win32' ? [] : await versionsBelowLib(root);
  if (told.length > 0) return told.length === 1 ? (told[0] ?? null) : null;
  const text = await readFile(join(root, 'pyvenv.cfg'), 'utf8').catch(() => '');
  // venv writes `version`, virtualenv and uv `version_info`.
  return /^version(?:_info)?\s*=\s*(\d+\.\d+)/im.exec(text)?.[1] ?? null;
};

const versionsBelowLib = async (root: string): Promise<string[]> =>
  // Absent or not to be read: the files do not tell.
  (await readdir(join(root, 'lib')).catch(() => [])).flatMap((name) => /^python(\d+\.\d+)$/.exec(name)?.[1] ?? []);
