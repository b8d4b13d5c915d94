import { afterEach, describe, expect, test } from 'vitest';
import { type Notice, tellInBackground } from '../../electron/notices.ts';
import type { Event } from '../../shared/events.ts';
import { speak } from '../../shared/wording/language.ts';
import { engineEvents } from '../support/engine-events.ts';
import { eventsOf } from '../support/recorded-runs.ts';

afterEach(() => speak('en'));

const follow = (isFocused = false) => {
  const shown: Notice[] = [];
  const taken: Notice[] = [];
  const { engine, tell } = engineEvents();
  const clear = tellInBackground({
    engine,
    isFocused: () => isFocused,
    show: (notice) => {
      shown.push(notice);
      return () => taken.push(notice);
    },
  });
  return { shown, taken, tell, clear };
};

const short = (events: Event[]): Event[] =>
  events.map((event) => (event.type === 'run-finished' ? { ...event, ms: 9999 } : event));
const long = (events: Event[]): Event[] =>
  events.map((event) => (event.type === 'run-finished' ? { ...event, ms: 10_000 } : event));

describe('a notice', () => {
  test('tells that a long repair has ended, in the language of the moment', async () => {
    const { shown, tell } = follow();
    await speak('de');
    tell(long(eventsOf('repaired')));
    expect(shown).toEqual([expect.objectContaining({ isQuestion: false })]);
    expect(shown[0]?.title).toMatch(/: Bereit$/);
    expect(shown[0]?.body).toContain('Die Umgebung funktioniert.');
  });

  test('tells that it has failed, and what to do', () => {
    const { shown, tell } = follow();
    tell(long(eventsOf('failed')));
    expect(shown[0]?.title).toMatch(/: Not repaired$/);
    expect(shown[0]?.body.length).toBeGreaterThan(20);
  });

  test('asks for the user, and goes when it was answered or the window is in front', () => {
    const { shown, taken, tell, clear } = follow();
    tell(eventsOf('asking'));
    expect(shown).toEqual([expect.objectContaining({ isQuestion: true })]);
    expect(taken).toEqual([]);
    clear();
    expect(taken).toEqual(shown);
    clear();
    expect(taken).toHaveLength(1);
  });

  test.each([
    ['a repair of less than 10 s', short(eventsOf('repaired'))],
    ['a repair that the user stopped', long(eventsOf('cancelled'))],
    ['a look', long(eventsOf('needs-repair'))],
    ['a plan', long(eventsOf('plan-to-repair'))],
    ['a launch', long(eventsOf('launch-failed'))],
  ])('is not made of %s', (_, events) => {
    const { shown, tell } = follow();
    tell(events);
    expect(shown).toEqual([]);
  });

  test('is not made for somebody who looks at the window', () => {
    const { shown, tell } = follow(true);
    tell(long(eventsOf('repaired')));
    tell(eventsOf('asking'));
    expect(shown).toEqual([]);
  });
});
