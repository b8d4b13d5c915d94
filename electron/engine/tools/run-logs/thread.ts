import { Worker } from 'node:worker_threads';
import { language } from '../../../../shared/wording/language.ts';
import { Failing } from '../../failing.ts';
import { threadFile } from '../thread-file.ts';
import type { Answer, Question, Reply, Task } from './task.ts';

/** A log that nobody asks about for so long is closed, and its memory given back. */
const idleMs = 60_000;

/** A thread takes what it may before it tidies up; the texts are in files, and what is parsed is short-lived. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 };

/** The thread's program, from this module or its place in the bundle. */
const workerFile = (from: string): URL => threadFile(from, { source: './worker.ts', bundled: 'log-worker.cjs' });

interface Waiting {
  /** Takes what a thread said: the thread is ours, and answers each question in its kind. */
  resolve: (reply: never) => void;
  reject: (error: unknown) => void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
  idle: NodeJS.Timeout | undefined;
}

export type AskLog = <K extends Question['kind']>(question: Extract<Question, { kind: K }>) => Promise<Reply<K>>;

/** Asks the thread, which is started when it is first needed. Throws Failing. */
export const createLogThread = (): AskLog => {
  let thread: Thread | null = null;
  let lastId = 0;

  const start = (): Thread => {
    // Options of the program that runs us, such as --input-type, are not for a file.
    const worker = new Worker(workerFile(import.meta.url), { execArgv: [], resourceLimits });
    const started: Thread = { worker, waiting: new Map(), idle: undefined };
    let ended: unknown = new Error('the thread of the log ended');
    worker.on('message', (answer: Answer) => {
      hear(started, answer);
      if (started.waiting.size > 0) return;
      worker.unref();
      started.idle = setTimeout(() => {
        if (thread === started) thread = null;
        void worker.terminate();
      }, idleMs).unref();
    });
    worker.on('error', (error) => {
      ended = error;
    });
    worker.on('exit', () => {
      clearTimeout(started.idle);
      if (thread === started) thread = null;
      for (const { reject } of started.waiting.values()) reject(ended);
    });
    return started;
  };

  return (question) =>
    new Promise((resolve, reject) => {
      thread ??= start();
      clearTimeout(thread.idle);
      lastId += 1;
      thread.waiting.set(lastId, { resolve, reject });
      thread.worker.ref();
      thread.worker.postMessage({ id: lastId, language: language(), question } satisfies Task);
    });
};

const hear = ({ waiting }: Thread, answer: Answer): void => {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('reply' in answer) asked?.resolve(answer.reply as never);
  else asked?.reject('failure' in answer ? new Failing(answer.failure) : new Error(answer.problem));
};
