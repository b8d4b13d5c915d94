import type { Failure } from '../../../../shared/failure.ts';
import type { FoundLine, LogPage, LogQuery, LogText } from '../../../../shared/run-log.ts';
import type { Language } from '../../../../shared/wording/language.ts';

/** What a log is asked, with the file that it is in. */
export type Question = LogQuery & { run: string; journal: string; storeFolder: string } & (
    | { kind: 'lines'; from: number; count: number }
    | { kind: 'find'; from: number; backwards: boolean }
    | { kind: 'text'; range: { from: number; to: number } | null }
  );

interface Replies {
  lines: LogPage;
  find: FoundLine;
  text: LogText;
}

export type Reply<K extends Question['kind'] = Question['kind']> = Replies[K];

export interface Task {
  id: number;
  /** Of this program: the thread words what happened, and has no language of its own. */
  language: Language;
  question: Question;
}

export type Answer = { id: number; reply: Reply } | { id: number; failure: Failure } | { id: number; problem: string };
