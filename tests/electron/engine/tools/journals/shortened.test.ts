import { chown, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJournals, readJournal } from '../../../../../electron/engine/tools/journals.ts';
import type { Event, Fact } from '../../../../../shared/events.ts';
import { keptLogLines } from '../../../../../shared/run-state.ts';
import { fold, recorded, runStarted } from '../../../../support/recorded-run.ts';
import { asOtherUser, nobody, noOtherUser } from '../other-user.ts';

const output = (from: number, count: number): Fact => ({
  type: 'lines',
  step: null,
  lines: Array.from({ length: count }, (_, n) => ({ at: 1, level: 'output', text: `line ${from + n}` })),
});

/** A program that talks and talks, becomes ready in between, and ends. */
const talk = (batches: number): Event[] =>
  recorded([
    runStarted({ verb: 'launch' }),
    { type: 'launch-started', command: ['/env/bin/python', '-m', 'app'], pid: 7 },
    ...Array.from({ length: batches }, (_, n) => output(n * 100, 100)),
    { type: 'launch-ready', how: 'output', ms: 900 },
    ...Array.from({ length: batches }, (_, n) => output((batches + n) * 100, 100)),
    { type: 'launch-ended', exitCode: 0, signal: null, ms: 5000 },
    { type: 'run-finished', outcome: { kind: 'launched' }, ms: 5100 },
  ]);

const written = async (events: readonly Event[], limits: { head: number; tail: number; growth: number }) => {
  const folder = await mkdtemp(join(tmpdir(), 'journals '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const journal = await createJournals({ folder, limits }).open('r1');
  for (const event of events) await journal.append([event]);
  await journal.close();
  expect(await readdir(join(folder, 'r1'))).toEqual(['journal.ndjson']);
  return journal.path;
};

test('a journal that became too large keeps its beginning, its end and every fact, and replays to the same screen', async () => {
  const events = talk(600);
  const kept = { head: 64_000, tail: 400_000 };
  const path = await written(events, { ...kept, growth: 50_000 });
  const { size, mode } = await stat(path);
  expect(size).toBeLessThan(kept.head + kept.tail + 50_000 + 20_000);
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);

  const { events: read, torn } = await readJournal(path);
  expect(torn).toBe(false);
  const facts = (all: readonly Event[]) => all.filter(({ type }) => type !== 'lines');
  expect(facts(read)).toEqual(facts(events));
  expect(read.slice(0, 5)).toEqual(events.slice(0, 5));
  expect(read.slice(-50)).toEqual(events.slice(-50));
  // One for what is left out before it was ready, one for after.
  expect(read.filter((event) => event.type === 'lines' && event.leftOut !== undefined)).toHaveLength(2);

  const [live, replayed] = [fold(events), fold(read)];
  expect(live.log.total).toBeGreaterThan(keptLogLines);
  expect(replayed).toEqual(live);
});

test('one that is small enough is left as it was written', async () => {
  const events = talk(3);
  const path = await written(events, { head: 64_000, tail: 400_000, growth: 50_000 });
  expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toEqual(events.map((event) => JSON.stringify(event)));
});

test('one that cannot be shortened goes on as it is', async ({ skip }) => {
  const reason = noOtherUser();
  if (reason !== null) skip(reason);
  const folder = await mkdtemp(join(tmpdir(), 'journals '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chown(folder, nobody, nobody);
  const events = talk(20);
  await writeFile(join(folder, 'events.json'), JSON.stringify(events));
  const use = `async ({ createJournals }) => {
    const { chmod, readFile } = await import('node:fs/promises');
    const folder = ${JSON.stringify(folder)};
    const journal = await createJournals({ folder, limits: { head: 1000, tail: 1000, growth: 1000 } }).open('r1');
    // Nothing can be put beside it any more.
    await chmod(folder + '/r1', 0o500);
    for (const event of JSON.parse(await readFile(folder + '/events.json', 'utf8'))) await journal.append([event]);
    await journal.close();
    return 'closed';
  }`;
  expect(asOtherUser('journals.ts', use)).toBe('closed');
  expect((await readJournal(join(folder, 'r1', 'journal.ndjson'))).events).toEqual(events);
});
