import { assertNever } from './assert-never.ts';
import type { DownloadFile, DownloadProgress } from './download.ts';
import type { EventOf, PackageState } from './events.ts';
import type { Failure } from './failure.ts';
import type { Holder, HolderAnswer } from './holder.ts';
import type { Step } from './plan.ts';

/** The five states of the product's views; colour is never their only sign. */
export type StepStatus = 'waiting' | 'working' | 'done' | 'needs-you' | 'failed';

export interface Wait {
  id: string;
  step: string;
  /** The attempt that follows, and how many there are. */
  attempt: number;
  of: number;
  /** Milliseconds since the epoch at which the wait began and ends. */
  since: number;
  until: number;
  failure: Failure;
}

/** What a person is asked about programs that use files. */
export interface HolderQuestion {
  id: string;
  step: string;
  holders: readonly Holder[];
  /** What could not be moved; null where nothing was tried yet. */
  path: string | null;
  choices: readonly HolderAnswer[];
}

export interface PackageProgress {
  name: string;
  version: string | null;
  bytes: number | null;
  state: PackageState;
}

export interface StepState {
  step: Step;
  status: StepStatus;
  /** How it ended; null while it has not. */
  ended: 'done' | 'not-needed' | 'failed' | 'cancelled' | null;
  attempt: number;
  of: number;
  startedAt: number | null;
  ms: number | null;
  progress: { done: number; total: number | null; unit: 'bytes' | 'packages' | 'files' | 'checks' } | null;
  /** What is downloaded, file by file; null for a step that downloads nothing. */
  download: DownloadProgress | null;
  packages: PackageProgress[];
  wait: Wait | null;
  question: HolderQuestion | null;
  failure: Failure | null;
}

/** What happens to one step. */
type StepEvent = EventOf<
  | 'step-started'
  | 'step-progressed'
  | 'download-progressed'
  | 'package-changed'
  | 'attempt-failed'
  | 'wait-started'
  | 'wait-ended'
  | 'holder-found'
  | 'holder-answered'
  | 'step-finished'
>;

/** A step of a plan that has just been made. */
export const waitingStep = (step: Step): StepState => ({
  step,
  status: 'waiting',
  ended: null,
  attempt: 0,
  of: 0,
  startedAt: null,
  ms: null,
  progress: null,
  download: null,
  packages:
    step.kind === 'install-layer'
      ? step.layer.packages.map(({ name }) => ({ name, version: null, bytes: null, state: 'waiting' }))
      : [],
  wait: null,
  question: null,
  failure: null,
});

/** The step after an event of its own. */
export const stepAfter = (step: StepState, event: StepEvent): StepState => {
  switch (event.type) {
    case 'step-started':
      return {
        ...step,
        status: 'working',
        attempt: event.attempt,
        of: event.of,
        startedAt: step.startedAt ?? event.at,
        progress: null,
        wait: null,
        question: null,
        failure: null,
      };
    case 'step-progressed':
      return {
        ...step,
        progress: { done: event.done, total: event.total, unit: event.unit },
      };
    case 'download-progressed': {
      const { progress } = event;
      return {
        ...step,
        progress: { done: progress.done, total: progress.total, unit: 'bytes' },
        download: { ...progress, files: mergedFiles(step.download?.files ?? [], progress.files) },
      };
    }
    case 'package-changed':
      return {
        ...step,
        packages: placed(step.packages, {
          name: event.package,
          version: event.version,
          bytes: event.bytes,
          state: event.state,
        }),
      };
    case 'attempt-failed':
      return { ...step, failure: event.failure };
    case 'wait-started':
      return {
        ...step,
        status: 'waiting',
        wait: {
          id: event.wait,
          step: event.step,
          attempt: event.attempt,
          of: event.of,
          since: event.at,
          until: event.until,
          failure: event.failure,
        },
      };
    case 'wait-ended':
      return { ...step, wait: null };
    case 'holder-found':
      return {
        ...step,
        status: 'needs-you',
        question: {
          id: event.question,
          step: event.step,
          holders: event.holders,
          path: event.path,
          choices: event.choices,
        },
      };
    case 'holder-answered':
      return { ...step, status: 'working', question: null };
    case 'step-finished':
      return {
        ...step,
        status: event.outcome === 'failed' || event.outcome === 'cancelled' ? 'failed' : 'done',
        ended: event.outcome,
        ms: event.ms,
        wait: null,
        question: null,
        failure: event.failure,
      };
    default:
      return assertNever(event);
  }
};

const mergedFiles = (before: readonly DownloadFile[], changed: readonly DownloadFile[]): DownloadFile[] => {
  const files = new Map([...before, ...changed].map((file) => [file.filename, file]));
  return [...files.values()];
};

const placed = (packages: PackageProgress[], next: PackageProgress): PackageProgress[] => {
  const at = packages.findIndex(({ name }) => name === next.name);
  if (at < 0) return [...packages, next];
  const before = packages[at];
  return packages.map((item, n) =>
    n === at
      ? { ...next, version: next.version ?? before?.version ?? null, bytes: next.bytes ?? before?.bytes ?? null }
      : item,
  );
};
