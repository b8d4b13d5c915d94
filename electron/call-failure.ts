import type { Failure } from '../shared/failure.ts';
import { redact } from '../shared/redact.ts';
import { Failing } from './engine/failing.ts';
import type { Engine } from './engine/run-request.ts';

/** What a view is told of an error that came of its call; what nobody foresaw is the failure `bug`. */
export const callFailure = (error: unknown, { state }: Pick<Engine, 'state'>): Failure => {
  if (error instanceof Failing) return error.failure;
  const message = redact(error instanceof Error ? error.message : String(error));
  return { code: 'bug', message, journal: state()?.journal ?? null };
};
