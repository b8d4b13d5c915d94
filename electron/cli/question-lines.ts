import type { HolderAnswer } from '../../shared/holder.ts';
import type { HolderQuestion } from '../../shared/run-state.ts';
import { answerWord, holderFacts, wordQuestion } from '../../shared/wording.ts';
import { draw, type Line, type Look, widthOf } from './terminal-text.ts';

const keys: Readonly<Record<HolderAnswer, string>> = { end: 'e', 'try-again': 't', 'move-aside': 'm', stop: 's' };

/** The answer that a key gives; null where it is none of the question's. */
export const answerOfKey = ({ choices }: HolderQuestion, key: string): HolderAnswer | null =>
  choices.find((choice) => keys[choice] === key.toLowerCase()) ?? null;

/** What is asked about programs that use files: who they are, and a key for each answer. Sentences are wrapped and not cut: they have to be read. */
export const questionLines = (question: HolderQuestion, look: Look): string[] => {
  const { title, sentence } = wordQuestion(question);
  const room = Math.max(10, look.width - 4);
  const drawn = (line: Line): string => draw(['    ', ...line], look);
  const answers = question.choices.map((choice) => `${keys[choice]} = ${answerWord(choice, question.holders)}`);
  return [
    ...wrapped(title, room).map((part) => drawn([['attention', part]])),
    ...question.holders.flatMap((holder) =>
      wrapped(`${holder.name} · ${holderFacts(holder, look.now)}`, room - 2).map((part) => drawn(['  ', part])),
    ),
    ...wrapped(sentence, room).map((part) => drawn([['dim', part]])),
    ...wrapped(answers.join(' · '), room).map((part) => drawn([part])),
  ];
};

const wrapped = (text: string, room: number): string[] => {
  const lines: string[] = [];
  for (const piece of text.split(breaks)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf((last + piece).trimEnd()) <= room) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
};

/** Where a line may end: after a space, and between Chinese characters, but before no mark that closes. */
const breaks = /(?<= )|(?<=[\p{Script=Han}。，；：？！）”])(?![。，；：？！）”、 ])/u;
