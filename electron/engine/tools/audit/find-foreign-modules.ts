import { opendir, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FileEvidence } from '../../../../shared/finding.ts';
import { bearsName } from '../packages/belongings.ts';
import { headerBytes, readOrEmpty } from '../packages/read-beginning.ts';
import { foreignModules } from './foreign-abi.ts';
import type { LookRequest } from './task.ts';

/** So many names are looked at below the folders of a package without RECORD. */
const mostNames = 20_000;

/**
 * Extension modules of a package that this Python does not load, of its RECORD's files (relative to
 * the environment, with `/`), or, without a RECORD, of what bears its name. A wheel for any system may
 * bring modules for others as data, so of such a one none is foreign.
 */
export const findForeignModules = async (
  { abi, root, sitePackages, distInfo, written }: LookRequest,
  files: readonly string[] | null,
): Promise<FileEvidence[]> => {
  if (abi === null) return [];
  const names =
    files ?? (await namesBelow(sitePackages, written)).map((path) => relative(root, path).split(sep).join('/'));
  const found = foreignModules(names, abi, process.platform);
  return found.length === 0 || (await isForAnySystem(distInfo)) ? [] : found.map((one) => ({ ...one, expected: abi }));
};

const isForAnySystem = async (distInfo: string): Promise<boolean> => {
  const tags = (await readOrEmpty(distInfo, 'WHEEL', headerBytes)).match(/^Tag:.*$/gim) ?? [];
  return tags.length > 0 && tags.every((tag) => /-none-any\s*$/.test(tag));
};

const namesBelow = async (sitePackages: string, written: readonly string[]): Promise<string[]> => {
  const own = (await readdir(sitePackages, { withFileTypes: true })).filter((entry) => bearsName(entry.name, written));
  const found = own.filter((entry) => !entry.isDirectory()).map((entry) => join(sitePackages, entry.name));
  const waiting = own.filter((entry) => entry.isDirectory()).map((entry) => join(sitePackages, entry.name));
  for (let folder = waiting.pop(); folder !== undefined && found.length < mostNames; folder = waiting.pop()) {
    try {
      for await (const entry of await opendir(folder)) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) waiting.push(path);
        else found.push(path);
      }
    } catch {
      // A folder that nobody may read has nothing to tell here; its rights are a matter of their own.
    }
  }
  return found;
};
