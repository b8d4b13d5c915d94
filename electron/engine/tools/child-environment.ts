/**
 * The environment of a child: this process's own with `changes` on top, where undefined removes a
 * variable. On Windows names have no case, so that PATH replaces Path instead of standing beside it.
 */
export const childEnvironment = (
  changes: Record<string, string | undefined>,
  own: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> => {
  const key = (name: string) => (platform === 'win32' ? name.toUpperCase() : name);
  const changed = new Set(Object.keys(changes).map(key));
  const kept = Object.entries(own).filter(([name]) => !changed.has(key(name)));
  return Object.fromEntries(
    [...kept, ...Object.entries(changes)].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};
