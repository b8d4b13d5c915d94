import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { RightsEvidence } from '../../interfaces/audit.ts';
import { liesBelow } from '../below-root.ts';
import { type Place, statsOf } from './places.ts';

export interface Rights {
  protected: RightsEvidence[];
  wrongOwner: RightsEvidence[];
}

const mayRead = 0o400;
const mayReadFolder = 0o500;
const mayUseFolder = 0o700;

/**
 * Whether a package's files and the folders that they are in belong to the environment's owner, and
 * the owner may read the ones and change the others; each folder is looked at once, the outer ones
 * first. What the owner may read but not change hinders nobody from using it, and may be so on purpose
 * (an environment that many share). Another owner hinders where this process cannot read the file, or,
 * being the environment's owner, cannot replace it. Windows keeps its rights elsewhere: there nothing is found.
 */
export const createRightsCheck = (realRoot: string) => {
  const owner = process.platform === 'win32' ? null : lstatSync(realRoot).uid;
  const self = process.getuid?.() ?? null;
  const checked = new Set<string>();
  const rights: Rights = { protected: [], wrongOwner: [] };
  const tell = (path: string, { mode, uid }: Stats, needed: number): void => {
    const readable = needed === mayUseFolder ? mayReadFolder : mayRead;
    if ((mode & needed) !== needed)
      rights.protected.push({
        path,
        expected: modeText(mode | needed),
        found: modeText(mode),
        hinders: (mode & readable) !== readable,
      });
    if (uid !== owner)
      rights.wrongOwner.push({
        path,
        expected: `user ${owner}`,
        found: `user ${uid}`,
        // What is ours already would be ours again.
        hinders: uid !== self && !mayUse(join(realRoot, path), needed === mayUseFolder, self === owner),
      });
  };
  const checkFolder = (folder: string): void => {
    if (checked.has(folder) || !liesBelow(realRoot, folder)) return;
    checked.add(folder);
    checkFolder(dirname(folder));
    const stats = statsOf(folder).found;
    if (stats?.isDirectory() === true) tell(relative(realRoot, folder).split(sep).join('/'), stats, mayUseFolder);
  };
  const check = ({ path, full, stats, problem }: Place): void => {
    if (owner === null || (stats === null && problem === null)) return;
    checkFolder(dirname(full));
    if (stats !== null) tell(path, stats, stats.isDirectory() ? mayUseFolder : mayRead);
  };
  return { check, rights };
};

/** The system's own answer for this process, for whom modes alone do not tell (root, groups, lists of rights). */
const mayUse = (path: string, isFolder: boolean, toChange: boolean): boolean => {
  const folder = constants.X_OK | (toChange ? constants.W_OK : 0);
  try {
    accessSync(path, constants.R_OK | (isFolder ? folder : 0));
    return true;
  } catch {
    return false;
  }
};

const modeText = (mode: number): string => `mode ${(mode & 0o777).toString(8).padStart(3, '0')}`;
