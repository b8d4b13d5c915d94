import { mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Point, runPoint } from '../support/kill-point.ts';
import { killWheels, makePlace, type Place, scenarioNamed } from '../support/kill-stack.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { describeOnLinux, longTest } from '../support/platform-tests.ts';
import { testUv } from '../support/python.ts';

/** A name as users have them, so that the environment's path has 200 characters in it and more. */
const longName = `Jürgen's Übung ${'x'.repeat(90)} 環境 ${'y'.repeat(90)}`;

// Each run's processes are found by their environment in /proc.
describeOnLinux('an environment at a path of', () => {
  let index: LocalIndex;
  let folder = '';
  beforeAll(async () => {
    // The index here has no uv.
    await testUv();
    index = await startLocalIndex(killWheels());
    folder = await mkdtemp(join(tmpdir(), 'smart-installer-paths-'));
  });
  afterAll(async () => {
    await index?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const places: readonly [string, () => Promise<Place>][] = [
    [
      '200 characters with spaces and letters of all kinds',
      () =>
        makePlace({
          folder: join(folder, 'long'),
          environment: join(folder, 'long', longName, 'env ü'),
          indexUrl: index.url,
        }),
    ],
    [
      'a linked folder',
      async () => {
        await mkdir(join(folder, 'linked', 'réal folder'), { recursive: true });
        await symlink(join(folder, 'linked', 'réal folder'), join(folder, 'linked', 'link'));
        return makePlace({
          folder: join(folder, 'linked'),
          environment: join(folder, 'linked', 'link', 'around', 'env'),
          indexUrl: index.url,
        });
      },
    ],
    [
      'a link to it',
      async () => {
        const target = join(folder, 'link', 'a volume', 'env');
        const place = await makePlace({ folder: join(folder, 'link'), indexUrl: index.url });
        await mkdir(join(folder, 'link', 'a volume'));
        return { ...place, target };
      },
    ],
  ];

  describe.each(places)('%s', (where, make) => {
    let place: Place;
    beforeAll(async () => {
      place = await make();
    }, 120_000);

    const kill: Point = {
      scenario: scenarioNamed('damaged'),
      moment: { after: 'change', n: 8, delayMs: 0, signal: 'SIGKILL' },
      again: null,
      diagnose: true,
      sameFlags: true,
    };
    const cases: [name: string, changes: Partial<Point>][] = [
      ['damage is mended', { moment: { ...kill.moment, after: 'start', delayMs: 60_000 } }],
      ['a run killed in its middle', {}],
      ['a rebuild killed in its middle', { scenario: scenarioNamed('rebuild') }],
      ['a renewal of the interpreter killed in its middle', { scenario: scenarioNamed('dangling interpreter') }],
    ];
    // All of them at a link, where most can go wrong; elsewhere those that are least like another.
    const isShort = (name: string): boolean => where === 'a link to it' || /a run|a rebuild/.test(name);
    for (const [name, changes] of cases)
      (isShort(name) ? test : longTest)(name, async () => {
        const { problems, landed } = await runPoint(place, { ...kill, ...changes });
        expect(problems).toEqual([]);
        expect(landed).toBe(changes.moment === undefined);
        if (place.target !== null) expect(await readlink(place.environment)).toBe(place.target);
      });
  });
});
