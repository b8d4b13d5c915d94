import type { EventOf, PackageState } from '../../events.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const logLines = {
  profile: (name: string): string => `profile ${name}`,
  dryRun: 'dry run: nothing is changed',
  build: (build: string): string => `Build: ${build}`,
  python: (version: string, packages: string): string => `Python ${version} · ${packages} installed`,
  plan: (steps: string): string => `Plan: ${steps}`,
  started: 'started',
  notEnough: (rung: string): string => `That was not enough (${rung}), so everything was put back.`,
  attemptFailed: (attempt: number, of: number): string => `attempt ${attempt} of ${of} failed`,
  tryingAgainNow: 'trying again now',
  launched: (pid: number, command: string): string => `Started as process ${pid}: ${command}`,
  stopping: 'Stopping',
  done: 'done',
  failed: 'failed',
  noGpu: 'no GPU found',
  /** `amount` is the number as people read it. */
  leftOut: (count: number, amount: string): string =>
    plural(count, {
      one: `${amount} line of output was not kept here, to save space or time`,
      other: `${amount} lines of output were not kept here, to save space or time`,
    }),
  /** Before what the note is about. */
  notes: {
    'index-skipped': 'Using the next package index: ',
    'backend-fallback': 'Using pip instead of uv: ',
    'uv-ready': 'Installer: ',
    'python-chosen': 'Python: ',
    'nothing-needed': 'Nothing needed: ',
    'rung-taken': 'Going further: ',
    'earlier-run-undone': 'Put back what an interrupted run had changed: ',
    'cache-evicted': 'Downloading again, because the cache was damaged or in doubt: ',
    'download-resumed': 'Going on where an earlier download ended: ',
    'download-restarted': 'Downloading from the beginning again: ',
    'download-awaited': 'Another run is downloading it, so this one waits: ',
    'source-chosen': 'To be built from source code, as was allowed: ',
    'source-building': 'Building from source code: ',
    'left-alone': 'Left as it is, because no index has it in a version that fits here: ',
    'given-up': 'Left as it is, because nothing that could be tried has helped: ',
    'version-changed': 'In another version: ',
    'sizes-unknown': 'Sizes could not be looked up: ',
  } satisfies Record<EventOf<'step-noted'>['note'], string>,
  /** What a package's new state is called; null for those that only move a bar. */
  packages: {
    waiting: null,
    resolved: 'chosen',
    downloading: null,
    downloaded: null,
    installed: 'installed',
    removed: 'removed',
    proven: null,
    failed: 'failed',
  } satisfies Record<PackageState, string | null>,
  /** A package and its new state. */
  packageIs: (name: string, state: string): string => `${name} ${state}`,
};
