import type { KeptLog } from '../../shared/run-log.ts';
import type { RunState } from '../../shared/run-state.ts';
import { moment } from '../../shared/wording/amounts.ts';
import { words } from '../words.ts';

/** When a run was, what it did, on which folder, and how that ended. */
export const runName = ({ at, verb, environment, outcome }: KeptLog, isAtWork: boolean): string => {
  if (at === null || verb === null) return words.log.unknownRun;
  const folder = environment?.split(/[\\/]/).filter((part) => part !== '');
  const end = isAtWork ? words.log.atWork : outcome === null ? words.log.noEnd : words.log.outcomes[outcome];
  return [moment(at), words.log.verbs[verb], ...(folder?.slice(-1) ?? []), end].join(' · ');
};

/** The run that a view follows, as one of those that are kept; null where it keeps no journal. */
export const presentOf = (run: RunState | null): KeptLog | null =>
  run === null || run.journal === null
    ? null
    : {
        run: run.run,
        at: run.startedAt,
        verb: run.verb,
        environment: run.environment,
        outcome: run.outcome?.kind ?? null,
      };

/** The kept runs with the present one first, which may be too young to be among them. */
export const withPresent = (kept: readonly KeptLog[], present: KeptLog | null): KeptLog[] =>
  present === null ? [...kept] : [present, ...kept.filter(({ run }) => run !== present.run)];
