import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DownloadProgress } from '../../shared/download.ts';
import type { Fact } from '../../shared/events.ts';
import { timeLeftAt } from '../../shared/overall.ts';
import type { Step } from '../../shared/plan.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';
import { fold, planMade, recorded, runStarted, torchLayer, unreachable } from '../support/recorded-run.ts';

const download = 'download';
const steps: Step[] = [
  { kind: 'resolve', id: 'resolve', because: [], layers: [torchLayer] },
  { kind: 'download', id: download, because: [] },
  { kind: 'create-environment', id: 'create-environment', because: [], replace: false },
  { kind: 'install-layer', id: 'install:torch', because: [], layer: torchLayer, replace: [], evict: false },
  { kind: 'prove', id: 'prove', because: [], layers: ['torch'] },
];
const size = 100_000_000;
const sized: Fact = {
  type: 'plan-sized',
  sizes: [
    { step: 'install:torch', download: size, aside: 0, packages: [{ name: 'torch', version: '2.5.1', bytes: size }] },
  ],
};
type Timed = Fact & { at?: number };
const began = 1_000_000;
const at = (seconds: number): number => began + seconds * 1000;
const downloaded = (done: number, more: Partial<DownloadProgress> = {}): Fact => ({
  type: 'download-progressed',
  step: download,
  progress: { done, total: size, bytesPerSecond: null, msLeft: null, files: [], ...more },
});
const untilDownload: Timed[] = [
  runStarted(),
  { ...planMade({ steps }), at: at(1) },
  { type: 'step-started', step: 'resolve', attempt: 1, of: 3, at: at(1) },
  { ...sized, at: at(2) },
  { type: 'step-finished', step: 'resolve', outcome: 'done', failure: null, ms: 1000, at: at(2) },
  { type: 'step-started', step: download, attempt: 1, of: 3, at: at(2) },
];

