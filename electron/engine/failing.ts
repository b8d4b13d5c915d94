import type { Failure } from '../../shared/failure.ts';

/** The one error that engine code throws on purpose: a plain failure on its way to the runner. */
export class Failing extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'Failing';
    this.failure = failure;
  }
}

/** What another index may well serve, as far as the failure tells. */
export const canBeOtherIndex = ({ code }: Failure): boolean => otherIndex.has(code);

const otherIndex: ReadonlySet<Failure['code']> = new Set<Failure['code']>([
  'index-unreachable',
  'download-failed',
  'package-not-found',
  'source-only',
  'not-downloaded',
]);

/** Thrown by everything that waits or works when the run's signal is aborted. Not a failure (law 6). */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

export const throwIfCancelled = (signal: AbortSignal): void => {
  if (signal.aborted) throw new Cancelled();
};
