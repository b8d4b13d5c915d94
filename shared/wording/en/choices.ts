const onCpu = 'so PyTorch uses the CPU';

/** Why a build was chosen for a computer, in a sentence; what the user can do about it in a second one. `build`: torch 2.5.1 + cu124. */
export const choices = {
  suits: (card: string, driver: string, accelerator: string, build: string): string =>
    `${card} with driver ${driver} runs ${accelerator}: ${build}.`,
  needsNewer: (card: string, least: string, build: string): string => `${card} needs ${least} or newer: ${build}.`,
  needsOlder: (card: string, newest: string, build: string): string => `${card} needs ${newest} or older: ${build}.`,
  driverTooOldFor: (driver: string, refused: string, least: string, build: string): string =>
    `Driver ${driver} is too old for ${refused}, which needs ${least}: ${build}.`,
  pythonWithout: (python: string, refused: string, build: string): string =>
    `There is no ${refused} for Python ${python}: ${build}.`,
  installed: (card: string, build: string): string => `The installed ${build} runs on ${card}.`,
  installedUnseen: (problem: string, build: string): string =>
    `${problem}; the installed ${build} is kept. Restart the computer or install the driver, then run diagnose again.`,
  installedOnCpu: (build: string): string =>
    `No GPU that it can use was found; the installed ${build} is kept and calculates on the CPU.`,
  installedOfAsked: (cards: string, build: string): string =>
    `The installed ${build} is kept; no single build runs on all of ${cards}.`,
  driverTooOld: (card: string, driver: string, least: string): string =>
    `Driver ${driver} of ${card} is too old for every build of this stack, ${onCpu}. Install NVIDIA driver ${least} or newer, then repair again.`,
  driverUnknown: (card: string): string => `The driver of ${card} could not be found out, ${onCpu}.`,
  noKernels: (card: string, capability: string): string =>
    `No build of this stack has code for ${card} (capability ${capability}), ${onCpu}.`,
  unlike: (cards: string, options: readonly string[]): string =>
    `No single build runs on all of these GPUs, ${onCpu}: ${cards}. Choose which to use: ${options.join(' or ')}.`,
  noBuild: 'none',
  noBuildHere: (card: string, system: string): string =>
    `This stack has no CUDA build for ${system}, ${onCpu} and not ${card}.`,
  apple: (build: string): string => `Apple silicon computes with Metal: ${build}.`,
  otherVendor: (card: string, accelerator: string, build: string): string => `${card} runs ${accelerator}: ${build}.`,
  otherVendorWithout: (card: string, kind: string): string => `This stack has no ${kind} build for ${card}, ${onCpu}.`,
  gpuProblem: (problem: string): string => `${problem}, ${onCpu}. Install or load the driver, then repair again.`,
  noGpu: 'No GPU that PyTorch can use was found, so it uses the CPU.',
  asked: 'You asked for it.',
  askedInstead: (why: string): string => `You asked for it. Otherwise: ${why}`,
};
