import type { LaunchCauseKind } from '../../../shared/launch-cause.ts';

interface CodeMeaning {
  kind: LaunchCauseKind;
  /** What a crash is called; null where the kind says it. */
  subject: string | null;
}

const by = (kind: LaunchCauseKind, subject: string | null = null): CodeMeaning => ({ kind, subject });

/** What a signal that we did not send means. SIGKILL is what Linux sends when memory runs out. */
const signals: Readonly<Record<string, CodeMeaning>> = {
  SIGKILL: by('killed'),
  SIGTERM: by('ended-from-outside'),
  SIGINT: by('ended-from-outside'),
  SIGHUP: by('ended-from-outside'),
  SIGILL: by('processor-too-old'),
  SIGSEGV: by('crashed', 'SIGSEGV'),
  SIGABRT: by('crashed', 'SIGABRT'),
  SIGBUS: by('crashed', 'SIGBUS'),
  SIGFPE: by('crashed', 'SIGFPE'),
};

/** 128 + the signal's number is how a shell or a starter of processes tells it; numbers as on Linux and macOS alike. */
const throughShell: Readonly<Record<number, string>> = {
  130: 'SIGINT',
  132: 'SIGILL',
  134: 'SIGABRT',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

/** ntstatus.h; the codes that a program of Windows ends with when the system ends it. */
const statuses: ReadonlyMap<number, CodeMeaning> = new Map([
  [0xc0000005, by('crashed', 'an access violation')],
  [0xc0000006, by('file-damaged')],
  [0xc0000017, by('memory')],
  [0xc000001d, by('processor-too-old')],
  [0xc00000fd, by('crashed', 'a stack overflow')],
  [0xc000012d, by('memory')],
  [0xc0000135, by('library-missing')],
  [0xc0000139, by('library-missing')],
  [0xc000013a, by('ended-from-outside')],
  [0xc0000142, by('library-missing')],
  [0xc0000374, by('crashed', 'heap corruption')],
  [0xc0000409, by('crashed', 'a failed check of its own')],
  [0xc0000428, by('blocked')],
]);

/** What the way in which a program ended tells by itself; null for an ordinary exit code. */
export const meaningOf = ({
  exitCode,
  signal,
}: {
  exitCode: number | null;
  signal: string | null;
}): CodeMeaning | null => {
  const sent = signal ?? (exitCode === null ? undefined : throughShell[exitCode]);
  if (sent !== undefined) return signals[sent] ?? by('crashed', sent);
  return exitCode === null ? null : (statuses.get(exitCode) ?? null);
};
