import { leavesCardInDoubt } from '../shared/card-in-doubt.ts';
import type { Failure } from '../shared/failure.ts';
import { cardNext } from '../shared/wording/proofs.ts';
import { headings } from '../shared/wording/terminal.ts';
import { counted, listed, wordFailure } from '../shared/wording.ts';

/**
 * What only the window and the local page say, in one place for translation. What the command line
 * says, too, is in shared/wording.ts.
 */
const some = (names: readonly string[], limit: number): string =>
  names.length <= limit + 1
    ? listed([...names])
    : listed([...names.slice(0, limit), counted(names.length - limit, 'other', 'others')]);

/** Packages that people know by another name than the index does; the order is that of importance. */
const knownPackages: readonly (readonly [string, string])[] = [
  ['torch', 'PyTorch'],
  ['numpy', 'NumPy'],
  ['transformers', 'Transformers'],
];

export const words = {
  product: 'Smart Installer',
  knownPackages,
  packageName: (name: string): string => knownPackages.find(([key]) => key === name)?.[1] ?? name,
  pageTitle: (screen: string): string => `${screen} – Smart Installer`,

  opening: 'Starting …',
  lost: {
    title: 'Connection lost',
    sentence: 'What is in progress goes on. This page comes back by itself as soon as the program answers.',
  },
  closed: { title: 'This page is not connected', again: 'Reload' },

  checking: { title: 'Checking', sentence: 'Looking at this computer and the environment. Nothing is changed.' },
  notInstalled: {
    title: 'Not installed',
    sentence: 'It can be installed now. You see the plan first, and only this folder is written to.',
  },
  canBeRepaired: 'It can be repaired. You see the plan first, and nothing is changed before that.',
  notChecked: 'Not checked',
  checkStopped: 'The check was stopped. Nothing was changed.',

  environment: 'Environment',
  folder: 'Folder',
  useFolder: 'Use this folder',
  choose: 'Choose…',
  profile: 'Packages',
  profileName: (name: string): string =>
    name === 'full' ? 'Everything' : `${name.charAt(0).toUpperCase()}${name.slice(1)} only`,
  labels: {
    python: 'Python',
    gpu: 'GPU',
    system: 'System',
    memory: 'Memory',
    processor: 'Processor',
    freeSpace: 'Free space',
    build: headings.build,
    proven: 'Proven',
    notProven: 'Not proven',
    changed: 'Changed',
    scope: 'How far it goes',
    size: 'Size',
    leftAlone: headings.leftAlone,
    took: 'Took',
    code: 'Code',
    journal: 'Journal',
    nextAction: 'What to do',
  },
  cores: (count: number): string => counted(count, 'core', 'cores'),
  driver: (version: string): string => `driver ${version}`,
  noGpu: 'none found',
  notInstalledPackage: 'not installed',
  fault: {
    missing: 'missing',
    version: (requirement: string): string => `${requirement} is needed`,
    build: (has: string, wanted: string): string => `${has} build, ${wanted} is needed`,
    broken: 'does not work',
    unwanted: 'has to go',
    damaged: 'damaged',
  },
  whole: 'works',

  findings: headings.findings,
  plan: { title: headings.plan, making: 'Making the plan' },
  planMaking: 'Looking at what is needed. Nothing is changed.',
  kept: {
    title: 'Kept',
    none: 'Nothing in this environment: packages that you added to it yourself are not in the new one.',
    packages: (count: number): string =>
      `${counted(count, 'other package', 'other packages')} in this environment, at their versions where that is possible.`,
  },
  notTouched: {
    title: 'Not touched',
    outside: 'Everything outside this folder: your models, settings and other programs.',
  },

  installing: 'Installing',
  repairing: 'Repairing',
  steps: 'Steps',
  wholeProgress: 'Progress of the repair',
  stepOf: (at: number, of: number): string => `Step ${at} of ${of}`,
  of: (done: string, total: string): string => `${done} of ${total}`,
  attempt: (at: number, of: number): string => `attempt ${at} of ${of}`,
  seconds: (count: number): string => `${count} s`,
  tryingAgain: 'Trying again',
  tryingAgainNow: 'Trying again now',
  stopping: 'Stopping safely …',
  programs: 'Programs',

  nothing: 'Nothing',
  proven: (names: readonly string[]): string => `${some(names, 3)} ${names.length === 1 ? 'imports' : 'import'}.`,
  someChanged: (names: readonly string[]): string => some(names, 6),
  evidence: headings.lastOutput,

  buttons: {
    install: 'Install environment',
    repair: 'Repair environment',
    anew: 'Make environment anew',
    checkAgain: 'Check again',
    back: 'Back',
    start: 'Start',
    stop: 'Stop',
    stopping: 'Stopping …',
    retryNow: 'Retry now',
    tryAgain: 'Try again',
    build: (name: string): string => `Build ${name} from source and try again`,
    done: 'Done',
    copyCode: 'Copy code',
    copyPath: 'Copy path',
    copied: 'Copied',
    notCopied: 'Could not be copied',
    showLog: 'Show log',
    hideLog: 'Hide log',
    showDetails: 'Show details',
    hideDetails: 'Hide details',
    showAll: (count: number): string => `Show all ${count}`,
  },

  log: {
    title: 'Log',
    lines: 'Lines',
    level: 'Level',
    levels: { all: 'All lines', notable: 'Warnings and errors', errors: 'Errors' },
    marks: { warning: 'Warning: ', error: 'Error: ' },
    search: 'Search the log',
    follow: 'Follow',
    none: 'No line matches.',
    count: (shown: number, total: number): string =>
      shown === total ? counted(total, 'line', 'lines') : `${shown} of ${counted(total, 'line', 'lines')}`,
    copy: 'Copy log',
  },

  /** The one next action, where the command line's names one of its options. */
  next: (failure: Failure): string => nextInWindow(failure) ?? wordFailure(failure).next,
} as const;

const nextInWindow = (failure: Failure): string | null => {
  switch (failure.code) {
    case 'proof-failed':
    case 'not-healed':
      if (leavesCardInDoubt(failure)) return cardNext.driver;
      return failure.fresh ? null : 'Make the environment anew.';
    case 'source-only':
      return `If you trust it, choose “${words.buttons.build(failure.package)}”.`;
    case 'environment-missing':
      return 'Install the environment.';
    case 'not-downloaded':
    case 'uv-unavailable':
      return 'Check the network connection, then try again.';
    case 'python-unusable':
    case 'environment-creation-failed':
      return 'Install Python 3.12 from python.org or with your system’s package manager, then try again.';
    case 'manifest-missing':
      return 'Install Smart Installer again.';
    case 'usage':
      return 'Reload the page, then try again.';
    default:
      return null;
  }
};
