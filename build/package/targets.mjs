// @ts-check
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { SetupProblem } from '../setup/problem.mjs';

/** @typedef {'win' | 'linux' | 'mac'} System */
/** @typedef {'x64' | 'arm64'} Processor */
/** @typedef {{ systems: System[], processors: Processor[], unpacked: boolean, vendor: string | null, out: string | null }} Wanted */

const here = /** @type {Record<string, System>} */ ({ win32: 'win', linux: 'linux', darwin: 'mac' })[process.platform];

export const usage = `npm run dist -- [--win] [--linux] [--mac] [--x64] [--arm64] [--dir] [--vendor FOLDER] [--out FOLDER]

  --win --linux --mac   for which systems; this one if left out
  --x64 --arm64         for which processors; this one's if left out (macOS: both in one)
  --dir                 the unpacked application only, without installers
  --vendor FOLDER       another product: its name, icon and manifest (docs/vendors.md)
  --out FOLDER          where to; release, or release/ID for a vendor, if left out
`;

/**
 * What is to be built, from the words of the command line. Throws SetupProblem for words that there
 * are not, and for what cannot be built on this system, with the reason.
 * @param {string[]} words @returns {Wanted}
 */
export const parseWanted = (words) => {
  const options = /** @type {const} */ ({
    win: { type: 'boolean' },
    linux: { type: 'boolean' },
    mac: { type: 'boolean' },
    x64: { type: 'boolean' },
    arm64: { type: 'boolean' },
    dir: { type: 'boolean', default: false },
    vendor: { type: 'string' },
    out: { type: 'string' },
  });
  const { values } = parsed(() => parseArgs({ args: words, options, strict: true }));
  const named = /** @type {const} */ (['win', 'linux', 'mac']).filter((system) => values[system]);
  const systems = named.length > 0 ? named : here === undefined ? [] : [here];
  if (systems.length === 0) throw new SetupProblem(`Nothing can be built on ${process.platform}.\n\n${usage}`);
  const processors = /** @type {const} */ (['x64', 'arm64']).filter((processor) => values[processor]);
  const wanted = {
    systems,
    processors:
      processors.length > 0 ? processors : [/** @type {Processor} */ (process.arch === 'arm64' ? 'arm64' : 'x64')],
    unpacked: values.dir,
    vendor: values.vendor ?? null,
    out: values.out ?? null,
  };
  const reasons = systems.flatMap((system) => whyNotHere(system, process.platform, wanted.unpacked) ?? []);
  if (reasons.length > 0) throw new SetupProblem(reasons.join('\n'));
  return wanted;
};

/** @template T @param {() => T} parse @returns {T} */
const parsed = (parse) => {
  try {
    return parse();
  } catch (error) {
    throw new SetupProblem(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

const elsewhere = 'Build it there, or let the release workflow do it (.github/workflows/release.yml).';

/**
 * Why a system's application cannot be built on another one; null where it can.
 * @param {System} system @param {NodeJS.Platform} platform @param {boolean} unpacked
 * @returns {string | null}
 */
export const whyNotHere = (system, platform, unpacked) => {
  switch (system) {
    case 'mac':
      return platform === 'darwin'
        ? null
        : `An application for macOS can be built on macOS only: Apple’s own tools put it together. ${elsewhere}`;
    case 'linux':
      return platform === 'win32'
        ? `An application for Linux cannot be built on Windows: its files would lose their permissions. ${elsewhere}`
        : null;
    case 'win':
      if (platform === 'win32' || unpacked || hasProgram('wine') || hasProgram('wine64')) return null;
      return `An installer for Windows needs Wine on this system, which runs it once to make its uninstaller. Install Wine (Debian: apt-get install wine), or take --dir. ${elsewhere}`;
  }
};

/** @param {string} name */
const hasProgram = (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
