import type { Answer, AnswerOptions } from './answer.ts';
import { snapshotOf } from './host-facts.ts';

/**
 * The same answers as those of createAnswer. A view's first call takes nothing, so nothing of it has to be parsed:
 * the schemas of the other calls, and all that stands behind these, are loaded when the view has shown itself.
 */
export const createEarlyAnswer = (options: AnswerOptions): Answer => {
  let loading: Promise<Answer> | null = null;
  const whole = (): Promise<Answer> => {
    loading ??= import('./answer.ts').then(({ createAnswer }) => createAnswer(options));
    return loading;
  };
  return async (call, raw) => {
    if (call === 'snapshot' && isEmptyObject(raw)) return { ok: true, value: snapshotOf(options) };
    await options.prepare?.();
    return (await whole())(call, raw);
  };
};

const isEmptyObject = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && Object.keys(raw).length === 0;
