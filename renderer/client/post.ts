import type { Result } from '../../shared/failure.ts';
import type { Answer } from './link.ts';

/** A call to the local page's host. Never throws: a host that is gone, or is another program by now, is no answer. */
export const post = async <T>(path: string, body: unknown): Promise<Answer<T>> => {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return isResult<T>(answer) ? answer : unreached;
  } catch {
    return unreached;
  }
};

const unreached = { ok: false, failure: null } as const;

const isResult = <T>(value: unknown): value is Result<T> =>
  typeof value === 'object' &&
  value !== null &&
  'ok' in value &&
  (value.ok === true || (value.ok === false && 'failure' in value && isFailure(value.failure)));

const isFailure = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
