import { NetworkError } from '../network-error.ts';
import { createPace, type Pace, pieceBytes, piecesAhead } from './pace.ts';
import { accept, pour, type Reception, sourceHere, totalOf } from './reception.ts';
import { type Asked, askFor, cutOff, unexpected } from './request.ts';
import { judge } from './verdict.ts';

/** A connection that brought less than this before it broke would do so again. */
const leastBytes = 64 * 1024;

/**
 * Brings the rest of a file. Where a connection breaks that brought something, it goes on at once
 * from where it stands, however often; where one brought nothing, it throws NetworkError. Throws
 * WrongLength, Cancelled and the system's errors.
 */
export const receive = async (reception: Reception): Promise<void> => {
  const { file } = reception;
  const pace = createPace(reception.wanted.url, reception.source?.noPieces !== true);
  // A server that begins anew each time would never come to an end: what counts is the farthest place.
  for (let farthest = file.length(); ; ) {
    try {
      for (;;) {
        const ended = await receiveOnce(reception, pace);
        if (ended === 'complete') return;
        if (ended === 'cleared') pace.stop();
      }
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      if (error.problem.status !== null && pace.broughtPieces()) {
        // So many small requests may be what it does not like.
        pace.stop();
        if (reception.source !== null) {
          reception.source = { ...reception.source, noPieces: true };
          await reception.remember(reception.source);
        }
        if (error.problem.retryAfterMs === null) continue;
      }
      if (file.length() < farthest + leastBytes) throw error;
      farthest = file.length();
      reception.onReconnect(error);
    }
  }
};

/** `cleared`: it has to be asked for the whole file. `part`: an answer had less than it was asked for. */
const receiveOnce = async (reception: Reception, pace: Pace): Promise<'complete' | 'cleared' | 'part'> => {
  const { file } = reception;
  const asked: Promise<Asked>[] = [];
  let next = file.length();
  const ask = (): void => {
    const one = nextPart(reception, pace, next);
    next = one.end ?? Number.POSITIVE_INFINITY;
    const answer = askFor(reception.http, { ...one, signal: reception.signal });
    // It may fail while the one before it is read.
    answer.catch(() => undefined);
    asked.push(answer);
  };
  try {
    for (;;) {
      if (file.length() === totalOf(reception)) return 'complete';
      if (asked.length === 0) ask();
      const current = await asked[0];
      if (current === undefined) throw new Error('nothing was asked for');
      const verdict = judge(current.answer, current.start, sourceHere(reception));
      if (verdict.kind === 'complete') return 'complete';
      if (verdict.kind === 'misfit') {
        if (current.start === 0 && current.end === null)
          throw unexpected(current.answer, 'it sends a part of the file where the whole was asked for');
        await reception.startAgain('changed');
        return 'cleared';
      }
      await accept(reception, current, verdict);
      const total = totalOf(reception);
      while (verdict.kind === 'part' && total !== null && next < total && asked.length < piecesAhead) {
        if (!pace.inPieces(total - next)) break;
        ask();
      }
      await pour(reception, current, verdict);
      asked.shift();
      if (verdict.kind === 'whole') {
        if (total === null || file.length() === total) return 'complete';
        throw cutOff(current.answer);
      }
      pace.arrived(current.waitMs);
      if (file.length() === current.start) throw cutOff(current.answer);
      if (current.end === null && total === null) return 'complete';
      if (file.length() !== current.end && file.length() !== total) return 'part';
    }
  } finally {
    for (const one of asked) one.then(({ answer }) => answer.body.destroy()).catch(() => undefined);
  }
};

/** What to ask for from `start` on. */
const nextPart = (reception: Reception, pace: Pace, start: number) => {
  const { wanted } = reception;
  const total = totalOf(reception);
  const source = sourceHere(reception);
  // Without a hash to check in the end, only a validator tells that two parts are of one content.
  const parts = wanted.sha256 !== null || start === 0 || source?.validator != null;
  const inPieces = parts && pace.inPieces(total === null ? null : total - start);
  return {
    url: wanted.url,
    start,
    end: inPieces ? Math.min(start + pieceBytes, total ?? Number.POSITIVE_INFINITY) : null,
    validator: source?.validator ?? null,
  };
};
