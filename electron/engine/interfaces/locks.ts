export interface Locks {
  /** Takes the environment's lock, over a dead owner's body; throws Failing environment-busy for a live one's. Creates what folders it needs. */
  acquire: (root: string, run: string) => Promise<{ release: () => Promise<void>; createdRoot: boolean }>;
  /** Throws Failing environment-busy where a live process holds it; changes nothing. */
  check: (root: string) => Promise<void>;
}
