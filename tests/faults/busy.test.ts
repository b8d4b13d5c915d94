import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { eventsOf } from '../support/cli.ts';
import { healthProblems } from '../support/kill-point.ts';
import { sitePackagesOf } from '../support/kill-stack.ts';
import { contentOf } from '../support/kill-verdict.ts';
import { describeWithMounts, hold, letGo } from './mounts.ts';
import { outcomeOf, useWorkplace } from './workplace.ts';

/** EBUSY, which Linux gives for a folder on which something is mounted, as Windows does for a file in use. */
describeWithMounts('a folder of a package that nobody may rename', () => {
  const { place, damaged, repair, expectNextHeals } = useWorkplace();
  const at = async (path: string): Promise<string> => join(await sitePackagesOf(place().environment), path);
  const release = (): void => letGo(place().environment);
  afterEach(release);

  test('for ever: all is put back after the attempts, and the next run mends it', async () => {
    const canaries = await damaged();
    hold(await at('standin_gamma'));
    const before = await contentOf(place().environment);
    const ended = await repair().ended;
    expect(ended.code, ended.stdout).toBe(1);
    expect(outcomeOf(ended)).toMatchObject({ kind: 'failed', failure: { code: 'file-locked' }, undo: 'restored' });
    expect(eventsOf(ended.stdout).filter(({ type }) => type === 'wait-started')).toHaveLength(2);
    expect(await contentOf(place().environment)).toEqual(before);
    release();
    await expectNextHeals();
    await canaries.expectUnharmed();
  });

  test.each([1, 2])('until wait %i: the next attempt succeeds', async (wait) => {
    const canaries = await damaged();
    hold(await at('standin_gamma'));
    const run = repair();
    await run.says(`"wait":"install:extra#${wait}"`).finally(release);
    const ended = await run.ended;
    expect(ended.code, ended.stdout).toBe(0);
    expect(outcomeOf(ended)).toMatchObject({ kind: 'repaired' });
    expect(eventsOf(ended.stdout).filter(({ type }) => type === 'wait-started')).toHaveLength(wait);
    expect(await healthProblems(place())).toEqual([]);
    await canaries.expectUnharmed();
  });

  test('what is mounted in it from outside keeps its content', async () => {
    const canaries = await damaged();
    const source = join(place().folder, 'mounted');
    await mkdir(join(source, 'deep'), { recursive: true });
    await writeFile(join(source, 'deep/model.bin'), 'the user’s own');
    hold(await at('standin_gamma/part/deep'), source);
    const { code, stdout } = await repair().ended;
    expect([0, 1], stdout).toContain(code);
    expect(await readdir(source)).toEqual(['deep']);
    expect(await readFile(join(source, 'deep/model.bin'), 'utf8')).toBe('the user’s own');
    release();
    await expectNextHeals();
    expect(await readdir(source)).toEqual(['deep']);
    await canaries.expectUnharmed();
  });
});
