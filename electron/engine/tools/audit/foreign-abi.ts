/** What an extension module's file name says of the Python that it was built for. */
interface Build {
  /** Folder and name up to the first dot. */
  stem: string;
  /** cp311, cp313t, pypy39; null where any Python of version 3 will do, or the name does not tell. */
  python: string | null;
  /** null where the name does not tell. */
  platform: 'linux' | 'win32' | 'darwin' | null;
}

/**
 * Reads names such as `_core.cpython-311-x86_64-linux-gnu.so`, `_core.cp311-win_amd64.pyd`,
 * `_core.abi3.so`; null for what is no extension module. Source: PEP 3149 and
 * importlib.machinery.EXTENSION_SUFFIXES of each system.
 */
const buildOf = (path: string): Build | null => {
  const [, stem, tags, ending] = /^((?:.*\/)?[^./]+)((?:\.[^./]+)?)\.(so|pyd)$/.exec(path) ?? [];
  if (stem === undefined || tags === undefined) return null;
  const [, cpython, ofPypy] = /^\.(?:cpython-(\d+[a-z]*)|(pypy\d+))-/.exec(tags) ?? [];
  const [, cp] = /^\.(cp\d+t?)-win/.exec(tags) ?? [];
  const python = cp ?? (cpython === undefined ? ofPypy : `cp${cpython.replace(/[dmu]/g, '')}`) ?? null;
  return { stem, python, platform: platformOf(tags, ending) };
};

const platformOf = (tags: string, ending: string | undefined): Build['platform'] => {
  if (ending === 'pyd') return 'win32';
  if (tags.endsWith('-darwin')) return 'darwin';
  return tags.includes('-linux-') ? 'linux' : null;
};

/**
 * Of a package's files, those that another Python or another system was meant to load, with what
 * they are for. A wheel may bring modules for several Pythons; one that has a fitting module of the
 * same name beside it does no harm.
 */
export const foreignModules = (
  paths: readonly string[],
  abi: string,
  platform: NodeJS.Platform,
): { path: string; found: string }[] => {
  const builds = paths.flatMap((path) => {
    const build = buildOf(path);
    return build === null ? [] : [{ path, ...build }];
  });
  const isForeign = (build: Build): boolean =>
    (build.python !== null && build.python !== abi) || (build.platform !== null && build.platform !== platform);
  const fitting = new Set(builds.filter((build) => !isForeign(build)).map(({ stem }) => stem));
  return builds
    .filter((build) => isForeign(build) && !fitting.has(build.stem))
    .map(({ path, python, platform: built }) => ({
      path,
      found: python !== null && python !== abi ? python : (built ?? 'another system'),
    }));
};
