import type { Failure } from '../../shared/failure.ts';
import type { LogFilter, LogState, ShownLine } from '../../shared/run-log.ts';
import type { Link } from '../client/link.ts';

/** Lines that are asked for at a time. */
const pieceLines = 100;
/** Pieces that are kept: more than a reader scrolls back and forth over, and a few megabytes at most. */
const keptPieces = 40;
/** Pieces that are on their way at a time: whoever scrolls far waits for what is in sight, not for all on the way there. */
const mostAsked = 2;

export interface LogSource {
  /** What is known of the log; null before the first answer. */
  state: () => LogState | null;
  failure: () => Failure | null;
  /** Undefined while it is on its way. */
  lineAt: (position: number) => ShownLine | undefined;
  /** Asks for what is missing of these lines; `to` is not among them. */
  want: (from: number, to: number) => void;
  /** Asks how the log stands now. */
  refresh: () => void;
  search: (text: string) => void;
  stop: () => void;
}

/** A run's log under one filter, of which only the pieces in sight are in the page. */
export const createLogSource = ({
  call,
  run,
  filter,
  onChange,
}: {
  call: Link['call'];
  run: string;
  filter: LogFilter;
  onChange: () => void;
}): LogSource => {
  const pieces = new Map<number, ShownLine[]>();
  const asked = new Set<number>();
  let state: LogState | null = null;
  let failure: Failure | null = null;
  let search = '';
  let isRefreshing = false;
  let isStopped = false;
  let last = { from: 0, to: 0 };

  const ask = async (from: number, count: number): Promise<ShownLine[] | null> => {
    const text = search;
    const answer = await call('log-lines', { run, filter, search: text, from, count });
    if (isStopped) return null;
    if (!answer.ok) {
      failure = answer.failure ?? failure;
      onChange();
      return null;
    }
    failure = null;
    // An answer about an earlier search says nothing of this one; its lines are as good.
    const before = state;
    if (text === search) state = answer.value.state;
    if (JSON.stringify(before) !== JSON.stringify(state)) onChange();
    return answer.value.lines;
  };

  const askPiece = async (piece: number): Promise<void> => {
    asked.add(piece);
    const lines = await ask(piece * pieceLines, pieceLines);
    asked.delete(piece);
    if (lines === null) return;
    pieces.delete(piece);
    pieces.set(piece, lines);
    for (const oldest of pieces.keys()) {
      if (pieces.size <= keptPieces) break;
      pieces.delete(oldest);
    }
    onChange();
    // A piece that is shorter than it should be is asked for again with the next look, not at once.
    askFor((length) => length === null);
  };

  const refresh = async (): Promise<void> => {
    if (isRefreshing) return;
    isRefreshing = true;
    await ask(0, 0);
    isRefreshing = false;
    if (!isStopped) askForMissing();
  };

  /** Pieces in sight; `isMissing` is told how many lines of one are here (null for none), and how many there are. */
  const askFor = (isMissing: (length: number | null, whole: number) => boolean): void => {
    const shown = state?.shown ?? 0;
    for (let piece = Math.floor(last.from / pieceLines); piece * pieceLines < Math.min(last.to, shown); piece += 1) {
      if (asked.size >= mostAsked) return;
      const whole = Math.min(pieceLines, shown - piece * pieceLines);
      if (!asked.has(piece) && isMissing(pieces.get(piece)?.length ?? null, whole)) void askPiece(piece);
    }
  };
  const askForMissing = (): void => askFor((length, whole) => (length ?? 0) < whole);

  void refresh();
  return {
    state: () => state,
    failure: () => failure,
    lineAt: (position) => pieces.get(Math.floor(position / pieceLines))?.[position % pieceLines],
    want: (from, to) => {
      last = { from, to };
      askForMissing();
    },
    refresh: () => void refresh(),
    search: (text) => {
      if (text === search) return;
      search = text;
      isRefreshing = false;
      void refresh();
    },
    stop: () => {
      isStopped = true;
    },
  };
};
