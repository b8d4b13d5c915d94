import { existsSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failing } from '../../../../electron/engine/failing.ts';
import type { Pin } from '../../../../electron/engine/interfaces/wheels.ts';
import { lockFileOf } from '../../../../electron/engine/tools/journals/lock-file.ts';
import { createJournals, readJournal } from '../../../../electron/engine/tools/journals.ts';
import type { Event, Fact } from '../../../../shared/events.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { stackManifest } from '../../../support/stack.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'journals ')), 'data', 'runs');
});
afterEach(() => rm(dirname(dirname(folder)), { recursive: true, force: true }));

const event = (seq: number, fact: Fact): Event => ({ seq, run: 'r1', at: 1_700_000_000_000 + seq, ...fact });
const lines = (seq: number, text: string): Event =>
  event(seq, { type: 'lines', step: null, lines: [{ at: 1, level: 'output', text }] });
const finished = (seq: number): Event =>
  event(seq, { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 5 });

describe('a journal', () => {
  test('is read as it was written', async () => {
    const journal = await createJournals({ folder }).open('r1');
    const events = [
      event(1, { type: 'phase-started', phase: 'detect' }),
      lines(2, 'naïve 日本 🐍 "quoted"\n and a second line'),
      finished(3),
    ];
    await journal.append(events.slice(0, 2));
    await journal.append(events.slice(2));
    await journal.close();
    expect(journal.path).toBe(join(folder, 'r1', 'journal.ndjson'));
    expect(await readJournal(journal.path)).toEqual({ events, torn: false });
    expect((await readFile(journal.path, 'utf8')).split('\n')).toHaveLength(4);
  });

  test('is on the disk as soon as append has returned', async () => {
    const journal = await createJournals({ folder }).open('r1');
    await journal.append([lines(1, 'x')]);
    expect((await readJournal(journal.path)).events).toHaveLength(1);
    await journal.close();
  });

  test('is given up at once where no folder can be made', async (context) => {
    if (process.platform !== 'linux') return context.skip('needs /proc');
    await expect(createJournals({ folder: '/proc/nope/data/runs' }).open('r1')).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  test('keeps the order of appends that nobody waited for, and of the close', async () => {
    const journal = await createJournals({ folder }).open('r1');
    let seq = 0;
    const appends = Array.from({ length: 200 }, (_, batch) => {
      const events = Array.from({ length: 1 + (batch % 7) }, () => {
        seq += 1;
        return seq % 50 === 0 ? finished(seq) : lines(seq, 'x'.repeat((seq * 37) % 5000));
      });
      return journal.append(events);
    });
    await journal.close();
    await Promise.all(appends);
    const { events, torn } = await readJournal(journal.path);
    expect(torn).toBe(false);
    expect(events.map((found) => found.seq)).toEqual(Array.from({ length: seq }, (_, n) => n + 1));
  });

  posixTest('is for its user only', async () => {
    const journal = await createJournals({ folder }).open('r1');
    await journal.close();
    expect((await stat(journal.path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(journal.path))).mode & 0o777).toBe(0o700);
  });

  test.each(['', '..', '../r1', 'a/b', 'a\\b', '.hidden'])('has no run named %j', async (run) => {
    await expect(createJournals({ folder }).open(run)).rejects.toThrow('folder');
    expect(existsSync(folder)).toBe(false);
  });

  test('on a full disk fails as disk-full, each time, and does not stop the closing', async (context) => {
    if (!existsSync('/dev/full')) context.skip('there is no /dev/full');
    await mkdir(join(folder, 'r1'), { recursive: true });
    await symlink('/dev/full', join(folder, 'r1', 'journal.ndjson'));
    const journal = await createJournals({ folder }).open('r1');
    for (const _ of [1, 2]) {
      const error = await journal.append([lines(1, 'x')]).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Failing);
      expect(error).toMatchObject({ failure: { code: 'disk-full', path: journal.path } });
    }
    await journal.close().catch((error: unknown) => expect(error).toMatchObject({ code: 'EINVAL' }));
  });

  test('that cannot be created fails by its name', async () => {
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(folder, 'a file where the folder should be');
    await expect(createJournals({ folder }).open('r1')).rejects.toMatchObject({
      code: expect.stringMatching(/EEXIST|ENOTDIR/),
    });
  });
});

describe('what a run resolved', () => {
  const pin = (version: string): Pin => ({
    name: 'numpy',
    version,
    bytes: 7,
    sha256: 'a'.repeat(64),
    url: 'https://index.example/numpy.whl',
    requires: [],
  });
  const kept = () => join(folder, 'r1', 'pylock.toml');

  test('is kept beside its journal, the last of it, with nothing half written', async () => {
    const journals = createJournals({ folder });
    const journal = await journals.open('r1');
    await journals.keepLock('r1', [pin('1.0')]);
    await journals.keepLock('r1', [pin('2.0')]);
    await journal.close();
    expect(await readFile(kept(), 'utf8')).toBe(lockFileOf([pin('2.0')]));
    expect((await readdir(dirname(kept()))).sort()).toEqual(['journal.ndjson', 'pylock.toml']);
  });

  test('is kept where there is no journal', async () => {
    await createJournals({ folder }).keepLock('r1', []);
    expect(await readFile(kept(), 'utf8')).toBe(lockFileOf([]));
  });

  posixTest('is for its user only, as the journal is', async () => {
    await createJournals({ folder }).keepLock('r1', [pin('1.0')]);
    expect((await stat(dirname(kept()))).mode & 0o777).toBe(0o700);
    expect((await stat(kept())).mode & 0o777).toBe(0o600);
  });

  test('that cannot be kept fails by its name and leaves nothing', async () => {
    await mkdir(join(kept(), 'in the way'), { recursive: true });
    await expect(createJournals({ folder }).keepLock('r1', [])).rejects.toThrow();
    expect(await readdir(dirname(kept()))).toEqual(['pylock.toml']);
  });

  test.each(['', '..', 'a/b', '.hidden'])('is of no run named %j', async (run) => {
    await expect(createJournals({ folder }).keepLock(run, [])).rejects.toThrow('folder');
    expect(existsSync(folder)).toBe(false);
  });
});

describe('what a run wanted', () => {
  test('is kept beside its journal, without credentials', async () => {
    const [layer] = stackManifest.layers;
    if (layer === undefined) throw new Error('the stack has no layer');
    const requirements = ['x @ https://ada:s3cret@index.example/x.whl'];
    await createJournals({ folder }).keepManifest('r1', { ...stackManifest, layers: [{ ...layer, requirements }] });
    const kept = await readFile(join(folder, 'r1/manifest.json'), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ layers: [{ requirements: ['x @ https://***@index.example/x.whl'] }] });
  });
});

