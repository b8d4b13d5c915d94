import type { Settings } from '../../shared/settings.ts';
import { Failing } from '../engine/failing.ts';
import type { Engine } from '../engine/run-request.ts';

const dayMs = 24 * 3_600_000;

/** Removes kept downloads beyond the settings' limits, if there are any. Throws Failing, run-in-progress too. */
export const pruneToLimits = async (
  engine: Pick<Engine, 'pruneDownloads'>,
  { cacheMaxBytes, cacheMaxDays }: Settings,
): Promise<void> => {
  if (cacheMaxBytes === null && cacheMaxDays === null) return;
  await engine.pruneDownloads({
    ...(cacheMaxBytes === null ? {} : { maxBytes: cacheMaxBytes }),
    ...(cacheMaxDays === null ? {} : { maxAgeMs: cacheMaxDays * dayMs }),
  });
};

/**
 * Does that after each run, or after the next one where that has begun already; what cannot be removed
 * is told to `onTrouble` and tried again then.
 */
export const keepToLimits = (
  engine: Pick<Engine, 'pruneDownloads' | 'subscribe' | 'idle'>,
  settings: () => Settings,
  onTrouble: (error: unknown) => void,
): void => {
  engine.subscribe((events) => {
    if (!events.some(({ type }) => type === 'run-finished')) return;
    void engine
      .idle()
      .then(() => pruneToLimits(engine, settings()))
      .catch((error: unknown) => {
        if (!(error instanceof Failing) || error.failure.code !== 'run-in-progress') onTrouble(error);
      });
  });
};
