import { problemOfAnswer } from '../http/answer-problem.ts';
import type { HttpAnswer, HttpClient } from '../http.ts';
import { NetworkError } from '../network-error.ts';
import type { Validator } from '../wheelhouse/wheel.ts';

export interface Asked {
  start: number;
  /** Where the part that was asked for ends; null: where the file does. */
  end: number | null;
  answer: HttpAnswer;
  /** Milliseconds until its headers had come. */
  waitMs: number;
}

export interface PartRequest {
  url: string;
  start: number;
  end: number | null;
  /** The part is of use only as long as this holds; else the whole file is wanted. */
  validator: Validator | null;
  signal: AbortSignal;
}

/** Asks for a file or a part of it. Throws NetworkError for every answer without one, and Cancelled. */
export const askFor = async (http: HttpClient, { url, start, end, validator, signal }: PartRequest): Promise<Asked> => {
  const began = performance.now();
  const isPart = start > 0 || end !== null;
  const answer = await http.get(url, {
    signal,
    headers: {
      // A hash and a range are of the bytes as they are stored.
      'accept-encoding': 'identity',
      ...(isPart ? { range: `bytes=${start}-${end === null ? '' : end - 1}` } : {}),
      ...(start > 0 && validator !== null ? { 'if-range': validator.value } : {}),
    },
  });
  const refused = refusalOf(answer, isPart);
  if (refused !== null) {
    answer.body.destroy();
    throw refused;
  }
  return { start, end, answer, waitMs: performance.now() - began };
};

const refusalOf = (answer: HttpAnswer, isPart: boolean): NetworkError | null => {
  const { status, headers } = answer;
  if (status === 416 && isPart) return null;
  const problem = problemOfAnswer(answer, 'wheel');
  if (problem !== null) return new NetworkError(problem);
  if (status !== 200 && status !== 206) return unexpected(answer, `it answers with status ${status}`);
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity' ? null : unexpected(answer, `it sends the file in another encoding (${encoding})`);
};

export const unexpected = ({ url, status }: HttpAnswer, detail: string): NetworkError =>
  new NetworkError({ reason: 'unexpected', host: new URL(url).hostname, detail, status, retryAfterMs: null });

/** An answer whose end came before it was due, without a word from the connection. */
export const cutOff = ({ url }: HttpAnswer): NetworkError =>
  new NetworkError({
    reason: 'reset',
    host: new URL(url).hostname,
    detail: 'the file ended too early',
    status: null,
    retryAfterMs: null,
  });
