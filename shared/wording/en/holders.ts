import type { Holder, HolderAnswer, HolderEnd } from '../../holder.ts';
import { product } from '../../product.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const ending = 'A program that is ended is asked to close first; unsaved work in it may be lost.';

export const holders = {
  why: {
    'this-application': `${product.name} itself`,
    'other-user': 'another user’s',
    system: 'part of the system',
    service: 'a service',
    security: 'a security program',
  } satisfies Record<NonNullable<Holder['why']>, string>,
  neverEnded: (why: string): string => `${why}, which is never ended from here`,
  startedByUs: `started by ${product.name}`,
  inThisEnvironment: 'runs in this environment',
  process: (pid: number): string => `process ${pid}`,
  since: (when: string): string => `since ${when}`,
  named: (name: string, pid: number): string => `${name} (process ${pid})`,

  answers: {
    end: 'End program',
    'try-again': 'Try again',
    'move-aside': 'Move aside and go on',
    stop: 'Stop',
  } satisfies Record<HolderAnswer, string>,
  endSeveral: 'End programs',
  question: {
    title: (count: number): string =>
      plural(count, {
        one: `${count} program uses files that have to be replaced`,
        other: `${count} programs use files that have to be replaced`,
      }),
    sentence: `${ending} If its files are moved aside instead, it goes on with the old ones until it is started again.`,
  },
  questionOfPath: {
    title: (path: string, count: number): string =>
      plural(count, {
        one: `${path} cannot be moved while a program uses it`,
        other: `${path} cannot be moved while programs use it`,
      }),
    sentence: (count: number): string =>
      `${ending} ${plural(count, { one: 'Or close it yourself and try again.', other: 'Or close them yourself and try again.' })}`,
  },

  ended: {
    ended: 'was ended',
    gone: 'had ended by itself',
    protected: 'is protected and was not ended',
    refused: 'may not be ended by this user',
    'still-running': 'did not end',
  } satisfies Record<HolderEnd, string>,
  /** Of one program, with what became of it. */
  endedLine: (holder: string, how: string): string => `${holder} ${how}`,
  answered: (answer: string): string => `Answered: ${answer.toLowerCase()}`,
  endedByOption: 'The environment’s own programs are ended, as was allowed with --end-holders',
  movedAside: 'The files are moved aside; a program goes on with the old ones until it is started again',
  awaited: 'Waiting for them to be closed',
};
