/** A wheel as a lock file names it. */
export interface LockedWheel {
  url?: string | undefined;
  path?: string | undefined;
  name?: string | undefined;
  size?: number | undefined;
  hashes: Readonly<Record<string, string>>;
}

interface PythonVersion {
  major: number;
  minor: number;
}

/**
 * The wheel that will be installed. uv 0.13 locks only that one; 0.8 on PATH lists all of a
 * release, and then those whose tags fit this machine are looked at: `only` where one is
 * left, and as size the largest of them. Nothing is said where none fits.
 */
export const chooseWheel = (
  wheels: readonly LockedWheel[],
  python: PythonVersion | null,
  platform: NodeJS.Platform = process.platform,
  arch: NodeJS.Architecture = process.arch,
): { only: LockedWheel | null; bytes: number | null } => {
  const fitting =
    wheels.length === 1 ? wheels : wheels.filter((wheel) => fits(fileName(wheel), python, platform, arch));
  const [only] = fitting;
  if (only === undefined) return { only: null, bytes: null };
  if (fitting.length === 1) return { only, bytes: only.size ?? null };
  return {
    only: null,
    bytes: fitting.some(({ size }) => size === undefined) ? null : Math.max(...fitting.map(({ size }) => size ?? 0)),
  };
};

const fileName = ({ name, url, path }: LockedWheel): string =>
  name ?? (url ?? path ?? '').split(/[?#]/)[0]?.split('/').at(-1) ?? '';

const machines: Readonly<Record<string, RegExp>> = {
  x64: /x86_64$|amd64$|universal2$|intel$/,
  arm64: /aarch64$|arm64$|universal2$/,
  ia32: /i686$|win32$/,
};
const systems: Readonly<Record<string, RegExp>> = { linux: /^(?:many|musl)?linux/, win32: /^win/, darwin: /^macosx/ };

const fits = (file: string, python: PythonVersion | null, platform: string, arch: string): boolean => {
  const [, pythons, abis, platforms] = /-([^-]+)-([^-]+)-([^-]+)\.whl$/.exec(file) ?? [];
  if (pythons === undefined || abis === undefined || platforms === undefined) return false;
  const system = platforms
    .split('.')
    .some((tag) => tag === 'any' || (systems[platform]?.test(tag) === true && machines[arch]?.test(tag) === true));
  return system && pythons.split('.').some((tag) => fitsPython(tag, abis, python));
};

const fitsPython = (tag: string, abis: string, python: PythonVersion | null): boolean => {
  if (/^py[23]/.test(tag)) return tag.startsWith('py3');
  if (python === null) return false;
  if (tag === `cp${python.major}${python.minor}`)
    return abis.split('.').some((abi) => abi === tag || abi === 'abi3' || abi === 'none');
  const minor = new RegExp(`^cp${python.major}(\\d+)$`).exec(tag)?.[1];
  return minor !== undefined && Number(minor) <= python.minor && abis.split('.').includes('abi3');
};
