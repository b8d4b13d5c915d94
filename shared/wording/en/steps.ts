import type { Phase } from '../../plan.ts';
import type { StepStatus } from '../../run-state.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const steps = {
  phases: {
    detect: 'Check this computer',
    diagnose: 'Check the environment',
    plan: 'Plan',
    fetch: 'Get what is needed',
    change: 'Repair',
    prove: 'Prove that it works',
    launch: 'Launch',
  } satisfies Record<Phase, string>,
  status: {
    waiting: 'waiting',
    working: 'working',
    done: 'done',
    'needs-you': 'needs you',
    failed: 'failed',
  } satisfies Record<StepStatus, string>,
  notNeeded: 'nothing to do',
  stopped: 'stopped',

  titles: {
    undoRun: 'Undo the interrupted run',
    installPython: 'Install Python',
    resolve: 'Find the right versions',
    download: 'Download',
    renewInterpreter: 'Renew the environment’s Python',
    environmentAnew: 'Make the environment anew',
    createEnvironment: 'Create the environment',
    restorePermissions: 'Open closed files',
    cleanUp: 'Clean up',
    remove: (names: string): string => `Remove ${names}`,
    prove: 'Prove that it works',
  },

  undoRun: (began: string | null): string =>
    `Puts back what the interrupted run${began === null ? '' : ` of ${began}`} had changed; then the environment is looked at again.`,
  otherPython: (versions: string): string =>
    `A new environment with the present Python has not helped, so it gets another one (${versions}).`,
  noPython: (versions: string): string => `This computer has no suitable Python (${versions}).`,
  resolve: (count: number): string =>
    plural(count, {
      one: `Looks up what fits together for ${count} package, before anything is changed.`,
      other: `Looks up what fits together for ${count} packages, before anything is changed.`,
    }),
  download:
    'Everything is on the disk and checked before anything is changed. What was downloaded before is used again.',
  renewInterpreter: 'Its links and settings are made again; the packages stay.',
  presentMovedAside: 'The present environment is moved aside until the new one is proven.',
  noneYet: 'There is none in this folder yet.',
  movedAside: (count: number): string => plural(count, { one: 'It is moved aside.', other: 'They are moved aside.' }),
  absent: (count: number): string =>
    plural(count, { one: 'The manifest wants it absent.', other: 'The manifest wants them absent.' }),
  prove: 'Imports everything in the environment’s own Python.',
  moreWrong: (count: number): string =>
    plural(count, { one: `${count} more thing is wrong.`, other: `${count} more things are wrong.` }),
  /** `again`: after a new download. */
  replacesLayer: (wanted: string, again: boolean): string =>
    `Replaces the whole layer${again ? ' after a new download' : ''}: ${wanted}.`,
  installs: (names: string, again: boolean): string => `Installs ${names}${again ? ' after a new download' : ''}.`,
  replaces: (names: string, again: boolean): string => `Replaces ${names}${again ? ' after a new download' : ''}.`,
};
