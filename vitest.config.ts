import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

/**
 * `unit` starts small real programs and loopback servers, and `live` installs from the real package
 * index: together, three files at a time on two cores, because many of them wait for a program, a
 * network or a deadline. After them `e2e` drives the product's windows and pages, each file on a
 * display of its own. Limits are generous: a slow machine is no failure. Tests of the renderer ask for
 * jsdom in their first line (`@vitest-environment jsdom`).
 */
const minutes = (count: number): number => count * 60_000;

const slow = { testTimeout: minutes(5), hookTimeout: minutes(5) };

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'out/tests.json' }]],
    globalSetup: ['tests/support/without-shims.ts'],
    pool: 'forks',
    // Programs that tests start speak English, whatever this computer's user does.
    env: { LC_ALL: 'C.UTF-8' },
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/{e2e,live,package}/**'],
          testTimeout: minutes(1),
          hookTimeout: minutes(2),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/{e2e,package}/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          // Two real windows on two busy cores: once more is said in the report, twice is a failure.
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
