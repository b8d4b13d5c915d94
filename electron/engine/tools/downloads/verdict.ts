import type { Source, Validator } from '../wheelhouse/wheel.ts';

/** What an answer to a request for a part of a file is, seen from what is there of it. */
export type Verdict =
  /** It goes on just where we stand. */
  | { kind: 'part'; total: number | null }
  /** The whole file from its beginning. */
  | { kind: 'whole'; total: number | null }
  /** There is no more than what we have. */
  | { kind: 'complete' }
  /** It goes on with something else than what we have. */
  | { kind: 'misfit' };

type Headers = Readonly<Record<string, string>>;

const lengthIn = (text: string | undefined): number | null => (/^\d+$/.test(text ?? '') ? Number(text) : null);

/** RFC 9110, 14.4 and 15.3.7. `from` is where we stand; `source` what is known of the bytes before. */
export const judge = (
  { status, headers }: { status: number; headers: Headers },
  from: number,
  source: Source | null,
): Verdict => {
  const range = headers['content-range'] ?? '';
  if (status === 416)
    return lengthIn(/^bytes \*\/(\d+)$/.exec(range)?.[1]) === from && from > 0
      ? { kind: 'complete' }
      : { kind: 'misfit' };
  if (status !== 206) return { kind: 'whole', total: lengthIn(headers['content-length']) };
  const [, start, end, length] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range) ?? [];
  const total = lengthIn(length);
  if (start === undefined || Number(start) !== from || Number(end) < from) return { kind: 'misfit' };
  if (from === 0) return { kind: 'part', total };
  const known = source?.total ?? null;
  if (known !== null && total !== null && known !== total) return { kind: 'misfit' };
  return contradicts(source?.validator ?? null, headers) ? { kind: 'misfit' } : { kind: 'part', total };
};

/** Whether an answer is certainly of another content than the validator's. */
export const contradicts = (validator: Validator | null, headers: Headers): boolean => {
  const now = validator === null ? undefined : headers[validator.kind];
  return now !== undefined && now !== validator?.value;
};

/** A weak ETag stays the same where some bytes do not, so it is of no use here (RFC 9110, 13.1.5). */
export const validatorIn = (headers: Headers): Validator | null => {
  const etag = headers['etag'];
  if (etag?.startsWith('"') === true) return { kind: 'etag', value: etag };
  const date = headers['last-modified'];
  return date === undefined ? null : { kind: 'last-modified', value: date };
};
