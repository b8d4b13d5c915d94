import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Canaries, plantCanaries } from '../support/canary.ts';
import { type Ended, runCli, type Stranger, strangerIn } from '../support/cli.ts';
import { argumentsOf, killManifest, killWheels, type Place, sitePackagesOf } from '../support/kill-stack.ts';
import { contentOf } from '../support/kill-verdict.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { testHome, testPython, testUv } from '../support/python.ts';
import { outcomeOf } from './workplace.ts';

/** The first Python that this user may start; null where each lies in a folder that is closed to others. */
const pythonOf = (uid: number): string | null => {
  const starts = (python: string): boolean => {
    try {
      execFileSync(python, ['-I', '-c', ''], { uid, gid: uid, cwd: '/', stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  };
  return [testPython(), '/usr/bin/python3'].find((python) => python !== null && starts(python)) ?? null;
};

/** EACCES: a part of the environment belongs to somebody else, as after a `sudo pip install`. */
describeOnLinux('a part of the environment that belongs to another user', () => {
  let index: LocalIndex;
  let folder = '';
  let as: Stranger;
  let python: string | null = null;
  let place: Place;
  let canaries: Canaries;

  const run = (verb: 'repair' | 'diagnose', ...flags: string[]): Promise<Ended> =>
    runCli(argumentsOf(place, verb, flags), { as, cwd: folder, env: { HOME: as.home } });
  const repair = (...flags: string[]): Promise<Ended> => run('repair', '--python', python ?? '', ...flags);
  const own = (path: string, uid: number): void => {
    execFileSync('chown', ['-R', '-h', `${uid}:${uid}`, path]);
  };

  beforeAll(async () => {
    if (process.getuid?.() !== 0) return;
    // The index here has no uv.
    await testUv();
    index = await startLocalIndex(killWheels());
    folder = await mkdtemp(join(tmpdir(), 'smart-installer-closed-'));
    await mkdir(join(folder, 'programs'));
    await mkdir(join(folder, 'around'));
    as = await strangerIn(join(folder, 'programs'));
    python = pythonOf(as.uid);
    place = {
      folder,
      environment: join(folder, 'around/env'),
      target: null,
      manifest: join(folder, 'manifest.json'),
      home: as.home,
      indexUrl: index.url,
    };
    await writeFile(place.manifest, JSON.stringify(killManifest));
    await cp(join(testHome, 'cache/tools'), join(as.home, 'cache/tools'), { recursive: true, verbatimSymlinks: true });
    own(as.home, as.uid);
    await chmod(folder, 0o755);
    await chown(join(folder, 'around'), as.uid, as.uid);
  }, 60_000);
  afterAll(async () => {
    await index?.stop();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async ({ skip }) => {
    if (process.getuid?.() !== 0) return skip('only root can start a process as another user');
    if (python === null) return skip('every Python lies in a folder that is closed to others');
    await rm(join(folder, 'around'), { recursive: true, force: true });
    await mkdir(join(folder, 'around'));
    await chown(join(folder, 'around'), as.uid, as.uid);
    const first = await repair();
    expect(first.code, first.stdout + first.stderr).toBe(0);
    await unlink(join(await sitePackagesOf(place.environment), 'standin_gamma/part/one.py'));
    canaries = await plantCanaries(join(folder, 'around'), place.environment);
  });

  test.each<[string, string[]]>([
    ['lib/PYTHON/site-packages/standin_gamma', []],
    ['bin', ['--rebuild']],
  ])('%s: nothing is changed, it is said, and given back it is mended', async (name, flags) => {
    const path = name.startsWith('lib')
      ? join(await sitePackagesOf(place.environment), 'standin_gamma')
      : join(place.environment, name);
    own(path, 0);
    const before = await contentOf(place.environment);
    const ended = await repair(...flags);
    expect(ended.code, ended.stdout).toBe(1);
    expect(outcomeOf(ended)).toMatchObject({ kind: 'failed', failure: { code: 'permission-denied' } });
    expect(outcomeOf(ended)).not.toMatchObject({ undo: 'pending' });
    expect(await contentOf(place.environment)).toEqual(before);
    own(path, as.uid);
    const next = await repair();
    expect(next.code, next.stdout + next.stderr).toBe(0);
    const deep = await run('diagnose', '--deep');
    expect(deep.code, deep.stdout).toBe(0);
    await canaries.expectUnharmed();
  });
});
