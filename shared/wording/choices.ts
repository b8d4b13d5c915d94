import { listed } from './amounts.ts';
import { bare } from './bare.ts';
import { wordAccelerator } from './builds.ts';

/** The chosen build by its parts: torch 2.5.1 + cu124. */
interface Build {
  id: string;
  /** Version without its local part; null where the manifest does not pin it. */
  torch: string | null;
}

const wordBuild = ({ id, torch }: Build): string => (torch === null ? wordAccelerator(id) : `torch ${torch} + ${id}`);

const onCpu = 'so PyTorch uses the CPU';

/** Why a build was chosen for a computer, in a sentence; what the user can do about it in a second one. */
export const choiceReasons = {
  suits: (card: string, driver: string, build: Build) =>
    `${card} with driver ${driver} runs ${wordAccelerator(build.id)}: ${wordBuild(build)}.`,
  needsNewer: (card: string, least: string, build: Build) =>
    `${card} needs ${wordAccelerator(least)} or newer: ${wordBuild(build)}.`,
  needsOlder: (card: string, newest: string, build: Build) =>
    `${card} needs ${wordAccelerator(newest)} or older: ${wordBuild(build)}.`,
  driverTooOldFor: (driver: string, refused: string, least: string, build: Build) =>
    `Driver ${driver} is too old for ${wordAccelerator(refused)}, which needs ${least}: ${wordBuild(build)}.`,
  pythonWithout: (python: string, refused: Build, build: Build) =>
    `There is no ${wordBuild(refused)} for Python ${python}: ${wordBuild(build)}.`,
  installed: (card: string, build: Build) => `The installed ${wordBuild(build)} runs on ${card}.`,
  installedUnseen: (problem: string, build: Build) =>
    `${bare(problem)}; the installed ${wordBuild(build)} is kept. Restart the computer or install the driver, then run diagnose again.`,
  installedOnCpu: (build: Build) =>
    `No GPU that it can use was found; the installed ${wordBuild(build)} is kept and calculates on the CPU.`,
  installedOfAsked: (cards: readonly string[], build: Build) =>
    `The installed ${wordBuild(build)} is kept; no single build runs on all of ${listed([...cards])}.`,
  driverTooOld: (card: string, driver: string, least: string) =>
    `Driver ${driver} of ${card} is too old for every build of this stack, ${onCpu}. Install NVIDIA driver ${least} or newer, then repair again.`,
  driverUnknown: (card: string) => `The driver of ${card} could not be found out, ${onCpu}.`,
  noKernels: (card: string, capability: number) =>
    `No build of this stack has code for ${card} (capability ${capability.toFixed(1)}), ${onCpu}.`,
  unlike: (cards: readonly { name: string; id: string | null }[]) =>
    `No single build runs on all of these GPUs, ${onCpu}: ${cards
      .map(({ name, id }) => `${name} (${id === null ? 'none' : wordAccelerator(id)})`)
      .join(', ')}. Choose which to use: ${[...new Set(cards.flatMap(({ id }) => id ?? []))]
      .map((id) => `--accelerator ${id}`)
      .join(' or ')}.`,
  noBuildHere: (card: string, system: string) =>
    `This stack has no CUDA build for ${system}, ${onCpu} and not ${card}.`,
  apple: (build: Build) => `Apple silicon computes with Metal: ${wordBuild(build)}.`,
  otherVendor: (card: string, build: Build) => `${card} runs ${wordAccelerator(build.id)}: ${wordBuild(build)}.`,
  otherVendorWithout: (card: string, kind: string) => `This stack has no ${kind} build for ${card}, ${onCpu}.`,
  gpuProblem: (problem: string) => `${bare(problem)}, ${onCpu}. Install or load the driver, then repair again.`,
  noGpu: 'No GPU that PyTorch can use was found, so it uses the CPU.',
  asked: 'You asked for it.',
  askedInstead: (why: string) => `You asked for it. Otherwise: ${why}`,
} as const;

/** Systems as the sentence above names them. */
export const wordSystem = (platform: string, architecture: string): string => {
  const names: ReadonlyMap<string, string> = new Map([
    ['linux', 'Linux'],
    ['win32', 'Windows'],
    ['darwin', 'macOS'],
  ]);
  return `${names.get(platform) ?? platform} on ${architecture === 'arm64' ? 'ARM' : architecture}`;
};
