import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepare } from '../support/prepared-answer.ts';

/** The answers of both, to the same calls in the same order. */
const both = async (...calls: [call: string, raw: unknown][]): Promise<[early: unknown[], whole: unknown[]]> => {
  const answers = await Promise.all(
    [true, false].map(async (isEarly) => {
      const { answer } = await prepare({}, { host: 'window', isEarly, opensOn: 'plan' });
      const given: unknown[] = [];
      for (const [call, raw] of calls) given.push(await answer(call, raw));
      return given;
    }),
  );
  return [answers[0] ?? [], answers[1] ?? []];
};

// A run says when it began.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

describe('the window’s answers', () => {
  it('are those of every host: before a run, to what is wrong, and during a run', async () => {
    const [early, whole] = await both(
      ['snapshot', {}],
      ['snapshot', { more: 1 }],
      ['snapshot', []],
      ['snapshot', null],
      ['__proto__', {}],
      ['toString', {}],
      ['save-settings', { theme: 'dark' }],
      ['save-settings', { theme: 'pink' }],
      ['start', { verb: 'repair', environment: process.platform === 'win32' ? 'C:\\env' : '/env' }],
      ['snapshot', {}],
    );
    expect(early).toHaveLength(10);
    expect(early).toEqual(whole);
    expect(early.map((one) => (one as { ok: boolean }).ok)).toEqual([
      true,
      ...Array<boolean>(5).fill(false),
      true,
      false,
      true,
      true,
    ]);
  });

  it('say what went wrong before they could be given, as every host does', async () => {
    const broken = async () => {
      throw new Error('the engine is gone');
    };
    const given = await Promise.all(
      [true, false].map(async (isEarly) => {
        const { answer } = await prepare({}, { isEarly, beforehand: broken });
        return [await answer('cache-size', {}), await answer('snapshot', {})];
      }),
    );
    expect(given[0]).toEqual(given[1]);
    expect(given[0]).toMatchObject([{ failure: { code: 'bug', message: 'the engine is gone' } }, { ok: true }]);
  });

  it('wait for the first picture, all but the snapshot', async () => {
    const order: string[] = [];
    const { answer } = await prepare(
      {},
      {
        isEarly: true,
        beforehand: async () => {
          order.push('prepared');
        },
      },
    );
    await answer('snapshot', {});
    order.push('snapshot');
    await answer('cache-size', {});
    order.push('cache-size');
    expect(await answer('snapshot', null)).toMatchObject({ ok: false, failure: { code: 'call-invalid' } });
    expect(order.slice(0, 2)).toEqual(['snapshot', 'prepared']);
    expect(order.at(-1)).toBe('cache-size');
  });
});
