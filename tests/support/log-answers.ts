import type { CallName } from '../../shared/contract.ts';
import type { ExportPreview } from '../../shared/log-export.ts';
import type { KeptLog, LogPage } from '../../shared/run-log.ts';
import { fold } from './recorded-run.ts';
import { began, eventsOf, type RecordedRun } from './recorded-runs.ts';

const none: LogPage = {
  state: { end: 'finished', total: 0, shown: 0, matches: 0, steps: [], failure: null },
  from: 0,
  lines: [],
};

const preview: ExportPreview = {
  kinds: [
    { kind: 'reports', count: 5, bytes: 0, leftOut: 0 },
    { kind: 'journals', count: 3, bytes: 4_200_000, leftOut: 1_300_000 },
    { kind: 'wanted', count: 5, bytes: 90_000, leftOut: 0 },
    { kind: 'window', count: 1, bytes: 12_000, leftOut: 0 },
  ],
};

type LogCall = Extract<CallName, `log-${string}` | `export-${string}`>;

/** What a host without a single log answers. */
export const logAnswers: Record<LogCall, unknown> = {
  'log-runs': { runs: [] },
  'log-lines': none,
  'log-find': null,
  'log-text': { text: '', lines: 0, of: 0 },
  'export-preview': preview,
  'export-logs': { kind: 'not-chosen' },
  'export-status': null,
  'export-cancel': null,
  'export-show': null,
};

/** What a host answers that keeps this run, and two others. */
export const logAnswersOf = (name: RecordedRun): Record<LogCall, unknown> => {
  const { run, log, environment, outcome, steps } = fold(eventsOf(name));
  const lines = log.lines.map((line) => ({ ...line, hidden: 0 }));
  const kept: KeptLog[] = [
    { run, at: began, verb: 'repair', environment, outcome: outcome?.kind ?? null },
    { run: 'earlier', at: began - 86_400_000, verb: 'diagnose', environment, outcome: 'looked' },
    { run: 'torn', at: null, verb: null, environment: null, outcome: null },
  ];
  const failure = lines.find(({ level }) => level === 'error')?.index ?? null;
  const ids = [...new Set(lines.flatMap(({ step }) => (step === null ? [] : [step])))];
  const titleOf = (id: string): string => steps.find(({ step }) => step.id === id)?.step.kind ?? id;
  const page: LogPage = {
    state: {
      end: outcome === null ? 'open' : 'finished',
      total: lines.length,
      shown: lines.length,
      matches: 0,
      steps: ids.map((id) => ({ id, title: titleOf(id) })),
      failure,
    },
    from: 0,
    lines,
  };
  return { ...logAnswers, 'log-runs': { runs: kept }, 'log-lines': page };
};
