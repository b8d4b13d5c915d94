export interface UnpackingFolder {
  path: string;
  /** Deletes it. Never throws: what cannot be deleted is for the next run. */
  close: () => Promise<void>;
}

/** Where wheels are unpacked before the environment may be changed (law 1). */
export interface Unpacking {
  /**
   * A new folder in the application's cache, null where that is on another volume than the
   * environment: hard links lead to no other. What runs left that were killed is deleted. Throws
   * Failing permission-denied, disk-full.
   */
  open: (root: string) => Promise<UnpackingFolder | null>;
  /**
   * Takes every file out of a folder and leaves the folders: for some seconds after a folder was deleted
   * ext4 (recently_deleted in fs/ext4/ialloc.c) looks for other inodes, which makes the next thousand
   * files take three times as long. Links are not followed. What cannot be removed stays. Never throws.
   */
  empty: (folder: string) => Promise<void>;
}
