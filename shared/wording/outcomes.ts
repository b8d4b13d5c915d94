import type { Outcome, Verb } from '../events.ts';
import type { Failure } from '../failure.ts';
import { listed } from './amounts.ts';
import { live, texts } from './catalogue.ts';
import { wordFailure } from './failures.ts';
import { sentences } from './sentences.ts';

/** The headline and the sentence below it for a run's end. */
export const wordOutcome = (verb: Verb, outcome: Outcome): { title: string; sentence: string } => {
  const said = texts().outcomes;
  switch (outcome.kind) {
    case 'repaired':
      return {
        title: said.ready,
        sentence: sentences([said.works, outcome.changed.length === 0 ? '' : said.changed(listed(outcome.changed))]),
      };
    case 'nothing-to-do':
      return { title: said.ready, sentence: said.nothingToDo };
    case 'looked':
      if (verb === 'detect') return { title: said.checked, sentence: said.lookedAt };
      return outcome.findings === 0
        ? { title: said.ready, sentence: said.asItShouldBe }
        : { title: said.needsRepair, sentence: said.thingsWrong(outcome.findings) };
    case 'launched':
      return { title: said.ended, sentence: said.endedWell };
    case 'cancelled':
      if (verb === 'launch') return { title: said.stopped, sentence: said.programStopped };
      return { title: said.stopped, sentence: sentences([said.runStopped, said.undo[outcome.undo]]) };
    case 'failed': {
      const { sentence, next } = wordFailure(outcome.failure);
      const undone = verb === 'repair' ? said.undo[outcome.undo] : '';
      return { title: failedTitle(verb, outcome.failure), sentence: sentences([sentence, undone, next]) };
    }
  }
};

/** What became of the changes of a run that did not reach its end. */
export const undoWords = live((catalogue) => catalogue.outcomes.undo);

const failedTitle = (verb: Verb, failure: Failure): string =>
  failure.code === 'launch-failed' && failure.ready ? texts().outcomes.endedWithError : texts().outcomes.failed[verb];
