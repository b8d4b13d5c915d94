import { mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../electron/engine/bundle/redactor.ts';
import type { LogBundle } from '../../../../electron/engine/interfaces/log-bundle.ts';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';
import { createLogBundle } from '../../../../electron/engine/tools/log-bundle.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { zipContent } from '../../../support/zip-content.ts';

let folder: string;
let bundle: LogBundle;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log bundle '));
  bundle = createLogBundle({
    runsFolder: join(folder, 'runs'),
    logFolder: join(folder, 'log'),
    clock: systemClock,
    uvVersion: async () => null,
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const signal = new AbortController().signal;
const started = (environment: string): string =>
  `${JSON.stringify({ seq: 1, run: 'r', at: 1, type: 'run-started', verb: 'repair', environment, manifest: { name: 'm', title: 'M' }, profile: 'full', options: {}, version: '1', pid: 1, journal: null, dryRun: false })}\n`;
const printed = (text: string): string =>
  `${JSON.stringify({ seq: 2, run: 'r', at: 2, type: 'lines', step: null, lines: [{ at: 2, level: 'output', text }] })}\n`;

const addRun = async (id: string, journal: string): Promise<string> => {
  const path = join(folder, 'runs', id);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'journal.ndjson'), journal);
  return path;
};

const write = async (change: Partial<Parameters<LogBundle['write']>[0]> = {}) => {
  const out = join(folder, 'logs ü.zip');
  const kept = (await bundle.runs(null)).flatMap(({ files }) => files);
  const redactor = createRedactor({ homes: ['/home/ada'], users: [], hosts: [], secrets: [] });
  const files = await bundle.write({
    out,
    written: [],
    kept,
    redactor,
    onProgress: () => undefined,
    signal,
    ...change,
  });
  return { out, files };
};

describe('the runs of an export', () => {
  it('are the last ones of an environment, the newest first', async () => {
    for (let run = 10; run < 24; run += 1) await addRun(`r${run}`, started(run % 2 === 0 ? '/even' : '/odd'));
    expect((await bundle.runs(null)).map(({ id }) => id)).toEqual(
      [23, 22, 21, 20, 19, 18, 17, 16, 15, 14].map((run) => `r${run}`),
    );
    expect((await bundle.runs('/odd')).map(({ id }) => id)).toEqual(
      [23, 21, 19, 17, 15, 13, 11].map((run) => `r${run}`),
    );
    expect(await bundle.runs('/other')).toEqual([]);
  });

  it('are none before the first', async () => {
    expect(await bundle.runs(null)).toEqual([]);
    expect(await bundle.windowLogs()).toEqual([]);
  });

  it('may be torn at their very beginning', async () => {
    await addRun('r1', started('/env').slice(0, 30));
    expect(await bundle.runs(null)).toMatchObject([{ id: 'r1', environment: null }]);
    expect(await bundle.runs('/env')).toEqual([]);
  });

  posixTest('never hold what a link leads to', async () => {
    await writeFile(join(folder, 'outside.txt'), 'not ours');
    const run = await addRun('r1', started('/env'));
    await symlink(join(folder, 'outside.txt'), join(run, 'pylock.toml'));
    await symlink(run, join(folder, 'runs/r2'));
    await mkdir(join(folder, 'runs/r3'));
    await symlink(join(folder, 'outside.txt'), join(folder, 'runs/r3/journal.ndjson'));
    const runs = await bundle.runs(null);
    expect(runs.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['runs/r1/journal.ndjson']);
    // And where a link takes the file's place after it was found.
    await rm(join(run, 'journal.ndjson'));
    await symlink(join(folder, 'outside.txt'), join(run, 'journal.ndjson'));
    const { out } = await write({ kept: runs.flatMap(({ files }) => files) });
    expect(await zipContent(out)).toEqual({ 'runs/r1/journal.ndjson': '{"unreadable":"ELOOP"}\n' });
  });
});

describe('the zip', () => {
  it('has the files in their order, with UTF-8 names and the sizes that it says', async () => {
    await addRun('r1', started('/home/ada/env'));
    const { out, files } = await write({ written: [{ name: 'ä/ü.txt', text: 'größer' }] });
    const content = await zipContent(out);
    expect(Object.keys(content)).toEqual(['ä/ü.txt', 'runs/r1/journal.ndjson']);
    expect(content['ä/ü.txt']).toBe('größer');
    expect(content['runs/r1/journal.ndjson']).toBe(started('~/env'));
    expect(files).toEqual(Object.entries(content).map(([name, text]) => ({ name, bytes: Buffer.byteLength(text) })));
  });

  it('goes on without a journal that was pruned meanwhile', async () => {
    await addRun('r1', started('/env'));
    await addRun('r2', started('/env'));
    const kept = (await bundle.runs(null)).flatMap(({ files }) => files);
    await rm(join(folder, 'runs/r2'), { recursive: true });
    expect(await zipContent((await write({ kept })).out)).toEqual({
      'runs/r2/journal.ndjson': '{"unreadable":"ENOENT"}\n',
      'runs/r1/journal.ndjson': started('/env'),
    });
  });

  it('takes the place of an older one only when it is whole', async () => {
    await addRun('r1', started('/env'));
    const out = join(folder, 'logs ü.zip');
    await writeFile(out, 'older');
    const abort = new AbortController();
    abort.abort();
    await expect(write({ signal: abort.signal })).rejects.toThrow('cancelled');
    expect(await readFile(out, 'utf8')).toBe('older');
    expect((await readdir(folder)).sort()).toEqual(['logs ü.zip', 'runs']);
    await write();
    expect(Object.keys(await zipContent(out))).toEqual(['runs/r1/journal.ndjson']);
    expect((await readdir(folder)).sort()).toEqual(['logs ü.zip', 'runs']);
  });

  it('is made nowhere but in a folder that is there', async () => {
    const refusal = (message: RegExp) => ({ failure: { code: 'usage', message: expect.stringMatching(message) } });
    await expect(bundle.checkPlace(join(folder, 'no/x.zip'))).rejects.toMatchObject(refusal(/there is no folder/));
    await expect(bundle.checkPlace(folder)).rejects.toMatchObject(refusal(/which is a folder/));
    if (process.platform !== 'win32')
      await expect(bundle.checkPlace('/dev/null')).rejects.toMatchObject(refusal(/no regular file/));
    await expect(bundle.checkPlace(join(folder, 'x.zip'))).resolves.toBeUndefined();
  });

  it('holds beginning and end of a journal of 200 MB, in bounded memory', async () => {
    const run = await addRun('r1', started('/home/ada/env') + printed('the first line'));
    const file = await open(join(run, 'journal.ndjson'), 'a');
    const filler = Buffer.from(printed('Downloading torch to /home/ada/cache at 12.3 MB/s').repeat(7000));
    for (let bytes = 0; bytes < 200e6; bytes += filler.length) await file.appendFile(filler);
    await file.appendFile(`${printed('the last line')}{"seq":9,"run":"r","ty`);
    await file.close();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const { out, files } = await write();
    clearInterval(watch);
    expect(most - before).toBeLessThan(150e6);
    expect(files[0]?.bytes).toBeLessThan(9e6);
    const lines = (await zipContent(out))['runs/r1/journal.ndjson']?.split('\n') ?? [];
    expect(lines.slice(0, 2)).toEqual([started('~/env').trim(), printed('the first line').trim()]);
    expect(lines.slice(-3)).toEqual([printed('the last line').trim(), '{"seq":9,"run":"r","ty', '']);
    const notes = lines.filter((line) => line.startsWith('{"leftOut"'));
    expect(notes).toHaveLength(1);
    expect(JSON.parse(notes[0] ?? '').leftOut.bytes).toBeGreaterThan(190e6);
    expect(lines.join()).not.toContain('/home/ada');
  });
});

it('leaves no file where the stop came with the last line, and tells before how far it was', async () => {
  await addRun('r1', started('/env') + printed('x'));
  const stop = new AbortController();
  const heard: number[] = [];
  const onProgress = (done: number, total: number): void => {
    heard.push(done / total);
    if (done === total) stop.abort();
  };
  await expect(write({ onProgress, signal: stop.signal })).rejects.toThrow('cancelled');
  expect(heard.at(-1)).toBe(1);
  expect(await readdir(folder)).toEqual(['runs']);
});
