import { join } from 'node:path';
import { z } from 'zod';
import type { EnvironmentMark } from '../../interfaces/environments.ts';
import { fileFailure } from '../file-failure.ts';
import { makeFolders } from '../make-folders.ts';
import { hasOwnFolder, makeOwnFolder, ownFolderOf } from '../own-folder.ts';
import { giveToOwnerOf } from '../owner.ts';
import { headerBytes, readBeginning } from '../packages/read-beginning.ts';
import { writeAtomically } from '../write-atomically.ts';

const markName = 'environment.json';

const markSchema = z.object({
  manifest: z.string(),
  profile: z.string(),
  run: z.string(),
  at: z.number(),
  leftAlone: z.array(z.string()).optional(),
}) satisfies z.ZodType<EnvironmentMark>;

/** The marker's file, whether it is there or not. */
export const markFile = (root: string): string => join(ownFolderOf(root), markName);

/** Null where there is none or it says nothing that can be understood. */
export const readMark = async (root: string): Promise<EnvironmentMark | null> => {
  if (!(await hasOwnFolder(root))) return null;
  try {
    return markSchema.parse(JSON.parse(await readBeginning(ownFolderOf(root), markName, headerBytes)));
  } catch {
    // Absent, cut off or of another version: the environment is then judged without it.
    return null;
  }
};

/** Throws Failing environment-not-ours where our folder's name is taken, permission-denied or disk-full. */
export const writeMark = async (root: string, mark: EnvironmentMark): Promise<void> => {
  try {
    await makeFolders(root);
    await makeOwnFolder(root);
  } catch (error) {
    throw await fileFailure(error, ownFolderOf(root));
  }
  await writeAtomically(markFile(root), `${JSON.stringify(mark, null, 2)}\n`);
  await giveToOwnerOf(root, markFile(root));
};