describe('how far a whole repair has come', () => {
  it('is told when the plan’s sizes are known, and not before', () => {
    expect(fold(recorded(untilDownload.slice(0, 3))).overall).toBeNull();
    expect(fold(recorded(untilDownload)).overall?.done).toBeGreaterThan(0);
    expect(fold(recorded([{ ...runStarted({ dryRun: true }) }, ...untilDownload.slice(1)])).overall).toBeNull();
  });

  it('goes by what the line really brings: half of the bytes at 10 MB/s are half of the ten seconds', () => {
    const state = fold(
      recorded([...untilDownload, { ...downloaded(size / 2, { bytesPerSecond: 10_000_000 }), at: at(7) }]),
    );
    // 5 s of download, and 1.5 s + 0.6 s + 2 checks of 2 s after it, by what those took elsewhere
    const left = 5000 + 1500 + 250 + size / 300_000 + 4000;
    expect(state.overall?.done).toBeCloseTo(6000 / (6000 + left), 3);
  });

  it('says no time in the first two seconds, and while a person is asked', () => {
    const early = fold(recorded([...untilDownload.slice(0, 5), { ...downloaded(1), at: at(2.5) }]));
    expect(early.overall).toMatchObject({ msLeft: null });
    const running = [...untilDownload, { ...downloaded(size / 2), at: at(7) }];
    expect(fold(recorded(running)).overall?.msLeft).toBeGreaterThan(1000);
    const asked: Timed = {
      type: 'holder-found',
      step: download,
      question: 'q',
      path: null,
      choices: ['try-again', 'stop'],
      holders: [],
      at: at(8),
    };
    expect(fold(recorded([...running, asked])).overall?.msLeft).toBeNull();
  });

  it('says no time that rests on a guess at the line', () => {
    const begun = fold(recorded([...untilDownload, { ...downloaded(0), at: at(6) }]));
    expect(begun.overall).toMatchObject({ msLeft: null });
    const measured = fold(
      recorded([...untilDownload, { ...downloaded(0, { bytesPerSecond: 50_000_000 }), at: at(6) }]),
    );
    expect(measured.overall?.msLeft).toBeLessThan(10_000);
  });

  it('counts a wait in', () => {
    const before = [...untilDownload, { ...downloaded(size / 2), at: at(7) }];
    const waiting: Timed = {
      type: 'wait-started',
      step: download,
      wait: 'w',
      attempt: 2,
      of: 3,
      until: at(67),
      failure: unreachable,
      at: at(7),
    };
    const left = fold(recorded(before)).overall?.msLeft ?? 0;
    // Believed a little at a time, but never less than the wait that was announced.
    expect(left).toBeLessThan(50_000);
    expect(fold(recorded([...before, waiting])).overall?.msLeft).toBe(60_000);
    const short: Timed = { ...waiting, until: (waiting.at ?? 0) + 2000 };
    expect(fold(recorded([...before, short])).overall?.msLeft).toBeCloseTo(left + 2000 * 0.08, -2);
  });

  it('never goes back, whatever the line does', () => {
    const sample = fc.record({ bytes: fc.integer({ min: 0, max: size }), speed: fc.integer({ min: 0, max: 10 ** 9 }) });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), (samples) => {
        const events = recorded([
          ...untilDownload,
          ...samples.map(({ bytes, speed }, n) => ({ ...downloaded(bytes, { bytesPerSecond: speed }), at: at(3 + n) })),
        ]);
        let state: RunState | null = null;
        let last = 0;
        for (const event of events) {
          state = reduce(state, event);
          const done = state.overall?.done ?? 0;
          expect(done).toBeGreaterThanOrEqual(last);
          expect(done).toBeLessThanOrEqual(1);
          last = done;
        }
      }),
    );
  });

  it('a line that breaks down for a moment changes the time left by little', () => {
    const steady: Timed[] = [1, 2, 3, 4, 5].map((n) => ({
      ...downloaded(n * 10_000_000, { bytesPerSecond: 10_000_000 }),
      at: at(2 + n),
    }));
    const good = fold(recorded([...untilDownload, ...steady])).overall?.msLeft ?? 0;
    const slow = { ...downloaded(50_100_000, { bytesPerSecond: 100_000 }), at: at(8) };
    const worse = fold(recorded([...untilDownload, ...steady, slow])).overall?.msLeft ?? 0;
    // By itself it would be 499 s now.
    expect(worse - good).toBeLessThan(45_000);
  });

  describe('is told by the work and not by the clock', () => {
    const half: Timed[] = [...untilDownload, { ...downloaded(size / 2, { bytesPerSecond: 10_000_000 }), at: at(7) }];
    const more = (seconds: number): Timed => ({
      ...downloaded(0.51 * size, { bytesPerSecond: 10_000_000 }),
      at: at(seconds),
    });
    const usual = fold(recorded([...half, more(7.1)])).overall;

    it('where a person thinks for a night', () => {
      const night: Timed[] = [
        {
          type: 'holder-found',
          step: download,
          question: 'q',
          path: null,
          choices: ['try-again', 'stop'],
          holders: [],
          at: at(7),
        },
        { type: 'holder-answered', step: download, question: 'q', answer: 'try-again', by: 'user', at: at(36_000) },
      ];
      const { done, msLeft } = fold(recorded([...half, ...night, more(36_000.1)])).overall ?? {};
      expect(done).toBeCloseTo(usual?.done ?? 0, 2);
      expect(msLeft).toBeGreaterThan(5000);
    });

    it('where the computer sleeps for a night, in which two minutes may have been work', () => {
      const slept = fold(recorded([...half, more(36_000)])).overall;
      expect(slept?.done).toBeLessThan((6 + 120) / (6 + 120 + 9));
    });

    it('where the clock is set back', () => {
      const { done, msLeft } = fold(recorded([...half, more(-3600)])).overall ?? {};
      expect(done).toBeCloseTo(usual?.done ?? 0, 2);
      expect(msLeft).toBeLessThan(20_000);
    });
  });

  it('the time left runs down by itself, and is unknown when it is used up', () => {
    const overall = { done: 0.5, msLeft: 3000, at: began, worked: 3000 };
    expect(timeLeftAt(overall, began + 1000)).toBe(2000);
    expect(timeLeftAt(overall, began + 3000)).toBeNull();
    expect(timeLeftAt(overall, began - 3_600_000)).toBe(3000);
    expect(timeLeftAt(null, began)).toBeNull();
  });

  it('a run that has ended says no time any more', () => {
    const ended = fold(
      recorded([
        ...untilDownload,
        { type: 'run-finished', outcome: { kind: 'cancelled', undo: 'nothing-changed' }, ms: 1, at: at(9) },
      ]),
    );
    expect(ended.overall?.msLeft).toBeNull();
  });
});
