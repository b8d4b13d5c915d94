import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Outcome } from '../../shared/events.ts';
import { type Canaries, plantCanaries } from '../support/canary.ts';
import { type Ended, eventsOf, foldOf, type Running, startCli } from '../support/cli.ts';
import { healthProblems } from '../support/kill-point.ts';
import { argumentsOf, begin, killWheels, makePlace, type Place, scenarioNamed } from '../support/kill-stack.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { testUv } from '../support/python.ts';

/** An environment with a damaged package in each of its layers, made anew for each test of a file. */
export interface Workplace {
  place: () => Place;
  /** The damaged environment, and canaries around it. */
  damaged: () => Promise<Canaries>;
  repair: () => Running;
  /** The next run must mend it and leave nothing behind. */
  expectNextHeals: () => Promise<void>;
}

export const useWorkplace = (): Workplace => {
  let index: LocalIndex;
  let folder = '';
  let place: Place;
  beforeAll(async () => {
    // The index here has no uv.
    await testUv();
    index = await startLocalIndex(killWheels());
    folder = await mkdtemp(join(tmpdir(), 'smart-installer-faults-'));
    place = await makePlace({ folder: join(folder, 'place'), indexUrl: index.url });
  }, 120_000);
  afterAll(async () => {
    await index?.stop();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });
  const repair = (): Running => startCli(argumentsOf(place, 'repair'), { env: { SMART_INSTALLER_HOME: place.home } });
  return {
    place: () => place,
    damaged: async () => {
      await rm(dirname(place.environment), { recursive: true, force: true });
      await mkdir(dirname(place.environment));
      await begin(place, scenarioNamed('damaged'));
      return plantCanaries(dirname(place.environment), place.environment);
    },
    repair,
    expectNextHeals: async () => {
      const { code, stdout, stderr } = await repair().ended;
      expect(code, stdout + stderr).toBe(0);
      expect(await healthProblems(place)).toEqual([]);
    },
  };
};

export const outcomeOf = ({ stdout }: Ended): Outcome | null => foldOf(eventsOf(stdout)).outcome;
