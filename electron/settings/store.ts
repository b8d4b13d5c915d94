import { constants, copyFile, realpath, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SettingsTrouble } from '../../shared/contract.ts';
import { defaultSettings, settingsVersion } from '../../shared/default-settings.ts';
import type { SettingKey, Settings } from '../../shared/settings.ts';
import { Failing } from '../engine/failing.ts';
import { errorCode } from '../engine/tools/error-code.ts';
import { fileFailure } from '../engine/tools/file-failure.ts';
import { makeFolders } from '../engine/tools/make-folders.ts';
import { writeAtomically } from '../engine/tools/write-atomically.ts';
import { readSettingsFile, type SettingsFile } from './read-file.ts';

export interface SettingsStore {
  /** As they were last read or saved here. */
  settings: () => Settings;
  /** What could not be used when it was opened. */
  troubles: readonly SettingsTrouble[];
  /**
   * Writes these settings, already parsed, over what the file says now: what another process has saved
   * meanwhile, and what a newer version knows, stays. Throws Failing permission-denied, file-locked
   * or disk-full; then nothing has changed.
   */
  save: (patch: Partial<Settings>) => Promise<Settings>;
}

/** Only the user reads them: they name folders and servers. */
const mode = 0o600;

/**
 * The user's settings in settings.json of this folder. Never throws: what is damaged is set aside as
 * settings.damaged-TIME.json, and what cannot be read is passed over, with the defaults instead.
 */
export const openSettings = async (folder: string, now = Date.now): Promise<SettingsStore> => {
  const path = join(folder, 'settings.json');
  const asideName = () => join(folder, `settings.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}.json`);
  let file = await readSettingsFile(path);
  const troubles: SettingsTrouble[] = [];
  if (file.kind === 'unreadable') troubles.push({ kind: 'unreadable', path });
  if (file.kind === 'damaged') {
    const aside = await setAside(path, asideName());
    if (aside.stillDamaged) troubles.push({ kind: 'damaged', kept: aside.kept });
    file = aside.file;
  }
  if (file.kind === 'read' && file.problems.length > 0) {
    const keys = file.problems.map(({ key }) => key);
    // A newer version may well understand them: nothing of its file is changed.
    const kept = isNewer(file.raw) ? null : await copyAndClean(path, asideName, only(file.settings, keys));
    troubles.push({ kind: 'partly', keys, kept });
  }
  let settings = file.kind === 'read' ? file.settings : defaultSettings;
  return {
    settings: () => settings,
    troubles,
    save: async (patch) => {
      settings = await write(path, patch, asideName);
      return settings;
    },
  };
};

const write = async (path: string, patch: Partial<Settings>, asideName: () => string): Promise<Settings> => {
  try {
    await makeFolders(dirname(path), { mode: 0o700 });
    const { whileLocked } = await import('./lock.ts');
    return await whileLocked(path, async () => {
      const file = await readSettingsFile(path);
      // Whatever has damaged it since it was opened: it may be all that there is of the settings.
      if (file.kind === 'damaged') await rename(path, asideName());
      const before = file.kind === 'read' ? file.settings : defaultSettings;
      const raw = file.kind === 'read' ? file.raw : {};
      // What is in its place and cannot be read is not ours to replace.
      if (file.kind === 'unreadable') throw new Failing({ code: 'permission-denied', path });
      const schema = isNewer(raw) ? raw['schema'] : settingsVersion;
      // Keys that this version cannot read stay as they are until they are set here.
      const next = { ...before, ...raw, ...patch, schema };
      await writeAtomically(await placeOf(path), `${JSON.stringify(next, null, 2)}\n`, mode);
      return { ...before, ...patch };
    });
  } catch (error) {
    // A file where our folder has to be.
    if (['ENOTDIR', 'EEXIST'].includes(errorCode(error) ?? '')) throw new Failing({ code: 'permission-denied', path });
    throw await fileFailure(error, path);
  }
};

const isNewer = (raw: Readonly<Record<string, unknown>>): boolean =>
  typeof raw['schema'] === 'number' && raw['schema'] > settingsVersion;

/** A link to a file elsewhere stays one: people keep their settings under version control so. */
const placeOf = (path: string): Promise<string> => realpath(path).catch(() => path);

/** Looks again under the lock: another process may have seen the same damage, and have mended it. */
const setAside = async (
  path: string,
  aside: string,
): Promise<{ stillDamaged: boolean; kept: string | null; file: SettingsFile }> => {
  try {
    const { whileLocked } = await import('./lock.ts');
    return await whileLocked(path, async () => {
      const file = await readSettingsFile(path);
      if (file.kind !== 'damaged') return { stillDamaged: false, kept: null, file };
      await rename(path, aside);
      return { stillDamaged: true, kept: aside, file };
    });
  } catch {
    // A folder that cannot be written to: the damage is said each time, and nothing else is lost.
    return { stillDamaged: true, kept: null, file: { kind: 'damaged' } };
  }
};

/** No others: another process may have saved them since they were read. */
const only = (settings: Settings, keys: readonly SettingKey[]): Partial<Settings> =>
  Object.fromEntries(keys.map((key) => [key, settings[key]]));

/** Keeps a copy of the file as it was, and writes the defaults of what could not be read; null where that cannot be done. */
const copyAndClean = async (
  path: string,
  asideName: () => string,
  defaults: Partial<Settings>,
): Promise<string | null> => {
  const aside = asideName();
  try {
    await copyFile(path, aside, constants.COPYFILE_EXCL);
    await write(path, defaults, asideName);
    return aside;
  } catch {
    return null;
  }
};
