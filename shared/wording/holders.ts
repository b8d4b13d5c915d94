import type { EventOf } from '../events.ts';
import type { Holder, HolderAnswer, HolderEnd } from '../holder.ts';
import type { HolderQuestion } from '../run-state.ts';
import { counted, listed } from './amounts.ts';

const whyWords: Readonly<Record<NonNullable<Holder['why']>, string>> = {
  'this-application': 'Smart Installer itself',
  'other-user': 'another user’s',
  system: 'part of the system',
  service: 'a service',
  security: 'a security program',
};

const kindWords: Readonly<Record<Holder['kind'], string | null>> = {
  'own-child': 'started by Smart Installer',
  environment: 'runs in this environment',
  user: null,
  protected: null,
};

/** Hour and minute where it began today, with the day before that. Local time. */
const since = (startedAt: number, now: number): string => {
  const two = (number: number): string => String(number).padStart(2, '0');
  const [began, today] = [new Date(startedAt), new Date(now)];
  const time = `${two(began.getHours())}:${two(began.getMinutes())}`;
  const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`;
  return began.toDateString() === today.toDateString() ? `since ${time}` : `since ${day} ${time}`;
};

/** What tells a program from others of its name. `now` is milliseconds since the epoch. */
export const holderFacts = (holder: Holder, now: number): string =>
  [
    `process ${holder.pid}`,
    holder.startedAt === null ? null : since(holder.startedAt, now),
    kindWords[holder.kind],
    holder.why === null ? null : `${whyWords[holder.why]}, which is never ended from here`,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');

/** What each answer is called, on a button and beside a key. */
export const answerWord = (answer: HolderAnswer, holders: readonly Holder[]): string => {
  const several = holders.filter(({ kind }) => kind !== 'protected').length > 1;
  switch (answer) {
    case 'end':
      return several ? 'End programs' : 'End program';
    case 'try-again':
      return 'Try again';
    case 'move-aside':
      return 'Move aside and go on';
    case 'stop':
      return 'Stop';
  }
};

/** What is asked, and what the answers mean. */
export const wordQuestion = ({
  holders,
  path,
}: Pick<HolderQuestion, 'holders' | 'path'>): { title: string; sentence: string } => {
  const one = holders.length === 1;
  const ending = 'A program that is ended is asked to close first; unsaved work in it may be lost.';
  return path === null
    ? {
        title: `${counted(holders.length, 'program uses', 'programs use')} files that have to be replaced`,
        sentence: `${ending} If its files are moved aside instead, it goes on with the old ones until it is started again.`,
      }
    : {
        title: `${path} cannot be moved while ${one ? 'a program uses it' : 'programs use it'}`,
        sentence: `${ending} Or close ${one ? 'it' : 'them'} yourself and try again.`,
      };
};

/** For a line of a log: who it is. */
export const listHolders = (holders: readonly Pick<Holder, 'name' | 'pid'>[]): string =>
  listed(holders.map(({ name, pid }) => `${name} (process ${pid})`));

export const endedWords: Readonly<Record<HolderEnd, string>> = {
  ended: 'was ended',
  gone: 'had ended by itself',
  protected: 'is protected and was not ended',
  refused: 'may not be ended by this user',
  'still-running': 'did not end',
};

/** For a line of a log: what was answered, and by whom. */
export const wordAnswer = ({ answer, by }: Pick<EventOf<'holder-answered'>, 'answer' | 'by'>): string => {
  if (by === 'user') return `Answered: ${answerWord(answer, []).toLowerCase()}`;
  if (by === 'option') return 'The environment’s own programs are ended, as was allowed with --end-holders';
  return answer === 'move-aside'
    ? 'The files are moved aside; a program goes on with the old ones until it is started again'
    : 'Waiting for them to be closed';
};
