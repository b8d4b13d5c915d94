import { type PlatformPath, posix, win32 } from 'node:path';

/**
 * Folders beside site-packages that wheels install into, by sysconfig's schemes and by what the data
 * of common wheels holds. A wheel may write anywhere in an environment, but what lies elsewhere may
 * as well be the user's: a file that a package leaves behind does no harm, one that is lost does.
 * Library is where Intel's wheels put their DLLs on Windows, and torch looks for them.
 */
const folders = {
  posix: new Set(['bin', 'lib', 'include', 'share', 'etc', 'man']),
  win32: new Set(['scripts', 'lib', 'include', 'share', 'etc', 'man', 'library']),
};

/** What venv, virtualenv and uv put beside the programs, without version and ending; no package's script has such a name. */
const frame = /^(?:pythonw?|pypy|vcruntime(?:140_)?|activate|activate_this|deactivate|pydoc\.bat)$/i;
const versionAndEnding = /(?:\d+(?:\.\d+)*t?)?(?:\.[a-z]\w*)?$/i;

/** With these virtualenv and uv mend Python itself. */
const patches = /^_virtualenv\.(?:py|pth)$/i;

/** Another Python's packages, or an interpreter's own library. */
const libraries = /^(?:(?:python|pypy)[\d.]*t?|site-packages)$/i;

/**
 * Whether a file at a place that a RECORD names may be taken for the package's. RECORD is no more
 * than a text that anybody can have changed, so the environment's own frame and what is likely to be
 * the user's are left alone whatever it says. By names alone.
 */
export const isInstallPlace = (
  root: string,
  sitePackages: string,
  place: string,
  flavour: PlatformPath = process.platform === 'win32' ? win32 : posix,
): boolean => {
  // Not by `relative`, which takes its time where a RECORD has many lines.
  if (place.startsWith(sitePackages + flavour.sep)) return !patches.test(place.slice(sitePackages.length + 1));
  const [top = '', next, ...rest] = flavour.relative(root, place).split(flavour.sep);
  if (next === undefined) return false;
  const folder = flavour === win32 ? top.toLowerCase() : top;
  if (!folders[flavour === win32 ? 'win32' : 'posix'].has(folder)) return false;
  if (folder === 'lib') return !libraries.test(next);
  return (folder !== 'bin' && folder !== 'scripts') || rest.length > 0 || !isFrame(next);
};

const isFrame = (program: string): boolean => frame.test(program) || frame.test(program.replace(versionAndEnding, ''));
