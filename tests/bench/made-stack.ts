import { type Manifest, manifestSchema } from '../../shared/manifest.ts';
import { buildWheel, type Wheel } from '../support/wheel.ts';

interface Shape {
  /** Packages that the manifest names; each brings two more, as real ones do. */
  named: number;
  /** Python files of a package, by its number. */
  files: (number: number) => number;
  /** Bytes of a file, on average. */
  fileBytes: number;
  /** Bytes of libraries that cannot be compressed, by the package's number. */
  libraryBytes: (number: number) => number;
}

export interface MadeStack {
  wheels: Wheel[];
  manifest: Manifest;
  /** What the manifest's layers ask for. */
  requirements: string[];
  packages: number;
  files: number;
  bytes: number;
}

const MiB = 1024 * 1024;

/** 60 packages, 20 of which are named: most are small, some have thousands of files, some are one large library. */
export const sixtyPackages = (): MadeStack =>
  makeStack('sixty', {
    named: 20,
    files: (number) => [1800, 900, 600, 350][number] ?? 20 + ((number * 37) % 90),
    fileBytes: 6000,
    libraryBytes: (number) => (({ 4: 60, 5: 30, 6: 20, 7: 10 })[number] ?? (number % 5 === 0 ? 1 : 0)) * MiB,
  });

/** 102 packages with at least a hundred files each. */
export const hundredPackages = (): MadeStack =>
  makeStack('hundred', { named: 34, files: (number) => 100 + (number % 9), fileBytes: 1500, libraryBytes: () => 0 });

const makeStack = (name: string, { named, files, fileBytes, libraryBytes }: Shape): MadeStack => {
  const count = named * 3;
  const nameOf = (number: number): string => `made-${name}-${number}`;
  const wheels = Array.from({ length: count }, (_, number) => {
    const module = nameOf(number).replaceAll('-', '_');
    const sources = Array.from({ length: files(number) }, (__, at) => [
      `${module}/part_${at % 17}/file_${at}.py`,
      source(number * 10_000 + at, fileBytes * (0.1 + (1.8 * at) / files(number))),
    ]);
    return buildWheel({
      name: nameOf(number),
      version: '1.0',
      requires: number < named ? [nameOf(named + number * 2), nameOf(named + number * 2 + 1)] : [],
      files: Object.fromEntries(sources),
      ...(libraryBytes(number) === 0 ? {} : { padBytes: libraryBytes(number) }),
    });
  });
  const requirements = Array.from({ length: named }, (_, number) => nameOf(number));
  const half = named >> 1;
  const layers = [requirements.slice(0, half), requirements.slice(half)].map((own, at) => ({
    id: `part-${at + 1}`,
    title: `Part ${at + 1}`,
    requirements: own,
    checks: own.slice(0, 2).map((one) => ({ kind: 'import', module: one.replaceAll('-', '_') })),
  }));
  return {
    wheels,
    manifest: manifestSchema.parse({ schemaVersion: 1, name, title: 'Benchmark', python: '>=3.9', layers }),
    requirements,
    packages: count,
    files: Array.from({ length: count }, (_, number) => files(number) + 4).reduce((sum, one) => sum + one, 0),
    bytes: wheels.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
};

/** Lines of Python that are all different and can be compressed about as well as real ones. */
const source = (seed: number, bytes: number): string => {
  const lines: string[] = [];
  for (let length = 0, at = 0; length < bytes; at += 1) {
    const line = `value_${at} = 'text ${(seed * 7919 + at * 104_729) % 1_000_003} of module ${seed}'`;
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
};
