import { isRecord } from '../shared/is-record.ts';
import type { Answer, AnswerOptions } from './answer.ts';
import { callFailure } from './call-failure.ts';
import { snapshotOf } from './host-facts.ts';

/**
 * The same answers as those of createAnswer. A view's first call takes nothing, so nothing of it has to be parsed:
 * the schemas of the other calls, and all that stands behind these, are loaded when the view has shown itself, which
 * `prepare` tells. What there is no call for waits for that, too.
 */
export const createEarlyAnswer = (options: AnswerOptions): Answer => {
  const { engine, prepare } = options;
  let loading: Promise<Answer> | null = null;
  const whole = (): Promise<Answer> => {
    loading ??= import('./answer.ts').then(
      ({ createAnswer }) => createAnswer(options),
      (error: unknown) => {
        loading = null; // the next call tries again
        throw error;
      },
    );
    return loading;
  };
  return async (call, raw) => {
    try {
      if (call !== 'snapshot') await prepare?.();
      else if (isRecord(raw) && Object.keys(raw).length === 0) return { ok: true, value: snapshotOf(options) };
      return await (await whole())(call, raw);
    } catch (error) {
      return { ok: false, failure: callFailure(error, engine) };
    }
  };
};
