import { randomBytes } from 'node:crypto';
import type { Event } from '../../shared/events.ts';
import type { Failure } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import type { RunState } from '../../shared/run-state.ts';
import { createEventLog } from './event-log.ts';
import { exportLogs, previewLogs } from './export-logs.ts';
import { Failing } from './failing.ts';
import { createJournalWriter } from './journal-writer.ts';
import { performRun } from './perform-run.ts';
import { createQuestions, type Questions } from './questions.ts';
import type { Engine, RunRequest } from './run-request.ts';
import type { Tools } from './tools.ts';
import { createWaits } from './waits.ts';

/** Sortable by the millisecond, unique, and safe as a folder's name. */
const newRunId = (now: number): string =>
  `${new Date(now).toISOString().replace(/[-:.]/g, '').slice(0, 18)}-${randomBytes(4).toString('hex')}`;

interface Current {
  run: string;
  abort: AbortController;
  skipWait: (wait: string) => boolean;
  answer: Questions['answer'];
  requestCancel: () => void;
  /** Whether its end was told. */
  isOver: () => boolean;
  /** When its journal is on the disk, too. */
  ended: Promise<void>;
}

/**
 * The engine: one run at a time, its events to all who listen, its state as the fold of them. It
 * knows no window, page or terminal, and reaches the world only through `tools`.
 */
export const createEngine = ({ tools, version }: { tools: Tools; version: string }): Engine => {
  const listeners = new Set<(events: readonly Event[]) => void>();
  let current: Current | null = null;
  let stateOf: () => RunState | null = () => null;

  const begin = (request: RunRequest, before: Promise<void> | undefined): Current => {
    const run = newRunId(tools.clock.now());
    const abort = new AbortController();
    const waits = createWaits(tools.clock);
    const questions = createQuestions();
    const journal = createJournalWriter(tools.journals, run, request);
    const log = createEventLog(run, tools.clock, (events) => {
      journal.write(events);
      for (const listen of listeners) listen(events);
    });
    journal.onTrouble((text) => log.line(null, 'warning', text));
    const shown = stateOf();
    stateOf = () => log.state() ?? shown;
    const unforeseen = (error: unknown): Failure => ({
      code: 'bug',
      message: redact(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      journal: journal.path(),
    });
    const work = async (): Promise<void> => {
      await before?.catch(() => undefined); // told where that run is waited for
      await journal.open();
      await performRun({
        run,
        request,
        version,
        tools,
        waits,
        questions,
        log,
        signal: abort.signal,
        journalPath: journal.path(),
        unforeseen,
      });
      await journal.close();
    };
    return {
      run,
      abort,
      skipWait: waits.skip,
      answer: questions.answer,
      requestCancel: () => {
        if (abort.signal.aborted) return;
        if (log.state() !== null) log.emit({ type: 'cancel-requested' });
        abort.abort();
      },
      isOver: () => log.state()?.outcome != null,
      ended: work(),
    };
  };

  /** Whoever has seen a run's end may begin the next one: a slow disk may still be writing the journal. */
  const runAtWork = (): string | null => (current === null || current.isOver() ? null : current.run);

  const withRun = (run: string, act: (running: Current) => void) => {
    if (current === null || current.run !== run)
      return { ok: false as const, failure: { code: 'no-such-run' as const, run } };
    act(current);
    return { ok: true as const, value: null };
  };

  return {
    start: (request) => {
      const other = runAtWork();
      if (other !== null) return { ok: false, failure: { code: 'run-in-progress', run: other } };
      const started = begin(request, current?.ended);
      current = started;
      void started.ended.finally(() => {
        if (current === started) current = null;
      });
      return { ok: true, value: { run: started.run } };
    },
    cancel: (run) => withRun(run, (running) => running.requestCancel()),
    retryNow: (run, wait) => withRun(run, (running) => void running.skipWait(wait)),
    answerHolders: (run, question, answer) => withRun(run, (running) => void running.answer(question, answer)),
    state: () => stateOf(),
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    downloads: () => tools.wheels.usage(),
    pruneDownloads: async (request) => {
      const other = runAtWork();
      if (other !== null) throw new Failing({ code: 'run-in-progress', run: other });
      return tools.wheels.prune(request);
    },
    logs: tools.runLogs,
    exportLogs: (request) => exportLogs({ tools, version, ...request }),
    previewLogs: ({ environment }) => previewLogs(tools, environment),
    idle: async () => {
      while (current !== null) {
        await current.ended;
        await Promise.resolve();
      }
    },
  };
};
