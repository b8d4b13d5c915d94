/** A wheel's tags (PEP 425): what it was built for. */
interface Tags {
  python: string;
  abi: string;
  platforms: string[];
}

/**
 * The position of the wheel to take among several that a lock names, by their file names; null where
 * they do not all suit one computer. uv's lock names every wheel of a package that suits the
 * interpreter (regex has two for Linux, charset-normalizer also one without native code), in no
 * order of preference: as installers do, the most specific one is taken. An older uv names all that
 * there are, for every system: among those nothing can be told.
 */
export const bestWheel = (filenames: readonly string[]): number | null => {
  const all = filenames.map(tagsOf);
  const known = all.flatMap((tags) => tags ?? []);
  if (filenames.length === 1) return 0;
  if (known.length === 0 || known.length < all.length || !suitOneComputer(known)) return null;
  const ranks = known.map(rankOf);
  return ranks.indexOf(Math.min(...ranks));
};

const tagsOf = (filename: string): Tags | null => {
  const [, python, abi, platform] = /-([^-]+)-([^-]+)-([^-]+)\.whl$/.exec(filename) ?? [];
  return python === undefined || abi === undefined || platform === undefined
    ? null
    : { python, abi, platforms: platform.split('.') };
};

/** One system, one processor and one Python's own ABI among them, beside what suits several. */
const suitOneComputer = (wheels: readonly Tags[]): boolean => {
  const platforms = wheels.flatMap((wheel) => wheel.platforms).filter((platform) => platform !== 'any');
  const own = wheels.filter(({ abi }) => isOwnAbi(abi)).map(({ python, abi }) => `${python}-${abi}`);
  return [platforms.map(systemOf), platforms.flatMap(processorOf), own].every((some) => new Set(some).size <= 1);
};

const isOwnAbi = (abi: string): boolean => /^cp\d/.test(abi);

/** manylinux_2_28_x86_64 → manylinux. */
const systemOf = (platform: string): string => /^[a-z]+/.exec(platform)?.[0] ?? platform;

/** manylinux2014_x86_64 → x86_64; empty for macOS's wheels that suit both of its processors. */
const processorOf = (platform: string): string[] => {
  const processor = /(x86_64|aarch64|arm64|amd64|i686|win32|armv7l|ppc64le|s390x|riscv64|universal2?)$/.exec(
    platform,
  )?.[1];
  return processor === undefined ? [platform] : processor.startsWith('universal') ? [] : [processor];
};

/** The lower, the more specific: an ABI of its own, the stable one, none; then the processor's own. */
const rankOf = ({ abi, platforms }: Tags): number => {
  const byAbi = isOwnAbi(abi) ? 0 : abi === 'abi3' ? 1 : 2;
  const byPlatform = platforms.includes('any') ? 2 : platforms.some((one) => /universal2?$/.test(one)) ? 1 : 0;
  return byAbi * 3 + byPlatform;
};
