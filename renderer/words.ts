import { leavesCardInDoubt } from '../shared/card-in-doubt.ts';
import type { Failure } from '../shared/failure.ts';
import type { LaunchCauseKind } from '../shared/launch-cause.ts';
import { live, texts } from '../shared/wording/catalogue.ts';
import type { Catalogue } from '../shared/wording/en.ts';
import { language } from '../shared/wording/language.ts';
import { wordLaunchCause } from '../shared/wording/launch-causes.ts';
import { listed, wordFailure } from '../shared/wording.ts';
import { isInNeed, launchRemedy } from './from-run/launch-view.ts';
import { exportWords, logWords } from './log-words.ts';
import { settingWords } from './setting-words.ts';

const some = (names: readonly string[], limit: number): string =>
  names.length <= limit + 1
    ? listed(names)
    : listed([...names.slice(0, limit), texts().amounts.others(names.length - limit)]);

/** Packages that people know by another name than the index does; the order is that of importance. */
const knownPackages: readonly (readonly [string, string])[] = [
  ['torch', 'PyTorch'],
  ['numpy', 'NumPy'],
  ['transformers', 'Transformers'],
];

/** What needs more than a text of the catalogue. */
const made = {
  knownPackages,
  packageName: (name: string): string => knownPackages.find(([key]) => key === name)?.[1] ?? name,
  profileName: (name: string): string =>
    name === 'full'
      ? texts().page.everything
      : texts().page.only(`${name.charAt(0).toLocaleUpperCase(language())}${name.slice(1)}`),
  cores: (count: number): string => texts().amounts.cores(count),
  proven: (names: readonly string[]): string => texts().page.imports(some(names, 3), names.length),
  someChanged: (names: readonly string[]): string => some(names, 6),
  /** The one next action, where the command line's names one of its options. */
  next: (failure: Failure): string => nextInWindow(failure) ?? wordFailure(failure).next,
} as const;

/**
 * What the window and the local page say, always in the current language; the texts are in
 * shared/wording. What the command line says, too, is in shared/wording.ts.
 */
export const words: Omit<Catalogue['page'], 'log' | 'export'> & typeof made & Worded = live(({ page }) => ({
  ...page,
  ...made,
  log: logWords(),
  export: exportWords(),
  settings: settingWords(),
}));

interface Worded {
  log: ReturnType<typeof logWords>;
  export: ReturnType<typeof exportWords>;
  settings: ReturnType<typeof settingWords>;
}

const nextInWindow = (failure: Failure): string | null => {
  const { nextActions } = texts().page;
  switch (failure.code) {
    case 'proof-failed':
    case 'not-healed':
      if (leavesCardInDoubt(failure)) return texts().proofs.cardNext.driver;
      return failure.fresh ? null : nextActions.makeAnew;
    case 'source-only':
      return nextActions.allowBuild(words.buttons.build(failure.package));
    case 'launch-failed':
      return nextAfterLaunch(failure);
    case 'environment-missing':
      return nextActions.install;
    case 'not-downloaded':
    case 'uv-unavailable':
      return nextActions.checkNetwork;
    case 'python-unusable':
    case 'environment-creation-failed':
      return nextActions.installPython;
    case 'manifest-missing':
      return nextActions.reinstall;
    case 'usage':
      return nextActions.reload;
    default:
      return null;
  }
};

/** What to do after a failed launch; the button for it stands beside it. */
const nextAfterLaunch = (failure: Extract<Failure, { code: 'launch-failed' }>): string => {
  const { nextActions } = texts().page;
  const remedy = launchRemedy(failure);
  if (remedy === 'repair') return nextActions.repairThenLaunch;
  if (remedy === 'anew') return nextActions.makeAnewThenLaunch;
  const own = launchNextInWindow()[failure.cause.kind] ?? wordLaunchCause(failure).next;
  return isInNeed(failure) ? nextActions.needsRepairToo(own) : own;
};

/** Where the command line's words name its options. */
const launchNextInWindow = (): Partial<Record<LaunchCauseKind, string>> => {
  const { nextActions } = texts().page;
  return {
    'wrong-build': nextActions.startOnCpu,
    'no-kernels': nextActions.startOnCpuOrOtherCard,
    crashed: nextActions.launchAgainOrUpdateDriver,
    'driver-too-old': nextActions.updateDriverThenLaunch,
    'driver-missing': nextActions.installDriverThenLaunch,
  };
};
