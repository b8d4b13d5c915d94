import { appendFile, mkdir, mkdtemp, open, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunLogs } from '../../../../electron/engine/interfaces/run-logs.ts';
import { createRunLogs } from '../../../../electron/engine/tools/run-logs.ts';
import type { Event, Fact } from '../../../../shared/events.ts';
import type { LogFilter } from '../../../../shared/run-log.ts';
import { speak } from '../../../../shared/wording/language.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { fold, recorded, runStarted } from '../../../support/recorded-run.ts';
import { eventsOf } from '../../../support/recorded-runs.ts';

let folder: string;
let logs: RunLogs;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run logs '));
  await mkdir(join(folder, 'runs'));
  logs = createRunLogs({ runsFolder: join(folder, 'runs'), storeFolder: join(folder, 'store') });
});
afterEach(() => speak('en'));
afterEach(() => rm(folder, { recursive: true, force: true }));

const all: LogFilter = { step: null, level: 'all' };
const asText = (events: readonly Event[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

const keep = async (run: string, text: string): Promise<string> => {
  await mkdir(join(folder, 'runs', run), { recursive: true });
  const path = join(folder, 'runs', run, 'journal.ndjson');
  await writeFile(path, text);
  return path;
};

/** Asks until everything is read. */
const whole = async (run: string, { filter = all, search = '', from = 0, count = 500 } = {}) => {
  for (;;) {
    const page = await logs.lines({ run, filter, search, from, count });
    if (page.state.end !== 'reading') return page;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const failed = eventsOf('failed', 'r1');

describe('a run’s log', () => {
  it('has every line that the run’s fold has, in the same words', async () => {
    await keep('r1', asText(failed));
    const { state, lines } = await whole('r1');
    const { log } = fold(failed);
    expect(lines.map(({ hidden, ...line }) => line)).toEqual(log.lines);
    expect(state).toMatchObject({ end: 'finished', total: log.total, shown: log.total, matches: 0 });
    expect(state.steps).toContainEqual({ id: 'resolve', title: 'Find the right versions' });
  });

  it('is in the language that the program speaks now', async () => {
    await keep('r1', asText(failed));
    const english = await whole('r1');
    await speak('de');
    const { state, lines } = await whole('r1');
    expect(lines.map(({ text }) => text)).toEqual(fold(failed).log.lines.map(({ text }) => text));
    expect(lines.map(({ text }) => text)).not.toEqual(english.lines.map(({ text }) => text));
    expect(state.steps).toContainEqual({ id: 'resolve', title: 'Passende Versionen finden' });
  });

  it('says once how many lines its journal leaves out in a row', async () => {
    const output = (lines: string[], leftOut?: { events: number; lines: number }): Fact => ({
      type: 'lines',
      step: 'resolve',
      lines: lines.map((text) => ({ at: 1, level: 'output', text })),
      ...(leftOut === undefined ? {} : { leftOut }),
    });
    const facts = [
      runStarted(),
      output([], { events: 1, lines: 1200 }),
      output([], { events: 1, lines: 34 }),
      output(['after']),
    ];
    await keep('r1', asText(recorded(facts)));
    const { lines } = await whole('r1', { filter: { step: 'resolve', level: 'all' } });
    expect(lines.map(({ text }) => text)).toEqual([
      '1,234 lines of output were not kept here, to save space or time',
      'after',
    ]);
  });

  it('leads to the first error of the step that failed', async () => {
    await keep('r1', asText(failed));
    const { state, lines } = await whole('r1');
    const line = lines[state.failure ?? -1];
    expect(line).toMatchObject({ level: 'error', step: 'resolve' });
    expect(lines.findIndex(({ level, step }) => level === 'error' && step === 'resolve')).toBe(state.failure);
    await keep('r2', asText(eventsOf('nothing-to-do', 'r2')));
    expect((await whole('r2')).state.failure).toBeNull();
  });

  it('is filtered by level and by step, and searched whatever the case', async () => {
    await keep('r1', asText(failed));
    const { lines } = fold(failed).log;
    const errors = await whole('r1', { filter: { step: null, level: 'errors' } });
    expect(errors.lines.map(({ index }) => index)).toEqual(
      lines.filter(({ level }) => level === 'error').map(({ index }) => index),
    );
    const ofStep = await whole('r1', { filter: { step: 'resolve', level: 'all' }, search: 'RIGHT versions' });
    expect(ofStep.lines.every(({ step }) => step === 'resolve')).toBe(true);
    const found = ofStep.lines.flatMap(({ text }, at) => (text.toLowerCase().includes('right versions') ? [at] : []));
    expect(found.length).toBeGreaterThan(1);
    expect(ofStep.state.matches).toBe(found.length);
    const asked = { run: 'r1', filter: { step: 'resolve', level: 'all' }, search: 'RIGHT versions' } as const;
    const last = found.at(-1) ?? 0;
    expect(await logs.find({ ...asked, from: last + 1, backwards: false })).toEqual({ position: found[0], ordinal: 1 });
    expect(await logs.find({ ...asked, from: last, backwards: true })).toEqual({
      position: found.at(-2),
      ordinal: found.length - 1,
    });
    expect(await logs.find({ ...asked, search: 'not there', from: 0, backwards: false })).toBeNull();
    const copied = await logs.text({ ...asked, range: null });
    expect(copied).toMatchObject({ lines: found.length, of: found.length });
    expect(copied.text).toMatch(/^\d\d:\d\d:\d\d {2}\S/);
    expect(await logs.text({ run: 'r1', filter: all, search: '', range: { from: 1, to: 2 } })).toMatchObject({
      lines: 2,
      of: 2,
    });
  });

  it('finds text at the border of what is read at a time, once a line, and never across two', async () => {
    const texts = Array.from(
      { length: 3000 },
      (_, at) => `${'ä'.repeat(1000 + (at % 7))}${at % 3 === 0 ? 'Needle needle' : 'need'}`,
    );
    const said: Event[] = recorded([
      runStarted(),
      { type: 'lines', step: null, lines: texts.map((text) => ({ at: 1, level: 'output', text })) },
    ]);
    await keep('r1', asText(said));
    expect((await whole('r1', { search: 'needle' })).state.matches).toBe(1000);
    expect((await whole('r1', { search: 'needä' })).state.matches).toBe(0);
    expect((await whole('r1', { search: 'ÄN' })).state.matches).toBe(3000);
  });

  it('goes on with a run that is at work', async () => {
    const path = await keep('r1', asText(failed.slice(0, 5)));
    const before = await whole('r1', { search: 'index', filter: { step: null, level: 'notable' } });
    expect(before.state.end).toBe('open');
    await appendFile(path, asText(failed.slice(5)).slice(0, -20));
    expect((await whole('r1')).state.end).toBe('torn');
    await appendFile(path, asText(failed.slice(5)).slice(-20));
    const after = await whole('r1', { search: 'index', filter: { step: null, level: 'notable' } });
    expect(after.state).toMatchObject({ end: 'finished', total: fold(failed).log.total });
    expect(after.state.matches).toBe(after.lines.filter(({ text }) => text.includes('index')).length);
  });

  it.each([
    ['a torn last line', asText(failed.slice(0, 5)) + asText(failed).slice(0, 40), 'torn'],
    ['a line that is no event', `${asText(failed.slice(0, 5))}{}\n${asText(failed.slice(5))}`, 'damaged'],
    ['zeros where a power cut was', `${asText(failed.slice(0, 5))}${'\0'.repeat(512)}\n`, 'damaged'],
    [
      'a time that is none',
      asText([...failed.slice(0, 5), ...failed.slice(5).map((event) => ({ ...event, at: 1e300 }))]),
      'damaged',
    ],
    ['a gap', asText([...failed.slice(0, 5), ...failed.slice(6)]), 'damaged'],
  ])('with %s is shown as far as it goes, and says so', async (_, text, end) => {
    await keep('r1', text);
    const { state } = await whole('r1');
    expect(state).toMatchObject({ end, total: fold(failed.slice(0, 5)).log.total });
  });

  it.each([
    [
      'control characters, a mark of direction, markup and half a letter',
      'a\0b\u202e<b onclick=x>\u001b[31m\r\n\ud800',
    ],
    ['a text of 30 MB', 'x'.repeat(30_000_000)],
  ])('with %s in a line is shown, searched and gone on from', { timeout: 60_000 }, async (_, text) => {
    const output = (said: string): Fact => ({
      type: 'lines',
      step: null,
      lines: [{ at: 1, level: 'output', text: said }],
    });
    await keep('r1', asText(recorded([runStarted(), output(text), output('after it')])));
    const { state, lines } = await whole('r1', { search: text.slice(0, 3) });
    expect(state).toMatchObject({ end: 'open', total: 3, matches: 1 });
    expect(lines.slice(1).map((line) => line.text)).toEqual([
      text.slice(0, 4000).replace('\ud800', '\ufffd'),
      'after it',
    ]);
  });

  it('with nothing readable in it is empty, and damaged', async () => {
    await keep('r1', 'nothing\n');
    expect((await whole('r1')).state).toMatchObject({ end: 'damaged', total: 0 });
    await keep('r2', '');
    expect((await whole('r2')).state).toMatchObject({ end: 'open', total: 0 });
  });

  it('that is not kept is a refusal', async () => {
    await expect(whole('none')).rejects.toMatchObject({ failure: { code: 'no-such-run', run: 'none' } });
  });

  posixTest('is never read through a link', async () => {
    const path = await keep('real', asText(failed));
    await symlink(join(folder, 'runs/real'), join(folder, 'runs/linked'));
    await mkdir(join(folder, 'runs/inside'));
    await symlink(path, join(folder, 'runs/inside/journal.ndjson'));
    for (const run of ['linked', 'inside'])
      await expect(whole(run)).rejects.toMatchObject({ failure: { code: 'no-such-run' } });
    expect((await logs.list()).map(({ run }) => run)).toEqual(['real']);
  });

  it('shows the beginning of an endless line, and copies all of it', async () => {
    const text = 'x'.repeat(100_000);
    await keep(
      'r1',
      asText(recorded([runStarted(), { type: 'lines', step: null, lines: [{ at: 1, level: 'output', text }] }])),
    );
    expect((await whole('r1', { from: 1 })).lines[0]).toMatchObject({ text: 'x'.repeat(4000), hidden: 96_000 });
    expect((await logs.text({ run: 'r1', filter: all, search: '', range: { from: 1, to: 1 } })).text).toContain(text);
  });
});

describe('the runs', () => {
  it('are told with what they were and how they ended, the newest first', async () => {
    await keep('20260101T0', asText(failed));
    await keep('20260102T0', asText(eventsOf('repaired', 'r2')).slice(0, -40));
    await keep('20260103T0', 'torn');
    expect(await logs.list()).toEqual([
      { run: '20260103T0', at: null, verb: null, environment: null, outcome: null },
      { run: '20260102T0', at: failed[0]?.at, verb: 'repair', environment: '/home/ada/assistant/env', outcome: null },
      {
        run: '20260101T0',
        at: failed[0]?.at,
        verb: 'repair',
        environment: '/home/ada/assistant/env',
        outcome: 'failed',
      },
    ]);
  });

  it('are none before the first', async () => {
    await rm(join(folder, 'runs'), { recursive: true });
    expect(await logs.list()).toEqual([]);
  });
});

describe('a log of 200 000 lines', () => {
  it('is read beside the program’s own thread, answered soon, and leaves nothing behind', {
    timeout: 120_000,
  }, async () => {
    await mkdir(join(folder, 'runs/r1'));
    const file = await open(join(folder, 'runs/r1/journal.ndjson'), 'w');
    await file.write(asText(recorded([runStarted()])));
    const word = (at: number): string => `Collecting package-${at % 977} from the index, part ${at} of a long download`;
    for (let batch = 0; batch < 200; batch += 1) {
      const lines = Array.from({ length: 1000 }, (_, n) => ({
        at: batch,
        level: 'output' as const,
        text: word(batch * 1000 + n),
      }));
      await file.write(
        `${JSON.stringify({ seq: batch + 2, run: 'r1', at: batch, type: 'lines', step: 'install:torch', lines })}\n`,
      );
    }
    await file.close();
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    const { state } = await whole('r1');
    expect(state.total).toBe(200_001);
    const began = performance.now();
    const found = await whole('r1', { search: 'PART 199999' });
    const took = performance.now() - began;
    clearInterval(watch);
    expect(found.state.matches).toBe(1);
    const search = { run: 'r1', filter: all, search: 'PART 199999' };
    expect(await logs.find({ ...search, from: 0, backwards: false })).toEqual({ position: 200_000, ordinal: 1 });
    const end = await whole('r1', { from: 199_990 });
    expect(end.lines.map(({ index }) => index).at(-1)).toBe(200_000);
    // Far above what they take on a machine of one's own: this one has other work.
    expect(longest).toBeLessThan(500);
    expect(took).toBeLessThan(1000);
    expect(await readdir(join(folder, 'store'))).toEqual([]);
  });
});
