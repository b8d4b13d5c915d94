import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countChanges } from '../support/kill-moment.ts';
import { healthProblems } from '../support/kill-point.ts';
import { sitePackagesOf } from '../support/kill-stack.ts';
import { contentOf } from '../support/kill-verdict.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { freeze, thaw, thawOne } from './mounts.ts';
import { outcomeOf, useWorkplace } from './workplace.ts';

/** EPERM, for files that nobody may change. */
describeOnLinux('an immutable part of the environment', () => {
  const { place, damaged, repair, expectNextHeals } = useWorkplace();

  let can = false;
  beforeEach(async ({ skip }) => {
    const folder = await mkdtemp(join(tmpdir(), 'smart-installer-frozen-'));
    can = freeze(folder);
    if (can) thaw(folder);
    await rm(folder, { recursive: true });
    if (!can) skip('this file system or user makes no file immutable');
  });
  afterEach(() => {
    if (can) thaw(place().environment);
  });
  const frozen = async (path: string): Promise<void> => {
    expect(freeze(join(await sitePackagesOf(place().environment), path))).toBe(true);
  };

  test.each(['standin_gamma', 'standin_gamma/part', 'standin_gamma/other/three.py'])(
    '%s: all is put back, or it is mended around it',
    async (path) => {
      const canaries = await damaged();
      await frozen(path);
      const before = await contentOf(place().environment);
      const ended = await repair().ended;
      if (ended.code !== 0) {
        expect(outcomeOf(ended), ended.stdout).toMatchObject({
          kind: 'failed',
          failure: { code: 'permission-denied' },
          undo: 'restored',
        });
        expect(await contentOf(place().environment)).toEqual(before);
      } else expect(outcomeOf(ended)).toMatchObject({ kind: 'repaired' });
      thaw(place().environment);
      await expectNextHeals();
      await canaries.expectUnharmed();
    },
  );

  test('that is let go while it is tried: the run succeeds', async () => {
    const canaries = await damaged();
    await frozen('standin_alpha');
    const held = join(await sitePackagesOf(place().environment), 'standin_alpha');
    const run = repair();
    let over = false;
    void run.ended.then(() => {
      over = true;
    });
    // The journal's first line opens the run, the next ones announce what is moved.
    while (!over && countChanges(place().environment) < 2) await pause(1);
    thawOne(held);
    const ended = await run.ended;
    expect(ended.code, ended.stdout).toBe(0);
    expect(await healthProblems(place())).toEqual([]);
    await canaries.expectUnharmed();
  });
});
