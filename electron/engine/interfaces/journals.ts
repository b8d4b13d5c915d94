import type { Event } from '../../../shared/events.ts';
import type { Manifest } from '../../../shared/manifest.ts';
import type { Rung } from '../../../shared/plan.ts';
import type { Pin } from './wheels.ts';

export interface Journal {
  path: string;
  /** Appends in order; returns when the operating system has it. */
  append: (events: readonly Event[]) => Promise<void>;
  close: () => Promise<void>;
}

/** What an earlier run tried in vain; see the fact `rung-failed`. */
export interface FailedAttempt {
  /** `findingKey` of the finding. */
  finding: string;
  rung: Rung;
  /** What was wanted then; see the fact. */
  stack: string;
}

export interface Journals {
  /** Keeps beside a run's journal exactly what it resolved to, as a lock file (PEP 751); the last one of a run wins. */
  keepLock: (run: string, pins: readonly Pin[]) => Promise<void>;
  /** Keeps beside a run's journal what it wants the environment to be, without credentials. */
  keepManifest: (run: string, manifest: Manifest) => Promise<void>;
  /** One folder a run under the application's data folder; old ones are pruned. */
  open: (run: string) => Promise<Journal>;
  /**
   * Attempts that failed on this environment since its last successful repair, from the journals
   * kept; at most `maxAgeMs` old. A journal that cannot be read is passed over.
   */
  failedAttempts: (request: { environment: string; now: number; maxAgeMs: number }) => Promise<FailedAttempt[]>;
}
