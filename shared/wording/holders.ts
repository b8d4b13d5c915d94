import type { EventOf } from '../events.ts';
import type { Holder, HolderAnswer } from '../holder.ts';
import type { HolderQuestion } from '../run-state.ts';
import { listed } from './amounts.ts';
import { live, texts } from './catalogue.ts';

const wordKind = (kind: Holder['kind']): string | null => {
  switch (kind) {
    case 'own-child':
      return texts().holders.startedByUs;
    case 'environment':
      return texts().holders.inThisEnvironment;
    case 'user':
    case 'protected':
      return null;
  }
};

/** Hour and minute where it began today, with the day before that. Local time. */
const since = (startedAt: number, now: number): string => {
  const two = (number: number): string => String(number).padStart(2, '0');
  const [began, today] = [new Date(startedAt), new Date(now)];
  const time = `${two(began.getHours())}:${two(began.getMinutes())}`;
  const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`;
  return texts().holders.since(began.toDateString() === today.toDateString() ? time : `${day} ${time}`);
};

/** What tells a program from others of its name. `now` is milliseconds since the epoch. */
export const holderFacts = (holder: Holder, now: number): string => {
  const said = texts().holders;
  return [
    said.process(holder.pid),
    holder.startedAt === null ? null : since(holder.startedAt, now),
    wordKind(holder.kind),
    holder.why === null ? null : said.neverEnded(said.why[holder.why]),
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
};

/** What each answer is called, on a button and beside a key. */
export const answerWord = (answer: HolderAnswer, holders: readonly Holder[]): string => {
  const several = holders.filter(({ kind }) => kind !== 'protected').length > 1;
  return answer === 'end' && several ? texts().holders.endSeveral : texts().holders.answers[answer];
};

/** What is asked, and what the answers mean. */
export const wordQuestion = ({
  holders,
  path,
}: Pick<HolderQuestion, 'holders' | 'path'>): { title: string; sentence: string } => {
  const { question, questionOfPath } = texts().holders;
  const count = holders.length;
  return path === null
    ? { title: question.title(count), sentence: question.sentence }
    : { title: questionOfPath.title(path, count), sentence: questionOfPath.sentence(count) };
};

/** For a line of a log: who it is. */
export const listHolders = (holders: readonly Pick<Holder, 'name' | 'pid'>[]): string =>
  listed(holders.map(({ name, pid }) => texts().holders.named(name, pid)));

export const endedWords = live((catalogue) => catalogue.holders.ended);

/** For a line of a log: what was answered, and by whom. */
export const wordAnswer = ({ answer, by }: Pick<EventOf<'holder-answered'>, 'answer' | 'by'>): string => {
  const said = texts().holders;
  if (by === 'user') return said.answered(answerWord(answer, []));
  if (by === 'option') return said.endedByOption;
  return answer === 'move-aside' ? said.movedAside : said.awaited;
};
