import type { Undo, Verb } from '../../events.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const outcomes = {
  ready: 'Ready',
  works: 'The environment works.',
  changed: (names: string): string => `Changed: ${names}.`,
  nothingToDo: 'Nothing had to be done: the environment is as it should be.',
  checked: 'Checked',
  lookedAt: 'This computer was looked at.',
  asItShouldBe: 'The environment is as it should be.',
  needsRepair: 'Needs repair',
  thingsWrong: (count: number): string =>
    plural(count, {
      one: `${count} thing is wrong. Nothing was changed.`,
      other: `${count} things are wrong. Nothing was changed.`,
    }),
  ended: 'Ended',
  endedWell: 'The program has ended without an error.',
  endedWithError: 'Ended with an error',
  stopped: 'Stopped',
  programStopped: 'The program was ended, with all that it had started.',
  runStopped: 'The run was stopped.',
  /** What became of the changes of a run that did not reach its end. */
  undo: {
    'nothing-changed': 'Nothing in the environment was changed.',
    restored: 'Everything in the environment was put back as it was before.',
    pending: 'What was begun could not be put back yet, because a file is in use; the next repair does that first.',
  } satisfies Record<Undo, string>,
  failed: {
    detect: 'Not checked',
    diagnose: 'Not checked',
    repair: 'Not repaired',
    launch: 'Not launched',
  } satisfies Record<Verb, string>,
};
