import type { CallName, Input, Output } from '../shared/contract.ts';
import type { Result } from '../shared/failure.ts';
import type { ExportPreview, ExportResult, ExportStatus } from '../shared/log-export.ts';
import { Cancelled, Failing } from './engine/failing.ts';
import type { Engine, LogPreview } from './engine/run-request.ts';

type LogCall = Extract<CallName, `log-${string}` | `export-${string}`>;
type Calls = { [C in LogCall]: (input: Input<C>) => Promise<Result<Output<C>>> };

/** What a host adds to an export: the user chooses its place, and the page never names one. */
export interface ExportHost {
  /** Asks where the zip with this name goes; null where the user chose no place, or the host has no dialog. */
  choosePlace: (name: string) => Promise<string | null>;
  showInFolder: (path: string) => void;
}

interface Options {
  engine: Pick<Engine, 'logs' | 'exportLogs' | 'previewLogs'>;
  host: ExportHost;
}

/** The calls about logs and their export. One export at a time; see shared/contract.ts. */
export const createLogCalls = ({ engine, host }: Options): Calls => {
  let current: { stop: AbortController; status: ExportStatus } | null = null;
  let last: string | null = null;

  const exportTo = async (run: string | null): Promise<Result<ExportResult>> => {
    if (current !== null) return ok({ kind: 'busy' });
    const started = { stop: new AbortController(), status: { done: 0, total: 0 } };
    current = started;
    try {
      const environment = await environmentOf(engine, run);
      const out = await host.choosePlace(exportName());
      if (out === null) return ok({ kind: 'not-chosen' });
      const { path, files, redactions } = await engine.exportLogs({
        out,
        environment,
        signal: started.stop.signal,
        onProgress: (done, total) => {
          started.status = { done, total };
        },
      });
      last = path;
      return ok({ kind: 'written', path, files: files.length, redactions });
    } catch (error) {
      if (error instanceof Cancelled) return ok({ kind: 'stopped' });
      throw error;
    } finally {
      current = null;
    }
  };

  return {
    'log-runs': async () => ok({ runs: await engine.logs.list() }),
    'log-lines': async (input) => ok(await engine.logs.lines(input)),
    'log-find': async (input) => ok(await engine.logs.find(input)),
    'log-text': async (input) => ok(await engine.logs.text(input)),
    'export-preview': async ({ run }) =>
      ok(wordless(await engine.previewLogs({ environment: await environmentOf(engine, run) }))),
    'export-logs': ({ run }) => exportTo(run),
    'export-status': async () => ok(current?.status ?? null),
    'export-cancel': async () => {
      current?.stop.abort();
      return ok(null);
    },
    'export-show': async () => {
      if (last !== null) host.showInFolder(last);
      return ok(null);
    },
  };
};

const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** The folder that a run worked on: an export of it holds the other runs there, too. Null is all folders. */
export const environmentOf = async ({ logs }: Pick<Engine, 'logs'>, run: string | null): Promise<string | null> => {
  if (run === null) return null;
  const found = (await logs.list()).find((kept) => kept.run === run);
  if (found === undefined) throw new Failing({ code: 'no-such-run', run });
  return found.environment;
};

/** By the day in this computer's time zone. */
export const exportName = (now = new Date()): string => {
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => `${part}`.padStart(2, '0'));
  return `smart-installer-logs-${now.getFullYear()}-${month}-${day}.zip`;
};

const kindOf = (name: string): ExportPreview['kinds'][number]['kind'] => {
  if (name.endsWith('journal.ndjson')) return 'journals';
  if (name.startsWith('window/')) return 'window';
  if (name.startsWith('runs/')) return 'wanted';
  return 'reports';
};

/** What an export holds by kinds, which are fewer than files. */
const wordless = ({ files }: LogPreview): ExportPreview => {
  const kinds = new Map<ExportPreview['kinds'][number]['kind'], { count: number; bytes: number; leftOut: number }>();
  for (const { name, bytes, leftOut } of files) {
    const kind = kindOf(name);
    const before = kinds.get(kind) ?? { count: 0, bytes: 0, leftOut: 0 };
    kinds.set(kind, {
      count: before.count + 1,
      bytes: before.bytes + (bytes ?? 0),
      leftOut: before.leftOut + leftOut,
    });
  }
  return { kinds: [...kinds].map(([kind, sums]) => ({ kind, ...sums })) };
};
