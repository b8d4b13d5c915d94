import { expect, test } from 'vitest';
import { describePoint } from '../support/kill-point.ts';
import { killRuns } from '../support/kill-run.ts';
import { describeOnLinux } from '../support/platform-tests.ts';

const points = 16;

// Each run's processes are found by their environment in /proc.
describeOnLinux('repairs that are ended in their middle', () => {
  test('leave nothing worse than before, and the next one mends it', async () => {
    const seed = Math.floor(Date.now() / 1000) % 100_000;
    const results = await killRuns({ points, seed, lanes: 2 });
    const worse = results
      .filter(({ problems }) => problems.length > 0)
      .map(({ point, problems }) => [describePoint(point), ...problems].join('\n  '));
    expect(worse, `seed ${seed}`).toEqual([]);
    expect(results).toHaveLength(points);
    // Or the signals came too late to prove anything.
    expect(results.filter(({ landed }) => landed).length, `seed ${seed}`).toBeGreaterThan(points / 2);
    expect(results.filter(({ open }) => open).length, `seed ${seed}`).toBeGreaterThan(2);
  }, 300_000);
});
