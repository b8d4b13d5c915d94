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
}
