import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { heedPower } from '../../electron/power.ts';
import { engineEvents } from '../support/engine-events.ts';
import { eventsOf, type RecordedRun } from '../support/recorded-runs.ts';

const follow = () => {
  const kept: boolean[] = [];
  const notes: string[] = [];
  const monitor = new EventEmitter();
  const { engine, tell } = engineEvents();
  heedPower({
    engine,
    keepAwake: () => {
      kept.push(true);
      return () => kept.push(false);
    },
    onSleep: (slept, woke) => monitor.on('suspend', slept).on('resume', woke),
    note: (text) => notes.push(text),
  });
  return { kept, notes, monitor, tell };
};

describe('the computer', () => {
  test.each<RecordedRun>(['repaired', 'failed', 'cancelled'])(
    'is kept awake during a repair and no longer: %s',
    (name) => {
      const { kept, tell } = follow();
      const events = eventsOf(name);
      tell(events.slice(0, -1));
      expect(kept).toEqual([true]);
      tell(events.slice(-1));
      expect(kept).toEqual([true, false]);
    },
  );

  test.each<RecordedRun>(['healthy', 'plan-to-repair', 'running'])(
    'may sleep during what changes nothing: %s',
    (name) => {
      const { kept, tell } = follow();
      tell(eventsOf(name));
      expect(kept).toEqual([]);
    },
  );

  test('that sleeps and wakes is noted, with the run that it met', () => {
    const { notes, monitor, tell } = follow();
    monitor.emit('suspend');
    tell(eventsOf('waiting'));
    monitor.emit('resume');
    expect(notes).toEqual(['the computer goes to sleep', 'the computer is awake again during repair waiting']);
  });
});
