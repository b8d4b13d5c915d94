import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantCanaries } from '../support/canary.ts';
import { eventsOf, foldOf, type Running, startCli } from '../support/cli.ts';
import { countChanges } from '../support/kill-moment.ts';
import { healthProblems } from '../support/kill-point.ts';
import { argumentsOf, begin, killWheels, makePlace, type Place, scenarioNamed } from '../support/kill-stack.ts';
import { contentOf } from '../support/kill-verdict.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { longTest } from '../support/platform-tests.ts';
import { testUv } from '../support/python.ts';
import { describeWithMounts, mountVolume, type Volume } from './mounts.ts';

const kib = 1024;

type Case = readonly [scenario: string, filled: 'start' | 'resolved' | number, left: number];

/**
 * When the disk is filled, and the bytes that are left: at the start, when the versions are resolved
 * (about the first change), or with that line of the journal of changes.
 */
const cases: readonly Case[] = [
  ['damaged', 'start', 0],
  // Room for the packages, and none for what the run keeps to be put back with.
  ['damaged', 'start', 512 * kib],
  ['damaged', 'resolved', 0],
  ['damaged', 'resolved', 64 * kib],
  ['damaged', 'resolved', 1100 * kib],
  ['damaged', 1, 0],
  ['damaged', 4, 4 * kib],
  ['damaged', 8, 0],
  ['damaged', 12, 0],
  ['upgrade', 2, 0],
  ['rebuild', 8, 0],
  ['first install', 'resolved', 64 * kib],
  ['first install', 3, 0],
];

/** Between these. */
const moreCases: readonly Case[] = [
  ['damaged', 'start', 4 * kib],
  ['damaged', 'resolved', 4 * kib],
  ['damaged', 'resolved', 1024 * kib],
  ['damaged', 10, 16 * kib],
  ['rebuild', 2, 4 * kib],
  ['rebuild', 12, 64 * kib],
];

describeWithMounts('a disk that runs full in the middle of a repair', () => {
  let index: LocalIndex;
  let folder = '';
  let volume: Volume | null = null;
  let place: Place;
  const seen: { undo: string }[] = [];

  beforeAll(async () => {
    // The index here has no uv.
    await testUv();
    index = await startLocalIndex(killWheels());
    folder = await mkdtemp(join(tmpdir(), 'smart-installer-faults-'));
    volume = mountVolume(join(folder, 'volume'), 16 * kib * kib);
    const environment = join(volume.folder, 'around/env');
    place = await makePlace({ folder: join(folder, 'place'), environment, indexUrl: index.url });
  }, 120_000);
  afterAll(async () => {
    await index?.stop();
    volume?.unmount();
    await rm(folder, { recursive: true, force: true });
  });
  const repair = (): Running => startCli(argumentsOf(place, 'repair'), { env: { SMART_INSTALLER_HOME: place.home } });

  const putsAllBack = async ([name, moment, left]: Case): Promise<void> => {
    if (volume === null) throw new Error('no volume');
    const scenario = scenarioNamed(name);
    await rm(dirname(place.environment), { recursive: true, force: true });
    await mkdir(dirname(place.environment));
    await begin(place, scenario);
    const canaries = await plantCanaries(dirname(place.environment), place.environment);
    const before = await contentOf(place.environment);

    if (moment === 'start') volume.fill(left);
    const run = startCli(argumentsOf(place, 'repair', scenario.flags), { env: { SMART_INSTALLER_HOME: place.home } });
    let over = false;
    void run.ended.then(() => {
      over = true;
    });
    const hasCome = (): boolean =>
      typeof moment === 'string'
        ? run.output().includes('"type":"plan-sized"')
        : countChanges(place.environment) >= moment;
    try {
      if (moment !== 'start') {
        while (!over && !hasCome()) await pause(1);
        expect(over, run.output()).toBe(false);
        volume.fill(left);
      }
      const { code, stdout, stderr } = await run.ended;
      const { outcome } = foldOf(eventsOf(stdout));
      if (code !== 0) {
        const [failure, undo] = outcome?.kind === 'failed' ? [outcome.failure.code, outcome.undo] : [null, 'pending'];
        // Before the first change the wheels tell how much room they need.
        expect(['disk-full', ...(typeof moment === 'string' ? ['disk-space-low'] : [])], stdout + stderr).toContain(
          failure,
        );
        expect(['restored', 'nothing-changed'], stdout).toContain(undo);
        expect(await contentOf(place.environment)).toEqual(before);
        seen.push({ undo });
      }
    } finally {
      volume.free();
      await run.ended;
    }
    const next = await repair().ended;
    expect(next.code, next.stdout + next.stderr).toBe(0);
    expect(await healthProblems(place)).toEqual([]);
    await canaries.expectUnharmed();
  };
  const declare = (some: readonly Case[], one: typeof longTest): void => {
    for (const [name, moment, left] of some)
      one(`${name}, filled at ${moment} with ${left} bytes left: all is put back`, () =>
        putsAllBack([name, moment, left]),
      );
  };
  declare(cases, test);
  declare(moreCases, longTest);

  test('was met before the first change and after it', () => {
    expect(seen.filter(({ undo }) => undo === 'nothing-changed').length).toBeGreaterThan(0);
    expect(seen.filter(({ undo }) => undo === 'restored').length).toBeGreaterThan(3);
  });
});
