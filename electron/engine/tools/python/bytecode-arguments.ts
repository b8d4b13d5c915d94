/**
 * Python's options for where compiled code is read and written: in a folder of ours, or null for
 * nowhere. Never in the environment (docs.python.org, `-B` and `-X pycache_prefix`).
 */
export const bytecodeArguments = (folder: string | null): readonly string[] =>
  folder === null ? ['-B'] : ['-X', `pycache_prefix=${folder}`];
