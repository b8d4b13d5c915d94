import type { Failure } from '../../shared/failure.ts';
import type { EventLog } from './event-log.ts';
import type { Questions } from './questions.ts';
import type { RunRequest } from './run-request.ts';
import type { Tools } from './tools.ts';
import type { Waits } from './waits.ts';

/** What every part of a run works with. */
export interface RunContext {
  run: string;
  request: RunRequest;
  version: string;
  tools: Tools;
  waits: Waits;
  questions: Questions;
  log: EventLog;
  signal: AbortSignal;
  journalPath: string | null;
  unforeseen: (error: unknown) => Failure;
}
