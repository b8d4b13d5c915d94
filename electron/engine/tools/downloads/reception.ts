import type { HttpClient } from '../http.ts';
import type { NetworkError } from '../network-error.ts';
import { addressOf } from '../wheelhouse/layout.ts';
import type { Source, WantedWheel } from '../wheelhouse/wheel.ts';
import type { PartialFile } from './partial-file.ts';
import type { Asked } from './request.ts';
import { contradicts, type Verdict, validatorIn } from './verdict.ts';

/** A server has more or less bytes than the index described: `found`. */
export class WrongLength extends Error {
  readonly found: string;
  /** Whether some of them are in the file now. */
  readonly taken: boolean;
  constructor(found: string, taken: boolean) {
    super(found);
    this.name = 'WrongLength';
    this.found = found;
    this.taken = taken;
  }
}

export interface Reception {
  wanted: WantedWheel;
  http: HttpClient;
  signal: AbortSignal;
  file: PartialFile;
  /** What is known of the bytes that are there; kept up to date. */
  source: Source | null;
  /** Puts down where the following bytes come from, before the first of them is written. */
  remember: (source: Source) => Promise<void>;
  /** Empties the file: its bytes are of no use. */
  startAgain: (why: 'no-range' | 'changed') => Promise<void>;
  onBytes: (bytes: number) => void;
  onTotal: (total: number) => void;
  onReconnect: (error: NetworkError) => void;
}

export const totalOf = ({ wanted, source }: Reception): number | null => wanted.bytes ?? source?.total ?? null;

/** Another mirror's validator says nothing here, but its length must be the same. */
export const sourceHere = ({ source, wanted }: Reception): Source | null =>
  source === null || source.address === addressOf(wanted.url) ? source : { ...source, validator: null };

/** Less than this is fetched anew sooner than its beginning is put down on the disk. */
const worthRemembering = 1024 * 1024;

/** Makes ready for the bytes of an answer, before the first of them is written. */
export const accept = async (
  reception: Reception,
  { answer }: Asked,
  verdict: Extract<Verdict, { kind: 'part' | 'whole' }>,
): Promise<void> => {
  const { wanted, file } = reception;
  if (verdict.total !== null && wanted.bytes !== null && verdict.total !== wanted.bytes) {
    answer.body.destroy();
    throw new WrongLength(`${verdict.total} bytes`, false);
  }
  if (verdict.kind === 'whole' && file.length() > 0)
    await reception.startAgain(
      contradicts(sourceHere(reception)?.validator ?? null, answer.headers) ? 'changed' : 'no-range',
    );
  const before = reception.source;
  const total = verdict.total ?? (verdict.kind === 'part' ? (before?.total ?? null) : null);
  const noPieces = before?.noPieces === true;
  const source: Source = { address: addressOf(wanted.url), validator: validatorIn(answer.headers), total, noPieces };
  if (total !== null) reception.onTotal(total);
  if (JSON.stringify(source) === JSON.stringify(before)) return;
  reception.source = source;
  if (total === null || total > worthRemembering) await reception.remember(source);
};

/** Writes what an answer brings, and no byte more than there may be. */
export const pour = async (
  reception: Reception,
  { answer, end }: Asked,
  verdict: Extract<Verdict, { kind: 'part' | 'whole' }>,
): Promise<void> => {
  const { file, onBytes } = reception;
  const most = verdict.kind === 'part' && end !== null ? end : (totalOf(reception) ?? Number.POSITIVE_INFINITY);
  for await (const chunk of answer.body) {
    const room = most - file.length();
    if (chunk.length > room && most !== end) throw new WrongLength(`more than ${most} bytes`, true);
    const taken = chunk.length > room ? chunk.subarray(0, room) : chunk;
    onBytes(taken.length);
    await file.append(taken);
    if (taken.length < chunk.length) break;
  }
};
