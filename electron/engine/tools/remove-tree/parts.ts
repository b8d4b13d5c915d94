import type { Folder } from './folder.ts';

/** So many parts are enough for the threads to end together, also where one package has most of the files. */
const enough = 100;

interface Part {
  parent: Folder;
  name: Buffer;
}

/**
 * Paths to the folders of the first level of a tree that has many of them, then to those around them,
 * and to the tree itself at last. They lead there until `close`. What cannot be looked into has no
 * parts: whoever sweeps what is around it meets it again.
 */
export const partsOf = async (
  parent: Folder,
  name: Buffer,
): Promise<{ ways: Buffer[]; close: () => Promise<void> }> => {
  const opened: Folder[] = [];
  const foldersIn = async (part: Part): Promise<Part[]> => {
    try {
      const folder = await part.parent.open(part.name);
      opened.push(folder);
      return (await folder.list()).flatMap((one) => (one.isDirectory() ? [{ parent: folder, name: one.name }] : []));
    } catch {
      return [];
    }
  };
  let level: Part[] = [{ parent, name }];
  const parts = [...level];
  while (level.length > 0 && level.length < enough) {
    level = (await Promise.all(level.map(foldersIn))).flat();
    parts.unshift(...level);
  }
  return {
    ways: parts.map((part) => part.parent.at(part.name)),
    close: async () => {
      await Promise.all(opened.map((folder) => folder.close()));
    },
  };
};
