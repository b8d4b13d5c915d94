import { describe, expect, it } from 'vitest';
import { createJournalWriter } from '../../../electron/engine/journal-writer.ts';
import type { Event, Fact } from '../../../shared/events.ts';
import { manifestSchema } from '../../../shared/manifest.ts';
import llm from '../../../shared/manifests/llm.json' with { type: 'json' };
import { fold, recorded, runStarted } from '../../support/recorded-run.ts';

const manifest = manifestSchema.parse(llm);

const output = (count: number): Fact => ({
  type: 'lines',
  step: null,
  lines: Array.from({ length: count }, (_, n) => ({ at: 1, level: 'output', text: `line ${n}` })),
});

/** A journal on a disk that takes nothing until it is told to. */
const onSlowDisk = async () => {
  const written: Event[][] = [];
  let takesNow: () => void = () => undefined;
  const disk = new Promise<void>((resolve) => {
    takesNow = resolve;
  });
  const journal = {
    path: '/journal.ndjson',
    append: async (events: readonly Event[]) => {
      await disk;
      written.push([...events]);
    },
    close: async () => undefined,
  };
  const journals = { open: async () => journal, keepManifest: async () => undefined };
  const writer = createJournalWriter(journals, 'r1', { verb: 'launch', manifest });
  await writer.open();
  return { writer, written, takesNow };
};

describe('the writer of a journal', () => {
  it('writes what came meanwhile with what waited, every event once and in order', async () => {
    const { writer, written, takesNow } = await onSlowDisk();
    const events = recorded([runStarted(), output(3), output(2), { type: 'cancel-requested' }]);
    writer.write(events.slice(0, 1));
    await Promise.resolve();
    for (const event of events.slice(1)) writer.write([event]);
    takesNow();
    await writer.close();
    expect(written).toEqual([events.slice(0, 1), events.slice(1)]);
  });

  it('keeps the newest lines where a program prints faster than they are written, and counts the others', async () => {
    const { writer, written, takesNow } = await onSlowDisk();
    const events = recorded([
      runStarted(),
      ...Array.from({ length: 300 }, () => output(1000)),
      { type: 'launch-started', command: ['python'], pid: 7 },
      ...Array.from({ length: 50 }, () => output(1000)),
    ]);
    for (const event of events) writer.write([event]);
    takesNow();
    await writer.close();
    const kept = written.flat();
    const lines = kept.flatMap((event) => (event.type === 'lines' ? event.lines : []));
    expect(lines.length).toBeGreaterThan(100_000);
    expect(lines.length).toBeLessThan(200_000);
    expect(kept.slice(-100)).toEqual(events.slice(-100));
    expect(fold(kept)).toEqual(fold(events));
  });

  it('keeps the less of them the longer they are', async () => {
    const { writer, written, takesNow } = await onSlowDisk();
    const long = 'x'.repeat(8192);
    const lines = Array.from({ length: 1000 }, () => ({ at: 1, level: 'output' as const, text: long }));
    const events = recorded([
      runStarted(),
      ...Array.from({ length: 60 }, (): Fact => ({ type: 'lines', step: null, lines })),
    ]);
    for (const event of events) writer.write([event]);
    takesNow();
    await writer.close();
    const kept = written.flat().flatMap((event) => (event.type === 'lines' ? event.lines : []));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length * long.length).toBeLessThan(17 * 1024 * 1024);
  });
});