describe('a journal that a crash has left', () => {
  const written = async (): Promise<string> => {
    const journal = await createJournals({ folder }).open('r1');
    await journal.append([lines(1, 'eins'), lines(2, 'zwei'), lines(3, 'drei ü')]);
    await journal.close();
    return journal.path;
  };

  test('is read up to its torn last line, wherever that is torn', async () => {
    const path = await written();
    const whole = await readFile(path);
    const third = whole.subarray(0, whole.length - 1).lastIndexOf('\n') + 1;
    for (let length = whole.length - 2; length > third; length -= 1) {
      await truncate(path, length);
      const { events, torn } = await readJournal(path);
      expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
      expect(torn).toBe(true);
    }
    await truncate(path, third);
    expect(await readJournal(path)).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }], torn: false });
  });

  test('is whole when only the last newline is missing', async () => {
    const path = await written();
    await truncate(path, (await stat(path)).size - 1);
    expect(await readJournal(path)).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }], torn: false });
  });

  test.each(['\0\0\0\0\0\0', '{"seq":4,"run":"r1","at":4,"type":"no-such-event"}\n', 'null\n'])(
    'ends where it is no event any more: %j',
    async (rest) => {
      const path = await written();
      await appendFile(path, rest);
      const { events, torn } = await readJournal(path);
      expect(events).toHaveLength(3);
      expect(torn).toBe(true);
    },
  );

  test('may be empty', async () => {
    const path = await written();
    await truncate(path, 0);
    expect(await readJournal(path)).toEqual({ events: [], torn: false });
  });
});

describe('old journals', () => {
  const put = async (run: string, hoursOld: number) => {
    await mkdir(join(folder, run), { recursive: true });
    const path = join(folder, run, 'journal.ndjson');
    await writeFile(path, '');
    const at = new Date(Date.now() - hoursOld * 3_600_000);
    await utimes(path, at, at);
  };

  test('go, oldest first, beyond the number that is kept', async () => {
    for (const hours of [50, 10, 40, 20, 30]) await put(`h${hours}`, hours);
    await (await createJournals({ folder, keep: 3 }).open('new')).close();
    expect((await readdir(folder)).sort()).toEqual(['h10', 'h20', 'new']);
  });

  test('stay where they were written within the last hour', async () => {
    for (const name of ['a', 'b', 'c']) await put(name, 0.5);
    await put('old', 2);
    await (await createJournals({ folder, keep: 1 }).open('new')).close();
    expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'c', 'new']);
  });

  test('are not what else lies there, nor what a link leads to', async (context) => {
    if (process.platform === 'win32') context.skip('symbolic links need a right on Windows');
    await put('old', 5);
    await writeFile(join(folder, 'note.txt'), 'mine');
    const outside = join(dirname(folder), 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'kept.txt'), '');
    await symlink(outside, join(folder, 'link'));
    await symlink(outside, join(folder, 'old', 'inner-link'));
    await (await createJournals({ folder, keep: 0 }).open('new')).close();
    expect((await readdir(folder)).sort()).toEqual(['link', 'new', 'note.txt']);
    expect(await readdir(outside)).toEqual(['kept.txt']);
  });
});
