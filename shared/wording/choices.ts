import { capability, listed } from './amounts.ts';
import { bare } from './bare.ts';
import { wordAccelerator } from './builds.ts';
import { texts } from './catalogue.ts';
import { commas, inBrackets } from './sentences.ts';

/** The chosen build by its parts: torch 2.5.1 + cu124. */
interface Build {
  id: string;
  /** Version without its local part; null where the manifest does not pin it. */
  torch: string | null;
}

const wordBuild = ({ id, torch }: Build): string => (torch === null ? wordAccelerator(id) : `torch ${torch} + ${id}`);

/** Why a build was chosen for a computer, in a sentence; what the user can do about it in a second one. */
export const choiceReasons = {
  suits: (card: string, driver: string, build: Build) =>
    texts().choices.suits(card, driver, wordAccelerator(build.id), wordBuild(build)),
  needsNewer: (card: string, least: string, build: Build) =>
    texts().choices.needsNewer(card, wordAccelerator(least), wordBuild(build)),
  needsOlder: (card: string, newest: string, build: Build) =>
    texts().choices.needsOlder(card, wordAccelerator(newest), wordBuild(build)),
  driverTooOldFor: (driver: string, refused: string, least: string, build: Build) =>
    texts().choices.driverTooOldFor(driver, wordAccelerator(refused), least, wordBuild(build)),
  pythonWithout: (python: string, refused: Build, build: Build) =>
    texts().choices.pythonWithout(python, wordBuild(refused), wordBuild(build)),
  installed: (card: string, build: Build) => texts().choices.installed(card, wordBuild(build)),
  installedUnseen: (problem: string, build: Build) => texts().choices.installedUnseen(bare(problem), wordBuild(build)),
  installedOnCpu: (build: Build) => texts().choices.installedOnCpu(wordBuild(build)),
  installedOfAsked: (cards: readonly string[], build: Build) =>
    texts().choices.installedOfAsked(listed(cards), wordBuild(build)),
  driverTooOld: (card: string, driver: string, least: string) => texts().choices.driverTooOld(card, driver, least),
  driverUnknown: (card: string) => texts().choices.driverUnknown(card),
  noKernels: (card: string, value: number) => texts().choices.noKernels(card, capability(value)),
  unlike: (cards: readonly { name: string; id: string | null }[]) =>
    texts().choices.unlike(
      commas(
        cards.map(({ name, id }) => name + inBrackets(id === null ? texts().choices.noBuild : wordAccelerator(id))),
      ),
      [...new Set(cards.flatMap(({ id }) => id ?? []))].map((id) => `--accelerator ${id}`),
    ),
  noBuildHere: (card: string, system: string) => texts().choices.noBuildHere(card, system),
  apple: (build: Build) => texts().choices.apple(wordBuild(build)),
  otherVendor: (card: string, build: Build) =>
    texts().choices.otherVendor(card, wordAccelerator(build.id), wordBuild(build)),
  otherVendorWithout: (card: string, kind: string) => texts().choices.otherVendorWithout(card, kind),
  gpuProblem: (problem: string) => texts().choices.gpuProblem(bare(problem)),
  get noGpu() {
    return texts().choices.noGpu;
  },
  get asked() {
    return texts().choices.asked;
  },
  askedInstead: (why: string) => texts().choices.askedInstead(why),
} as const;

/** Systems as the sentence above names them. */
export const wordSystem = (platform: string, architecture: string): string => {
  const names: ReadonlyMap<string, string> = new Map([
    ['linux', 'Linux'],
    ['win32', 'Windows'],
    ['darwin', 'macOS'],
  ]);
  return texts().builds.systemOn(names.get(platform) ?? platform, architecture === 'arm64' ? 'ARM' : architecture);
};
