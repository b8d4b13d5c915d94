import type { Outcome } from '../../shared/events.ts';
import type { Failure } from '../../shared/failure.ts';
import type { RunState } from '../../shared/run-state.ts';
import { ended, undoWords, wordOutcome, wordProof } from '../../shared/wording.ts';
import { words } from '../words.ts';
import { byImportance } from './packages.ts';
import type { SignName } from './step-view.ts';

export const outcomeSign = (outcome: Outcome): SignName => {
  switch (outcome.kind) {
    case 'repaired':
    case 'nothing-to-do':
    case 'launched':
      return 'done';
    case 'looked':
      return outcome.findings === 0 ? 'done' : 'needs-you';
    case 'cancelled':
      return 'stopped';
    case 'failed':
      return 'failed';
  }
};

/** The sentence below the headline. What was changed has its own place on the screen. */
export const outcomeSentence = ({ verb, outcome }: RunState): string => {
  if (outcome === null) return '';
  return wordOutcome(verb, outcome.kind === 'repaired' ? { ...outcome, changed: [] } : outcome).sentence;
};

/** Whether all that a run has changed was put back, or could not be yet; null where it changed nothing or came to its end. */
export const undoneBy = (outcome: Outcome | null): string | null =>
  outcome !== null && 'undo' in outcome && outcome.undo !== 'nothing-changed' ? undoWords[outcome.undo] : null;

export const changedBy = (outcome: Outcome | null): string[] =>
  outcome !== null && 'changed' in outcome ? outcome.changed : [];

/** What this run found out: the imports in one sentence, each real use of a device or program in its own. */
export const provenBy = ({ proofs, outcome }: RunState): string[] => {
  if (outcome?.kind === 'cancelled') return [];
  const whole = proofs.filter(({ ok }) => ok);
  const imported = whole.filter(({ kind }) => kind === 'import').map(({ subject }) => subject);
  const used = whole.filter(({ kind }) => kind !== 'import').map(({ detail }) => ended(detail));
  return [...(imported.length === 0 ? [] : [words.proven(byImportance(imported).map(words.packageName))]), ...used];
};

export const notProvenBy = ({ proofs }: RunState): string[] => proofs.filter(({ ok }) => !ok).map(wordProof);

/** The last lines of the tool that a failure brings as its evidence; empty where it has none. */
export const evidenceOf = (failure: Failure): string[] =>
  'detail' in failure ? failure.detail.filter((line) => line.trim() !== '') : [];

/** What a search or a report needs: for a failed launch its cause, too, because that is what differs. */
export const codeOf = (failure: Failure): string =>
  failure.code === 'launch-failed' ? `${failure.code}/${failure.cause.kind}` : failure.code;
