import { toNamespacedPath } from 'node:path';
import type { Calls } from './calls.ts';
import { changeable, expectSameWay, type Folder, joined, noFolder } from './folder.ts';

/**
 * Where a folder cannot be held: it is found by its name, and looked at before and after it is listed
 * and every now and then. On Windows with the prefix `\\?\`, which lifts the limit of 260 characters
 * and lets a name end in a dot (learn.microsoft.com, Naming Files, Paths, and Namespaces); Node
 * itself puts it only before paths that are text. What takes its place between a look and
 * the call after it is not noticed. Throws as holdFolder does.
 */
export const namedFolder = async (calls: Calls, root: Buffer, path: Buffer): Promise<Folder> => {
  const way = Buffer.from(toNamespacedPath(path.toString()));
  const found = [
    await calls.realpath(Buffer.from(toNamespacedPath(root.toString()))),
    await calls.realpath(way),
  ] as const;
  expectSameWay({ root, path }, { root: found[0], path: found[1] });
  return openNamed(calls, path, way);
};

const openNamed = async (calls: Calls, path: Buffer, way: Buffer): Promise<Folder> => {
  const first = await calls.lstat(way);
  if (!first.isDirectory()) throw noFolder(path);
  const isStill = async (): Promise<boolean> => {
    const now = await calls.lstat(way).catch(() => null);
    return now?.isDirectory() === true && now.ino === first.ino && now.dev === first.dev;
  };
  const at = (name: Buffer): Buffer => joined(way, name);
  const letChange = async (): Promise<void> => {
    if (await isStill()) await calls.chmod(way, changeable(first.mode)).catch(() => undefined);
  };
  let changed: Promise<void> | null = null;
  return {
    path,
    at,
    list: async () => {
      const entries = await calls.readdir(way);
      if (!(await isStill())) throw noFolder(path);
      return entries;
    },
    open: (name) => openNamed(calls, joined(path, name), at(name)),
    isStill,
    letChange: () => {
      changed ??= letChange();
      return changed;
    },
    close: async () => undefined,
  };
};
