import { expect, it } from 'vitest';
import { createArrival } from '../../../electron/engine/arrival.ts';

const never = new AbortController().signal;
const path = '/w/a.partial';

it('tells what is there, and when that changes', async () => {
  const arrival = createArrival();
  expect(arrival.now()).toBeNull();
  const [one, other] = [arrival.changed(never), arrival.changed(never)];
  arrival.tell({ path, bytes: 10, whole: false });
  await Promise.all([one, other]);
  expect(arrival.now()).toEqual({ path, bytes: 10, whole: false });
});

it('counts how often it began anew: more or as many bytes are none', () => {
  const arrival = createArrival();
  for (const bytes of [0, 10, 10, 20]) arrival.tell({ path, bytes, whole: false });
  expect(arrival.restarts()).toBe(0);
  for (const bytes of [0, 30]) arrival.tell({ path, bytes, whole: false });
  expect(arrival.restarts()).toBe(1);
});

it('waits no longer than the signal lets it', async () => {
  const arrival = createArrival();
  const stop = new AbortController();
  const waiting = arrival.changed(stop.signal);
  stop.abort();
  await waiting;
  await arrival.changed(stop.signal);
  expect(arrival.now()).toBeNull();
});
