import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** What only the window and the local page say. */
export const page = {
  product: 'Smart Installer',
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
  everything: 'Everything',
  only: (profile: string): string => `${profile} only`,
  labels: {
    python: 'Python',
    gpu: 'GPU',
    system: 'System',
    memory: 'Memory',
    processor: 'Processor',
    freeSpace: 'Free space',
    build: 'Build',
    proven: 'Proven',
    notProven: 'Not proven',
    changed: 'Changed',
    scope: 'How far it goes',
    size: 'Size',
    leftAlone: 'Left as it is',
    took: 'Took',
    code: 'Code',
    journal: 'Journal',
    nextAction: 'What to do',
  },
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

  findings: 'What is wrong',
  plan: { title: 'What will be done', making: 'Making the plan' },
  planMaking: 'Looking at what is needed. Nothing is changed.',
  kept: {
    title: 'Kept',
    none: 'Nothing in this environment: packages that you added to it yourself are not in the new one.',
    packages: (count: number): string =>
      plural(count, {
        one: `${count} other package in this environment, at its version where that is possible.`,
        other: `${count} other packages in this environment, at their versions where that is possible.`,
      }),
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
  tryingAgain: 'Trying again',
  tryingAgainNow: 'Trying again now',
  stopping: 'Stopping safely …',
  programs: 'Programs',

  nothing: 'Nothing',
  imports: (names: string, count: number): string =>
    plural(count, { one: `${names} imports.`, other: `${names} import.` }),
  evidence: 'The last lines that the tools printed',

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
    count: (total: number): string => plural(total, { one: `${total} line`, other: `${total} lines` }),
    copy: 'Copy log',
  },

  /** The one next action, where the command line's names one of its options. */
  nextActions: {
    makeAnew: 'Make the environment anew.',
    allowBuild: (button: string): string => `If you trust it, choose “${button}”.`,
    install: 'Install the environment.',
    checkNetwork: 'Check the network connection, then try again.',
    installPython: 'Install Python 3.12 from python.org or with your system’s package manager, then try again.',
    reinstall: 'Install Smart Installer again.',
    reload: 'Reload the page, then try again.',
  },
};
