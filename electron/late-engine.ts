import type { Result } from '../shared/failure.ts';
import type { Engine } from './engine/run-request.ts';

export interface LateEngine {
  engine: Engine;
  /** Loads it, once; to be awaited before anything is started. Throws what the loading threw. */
  load: () => Promise<Engine>;
}

/**
 * An engine that is loaded when something is first asked of it, so that a window need not wait for the code
 * of downloads and repairs to show itself. Before that it is one that has run nothing.
 */
export const createLateEngine = (open: () => Promise<Engine>): LateEngine => {
  let engine: Engine | null = null;
  let loading: Promise<Engine> | null = null;
  const waiting = new Set<Parameters<Engine['subscribe']>[0]>();
  const load = (): Promise<Engine> => {
    loading ??= open().then((opened) => {
      for (const listen of waiting) opened.subscribe((events) => waiting.has(listen) && listen(events));
      engine = opened;
      return opened;
    });
    return loading;
  };
  const noRun = (run: string): Result<null> => ({ ok: false, failure: { code: 'no-such-run', run } });
  return {
    load,
    engine: {
      start: (request) => {
        if (engine === null) throw new Error('the engine was not loaded before a start');
        return engine.start(request);
      },
      cancel: (run) => engine?.cancel(run) ?? noRun(run),
      retryNow: (run, wait) => engine?.retryNow(run, wait) ?? noRun(run),
      answerHolders: (run, question, answer) => engine?.answerHolders(run, question, answer) ?? noRun(run),
      state: () => engine?.state() ?? null,
      subscribe: (listen) => {
        if (engine !== null) return engine.subscribe(listen);
        waiting.add(listen);
        return () => waiting.delete(listen);
      },
      downloads: async () => (await load()).downloads(),
      pruneDownloads: async (request) => (await load()).pruneDownloads(request),
      exportLogs: async (request) => (await load()).exportLogs(request),
      previewLogs: async (request) => (await load()).previewLogs(request),
      logs: {
        list: async () => (await load()).logs.list(),
        lines: async (asked) => (await load()).logs.lines(asked),
        find: async (asked) => (await load()).logs.find(asked),
        text: async (asked) => (await load()).logs.text(asked),
      },
      idle: async () => engine?.idle(),
    },
  };
};
