import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

/**
 * `unit` starts small real programs and loopback servers, and `live` installs from the real package
 * index: together, four files at a time on two cores, because each of them waits half of its time, for a
 * program, a disk, a network or a deadline. `plain` starts none: its files share a process, because loading the same
 * modules again takes each of them longer than its tests. After them `e2e` drives the product's windows
 * and pages, each file on a display of its own, and waits for them more than it works; its windows open
 * one after the other.
 * Limits are generous: a slow machine is no failure. Tests of the renderer ask for jsdom in their first
 * line (`@vitest-environment jsdom`).
 */
const minutes = (count: number): number => count * 60_000;

/** For what takes seconds at most. */
const quick = { testTimeout: minutes(1), hookTimeout: minutes(2) };
const slow = { testTimeout: minutes(5), hookTimeout: minutes(5) };

/**
 * What starts next to no programs, and whatever a test changes in its process, it puts back. Not the
 * renderer's: what one file shows would still stand in the document of the next.
 */
const plain = [
  'tests/shared/**/*.test.ts',
  'tests/electron/*.test.ts',
  'tests/electron/{settings,update}/**/*.test.ts',
  'tests/electron/engine/*.test.ts',
  'tests/electron/engine/{diagnose,launch,repair,steps}/**/*.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'out/tests.json' }]],
    globalSetup: ['tests/support/without-shims.ts'],
    pool: 'forks',
    env: {
      // Programs that tests start speak English, whatever this computer's user does.
      LC_ALL: 'C.UTF-8',
      // What Node compiles is kept between the many starts; from the sources one takes a third of the time then.
      NODE_COMPILE_CACHE:
        process.env['NODE_COMPILE_CACHE'] ?? fileURLToPath(new URL('.cache/tests-compiled', import.meta.url)),
    },
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/{e2e,live,package}/**', ...plain],
          sequence: { groupOrder: 0 },
          ...quick,
        },
      },
      {
        extends: true,
        test: { name: 'plain', include: plain, isolate: false, sequence: { groupOrder: 0 }, ...quick },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/{e2e,package}/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          globalSetup: ['tests/e2e/support/window-turns.ts'],
          // Of a window and its page more programs are at work than of a repair.
          maxWorkers: 3,
          // Real windows on busy cores: once more is said in the report, twice is a failure.
          retry: 1,
          ...slow,
        },
      },
      {
        extends: true,
        test: { name: 'live', include: ['tests/live/**/*.test.ts'], sequence: { groupOrder: 0 }, ...slow },
      },
    ],
  },
});
