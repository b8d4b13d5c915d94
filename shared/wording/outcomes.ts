import type { Outcome, Undo, Verb } from '../events.ts';
import type { Failure } from '../failure.ts';
import { counted, listed } from './amounts.ts';
import { wordFailure } from './failures.ts';

/** The headline and the sentence below it for a run's end. */
export const wordOutcome = (verb: Verb, outcome: Outcome): { title: string; sentence: string } => {
  switch (outcome.kind) {
    case 'repaired':
      return {
        title: 'Ready',
        sentence:
          outcome.changed.length === 0
            ? 'The environment works.'
            : `The environment works. Changed: ${listed(outcome.changed)}.`,
      };
    case 'nothing-to-do':
      return { title: 'Ready', sentence: 'Nothing had to be done: the environment is as it should be.' };
    case 'looked':
      if (verb === 'detect') return { title: 'Checked', sentence: 'This computer was looked at.' };
      return outcome.findings === 0
        ? { title: 'Ready', sentence: 'The environment is as it should be.' }
        : {
            title: 'Needs repair',
            sentence: `${counted(outcome.findings, 'thing is', 'things are')} wrong. Nothing was changed.`,
          };
    case 'launched':
      return { title: 'Ended', sentence: 'The program has ended without an error.' };
    case 'cancelled':
      if (verb === 'launch')
        return { title: 'Stopped', sentence: 'The program was ended, with all that it had started.' };
      return {
        title: 'Stopped',
        sentence: `The run was stopped. ${undoWords[outcome.undo]}`,
      };
    case 'failed': {
      const { sentence, next } = wordFailure(outcome.failure);
      const undone = verb === 'repair' ? `${undoWords[outcome.undo]} ` : '';
      return { title: failedTitle(verb, outcome.failure), sentence: `${sentence} ${undone}${next}` };
    }
  }
};

/** What became of the changes of a run that did not reach its end. */
export const undoWords: Record<Undo, string> = {
  'nothing-changed': 'Nothing in the environment was changed.',
  restored: 'Everything in the environment was put back as it was before.',
  pending: 'What was begun could not be put back yet, because a file is in use; the next repair does that first.',
};

const failedTitles: Record<Verb, string> = {
  detect: 'Not checked',
  diagnose: 'Not checked',
  repair: 'Not repaired',
  launch: 'Not launched',
};

const failedTitle = (verb: Verb, failure: Failure): string =>
  failure.code === 'launch-failed' && failure.ready ? 'Ended with an error' : failedTitles[verb];
