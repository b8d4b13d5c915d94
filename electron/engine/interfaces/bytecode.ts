/**
 * Compiled Python code of the proofs, in the application's cache and not in the environment, whose
 * files stay as they are. Without it each look at a large environment compiles all modules again.
 */
export interface Bytecode {
  /**
   * Folder for the proofs of an environment; it may have what an earlier look has compiled, which
   * Python takes for a source file of the same time and size only. Null where none can be had.
   */
  open: (root: string) => Promise<string | null>;
  /**
   * The same after a change, without what was compiled of what was changed (names of modules directly in
   * site-packages, or full paths): a new file may have the time and size of the one it replaces. `all`: empty.
   */
  renew: (root: string, changed: readonly string[] | 'all') => Promise<string | null>;
}
