/**
 * Files at the top of an environment that uv, pip and venv write there, in lower case. They are the
 * environment's: the ones that an installer leaves in a staging folder stay there, and what a
 * package's RECORD says of one is not asked for. Such a wheel is only badly packed, so it is not
 * refused; one that lists pyvenv.cfg is, as everything is that would replace the interpreter
 * (record-place.ts).
 */
const frameFiles: ReadonlySet<string> = new Set(['pyvenv.cfg', '.lock', '.gitignore', 'cachedir.tag']);

/** `path` is relative to the environment. */
export const isFrameFile = (path: string): boolean => frameFiles.has(path.toLowerCase());
