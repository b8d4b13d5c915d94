import type { Stats } from 'node:fs';

const groupOrOthersWrite = 0o022;
const othersWrite = 0o002;
const sticky = 0o1000;

/** A real folder that nobody else can write to, by `lstat`. Windows has no such numbers: there the user's profile is closed. */
export const isOnlyOurs = (found: Stats): boolean => {
  const own = process.getuid?.();
  return found.isDirectory() && (own === undefined || (found.uid === own && (found.mode & groupOrOthersWrite) === 0));
};

/** Nobody else can put another folder in the place of ours in it, by `stat`. A group is the user's own on most systems. */
export const keepsItsFolders = ({ uid, mode }: Stats): boolean => {
  const own = process.getuid?.();
  return own === undefined || ((uid === own || uid === 0) && ((mode & othersWrite) === 0 || (mode & sticky) !== 0));
};
