/**
 * The program of a thread, from the module that starts it: its source in a checkout, named relative to that
 * module; the bundle has a file for it beside its programs, above their chunks.
 */
export const threadFile = (from: string, file: { source: string; bundled: string }): URL => {
  if (from.endsWith('.ts')) return new URL(file.source, from);
  return new URL(`${/\/chunks\/[^/]+$/.test(from) ? '..' : '.'}/${file.bundled}`, from);
};
