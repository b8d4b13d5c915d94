import { lstatSync, type Stats } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import type { FileEvidence } from '../../../../shared/finding.ts';
import { liesBelow } from '../below-root.ts';
import { type Place, statsOf } from './places.ts';

export interface Rights {
  protected: FileEvidence[];
  wrongOwner: FileEvidence[];
}

const mayRead = 0o400;
const mayUseFolder = 0o700;

/**
 * Whether a package's files and the folders that they are in belong to the environment's owner, and
 * the owner may read the ones and change the others; each folder is looked at once, the outer ones
 * first. Windows keeps its rights elsewhere: there nothing is found.
 */
export const createRightsCheck = (realRoot: string) => {
  const owner = process.platform === 'win32' ? null : lstatSync(realRoot).uid;
  const checked = new Set<string>();
  const rights: Rights = { protected: [], wrongOwner: [] };
  const tell = (path: string, { mode, uid }: Stats, needed: number): void => {
    if ((mode & needed) !== needed)
      rights.protected.push({ path, expected: modeText(mode | needed), found: modeText(mode) });
    if (uid !== owner) rights.wrongOwner.push({ path, expected: `user ${owner}`, found: `user ${uid}` });
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

const modeText = (mode: number): string => `mode ${(mode & 0o777).toString(8).padStart(3, '0')}`;
