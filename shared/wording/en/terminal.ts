import { product } from '../../product.ts';
import type { Severity } from '../../severity.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

interface Said {
  sentence: string;
  next: string;
}

/** What only the command line says; the window uses some of the headings. */
export const terminal = {
  whatToDo: (next: string): string => `What to do: ${next}`,
  waitHints: { withKeys: 'press r to retry now, Ctrl-C to stop', withoutKeys: 'Ctrl-C to stop' },
  stopping: {
    once: 'Stopping: what is running is being ended safely …',
    again: 'Still stopping: the environment is being left in a safe state, which can take a few seconds …',
  },
  headings: {
    findings: 'What is wrong',
    bySeverity: {
      broken: 'What is broken',
      wrong: 'What is wrong',
      notice: 'Worth knowing',
    } satisfies Record<Severity, string>,
    plan: 'What will be done',
    dryPlan: 'What would be done',
    leftAlone: 'Left as it is',
    lastOutput: 'The last lines that the tools printed',
    build: 'Build',
    proven: 'Proven',
    notProven: 'Not proven',
  },
  withoutDryRun: 'run the same without --dry-run.',
  runRepair: `run ${product.id} repair with the same options.`,
  moreThings: (count: number): string =>
    plural(count, { one: `and ${count} more thing`, other: `and ${count} more things` }),
  files: (count: number): string => plural(count, { one: `${count} file`, other: `${count} files` }),
  removed: (what: string): string => `Removed: ${what}.`,
  kept: (what: string, folder: string): string => `Kept for the next time: ${what} in ${folder}.`,
  exported: (files: string, path: string): string => `Exported: ${files} in ${path}.`,
  redacted: (count: number): string =>
    `Private things taken out: ${count}. Have a look before you give it to somebody; README.txt says what is in it.`,
  problems: {
    oldNode: (version: string): Said => ({
      sentence: `${product.name} needs Node.js 22 or newer, and this is ${version}.`,
      next: 'Install Node.js 22 or newer, or use the desktop application, which brings its own.',
    }),
    damaged: (message: string): Said => ({
      sentence: `${product.name} could not be started: ${message.split('\n')[0] ?? ''}`,
      next: 'Install it again, or run npm run build in a checkout.',
    }),
    stuck: {
      sentence: 'The run could not be stopped in time, so it was ended as it was.',
      next: 'Run repair again: it finishes the work.',
    },
    stalled: {
      sentence: 'The run came to a standstill.',
      next: 'Run repair again, and please report it.',
    },
    portInUse: (port: number): Said => ({
      sentence: `Another program is using port ${port}.`,
      next: 'Choose another one with --port, or leave --port out for any free one.',
    }),
    portRefused: (port: number): Said => ({
      sentence: `Your account may not use port ${port}.`,
      next: 'Choose one above 1023, or leave --port out for any free one.',
    }),
    pageMissing: (folder: string): Said => ({
      sentence: `The page is not in ${folder}.`,
      next: 'Build it first (npm run build), or install the application again.',
    }),
    outputBroken: (code: string): Said => ({
      sentence: `The output cannot be written any more (${code}).`,
      next: 'The run goes on; look at its journal afterwards.',
    }),
  },
  pageAddress: (url: string): string => `Open ${url} in a browser on this computer; Ctrl-C ends it.`,
  machine: {
    system: 'System',
    processor: 'Processor',
    memory: 'Memory',
    gpu: 'GPU',
    python: 'Python',
    freeSpace: 'Free space',
  },
  noneFound: 'none found',
  noEnvironments: 'cannot make environments: venv or ensurepip is missing',
  capability: (value: string): string => `capability ${value}`,
  driver: (version: string): string => `driver ${version}`,
  forEnvironment: (amount: string): string => `${amount} for the environment`,
  forDownloads: (amount: string): string => `${amount} for downloads`,
};
