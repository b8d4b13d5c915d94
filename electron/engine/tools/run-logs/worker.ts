import { parentPort } from 'node:worker_threads';
import { assertNever } from '../../../../shared/assert-never.ts';
import { type Language, language, speak } from '../../../../shared/wording/language.ts';
import { errorCode } from '../error-code.ts';
import { failureOfErrno } from '../system-failure.ts';
import { type OpenLog, openLog } from './open-log.ts';
import type { Answer, Question, Reply, Task } from './task.ts';

/** A thread that reads and searches the logs of runs, so that the program's own thread never waits for a large one. */

/** Views look at one or two runs at a time. */
const mostOpen = 2;
/** Between two pieces of a long log, questions are answered. */
const pieceMs = 30;

const open = new Map<string, OpenLog>();
let reading: NodeJS.Immediate | undefined;

/** What was worded in another language is read anew. */
const wordIn = async (wanted: Language): Promise<void> => {
  const before = language();
  await speak(wanted);
  if (language() === before) return;
  for (const { close } of open.values()) close();
  open.clear();
};

const logOf = ({ journal, storeFolder }: Question): OpenLog => {
  const known = open.get(journal);
  const log = known ?? openLog({ journal, storeFolder });
  // The last one that was asked about stands last.
  open.delete(journal);
  open.set(journal, log);
  for (const [oldest, { close }] of open) {
    if (open.size <= mostOpen) break;
    open.delete(oldest);
    close();
  }
  if (log.readOn(pieceMs)) readOnSoon(log, journal);
  return log;
};

const readOnSoon = (log: OpenLog, journal: string): void => {
  clearImmediate(reading);
  reading = setImmediate(() => {
    // What stops it is told with the next question, which tries again.
    try {
      if (open.get(journal) === log && log.readOn(pieceMs)) readOnSoon(log, journal);
    } catch {
      open.delete(journal);
      log.close();
    }
  });
};

const replyTo = (question: Question): Reply => {
  const log = logOf(question);
  switch (question.kind) {
    case 'lines':
      return log.page(question);
    case 'find':
      return log.find(question);
    case 'text':
      return log.text(question);
    default:
      return assertNever(question);
  }
};

const answerTo = async ({ id, language: wanted, question }: Task): Promise<Answer> => {
  try {
    await wordIn(wanted);
    return { id, reply: replyTo(question) };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ELOOP') return { id, failure: { code: 'no-such-run', run: question.run } };
    const failure = failureOfErrno(code, question.journal);
    if (failure !== null) return { id, failure };
    return { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

/** One after the other, so that none is worded in the language of another one. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (task: Task) => {
  last = last.then(async () => parentPort?.postMessage(await answerTo(task)));
});
