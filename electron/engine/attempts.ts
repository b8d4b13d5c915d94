import { createHash } from 'node:crypto';
import type { Failure } from '../../shared/failure.ts';
import type { Plan, Rung } from '../../shared/plan.ts';
import { findingKey } from '../../shared/severity.ts';
import type { Choice } from './choose-layers.ts';
import type { FailedAttempt } from './interfaces/journals.ts';

/** An attempt that failed longer ago may be made again: an index, a driver or another program may have changed. */
export const attemptsLastMs = 7 * 24 * 3600 * 1000;

/** Identifies what is wanted: with other requirements or another build the same repair is another attempt. */
export const stackOf = ({ layers }: Pick<Choice, 'layers'>): string =>
  createHash('sha256').update(JSON.stringify(layers)).digest('hex').slice(0, 16);

/** `findingKey` → the rungs that failed on it for this stack. */
export const triedRungs = (attempts: readonly FailedAttempt[], stack: string): Map<string, Rung[]> => {
  const tried = new Map<string, Rung[]>();
  for (const attempt of attempts)
    if (attempt.stack === stack) tried.set(attempt.finding, [...(tried.get(attempt.finding) ?? []), attempt.rung]);
  return tried;
};

/**
 * Which findings have to be answered on a higher rung after a plan whose proof failed: those that
 * the failure itself is about, else those of its layer, else those that stood highest.
 */
export const failedOn = (
  plan: Plan,
  failure: Failure,
  homes: ReadonlyMap<string, string>,
): { finding: string; rung: Rung }[] => {
  const answered = plan.findings.flatMap((finding, at) => {
    const rung = plan.answers[at] ?? null;
    if (rung === null) return [];
    const layer = 'layer' in finding ? finding.layer : 'package' in finding ? homes.get(finding.package) : undefined;
    return [{ finding: findingKey(finding), rung, layer }];
  });
  const still = new Set(failure.code === 'not-healed' ? failure.findings.map(findingKey) : []);
  const named = answered.filter(({ finding }) => still.has(finding));
  const ofLayer = answered.filter(({ layer }) => failure.code === 'proof-failed' && layer === failure.layer);
  const highest = answered.filter(({ rung }) => rung === plan.rung);
  const chosen = named.length > 0 ? named : ofLayer.length > 0 ? ofLayer : highest;
  return chosen.map(({ finding, rung }) => ({ finding, rung }));
};
