import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';

const never = new AbortController().signal;

const timed = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('sleep', () => {
  test('takes as long as it is told', async () => {
    const took = await timed(() => systemClock.sleep(120, never));
    expect(took).toBeGreaterThanOrEqual(119);
    expect(took).toBeLessThan(1000);
  });

  test('ends at once and with Cancelled when it is aborted, and leaves no listener behind', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    const took = await timed(() => expect(systemClock.sleep(60_000, abort.signal)).rejects.toBeInstanceOf(Cancelled));
    expect(took).toBeLessThan(500);
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
  });

  test('does not begin under an aborted signal', async () => {
    await expect(systemClock.sleep(0, AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled);
  });

  test('leaves no listener behind when it came to its end', async () => {
    const { signal } = new AbortController();
    await systemClock.sleep(5, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('is over soon after the computer woke up past the deadline', async () => {
    const took = await timed(async () => {
      const asleep = systemClock.sleep(60_000, never);
      const now = Date.now.bind(Date);
      vi.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
      await asleep;
    });
    expect(took).toBeLessThan(1500);
  });

  test('does not grow when the time of day is set back', async () => {
    const took = await timed(async () => {
      const asleep = systemClock.sleep(150, never);
      const now = Date.now.bind(Date);
      vi.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000);
      await asleep;
    });
    expect(took).toBeLessThan(1500);
  });
});

test('now is the time of day in milliseconds', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(50);
});
