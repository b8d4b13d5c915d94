import { execFileSync } from 'node:child_process';
import { chmod, link, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Event } from '../../shared/events.ts';
import { damagedEnvironment, expectUntouched } from '../support/damaged-environment.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { treeOf } from '../support/tree.ts';
import { buildWheel } from '../support/wheel.ts';
import { zooManifest, zooWheels } from '../support/zoo.ts';

const failedRungs = (events: readonly Event[]): string[] =>
  events.flatMap((event) => (event.type === 'rung-failed' ? [event.rung] : []));

const notes = (events: readonly Event[]): string[] =>
  events.flatMap((event) => (event.type === 'step-noted' ? [event.note] : []));

describeOnLinux('the ladder', () => {
  const environment = damagedEnvironment({
    wheels: () => [
      ...zooWheels(),
      buildWheel({ name: 'zoo-sick', version: '1.0.0', modules: { zoo_sick: 'raise RuntimeError("for ever")\n' } }),
      buildWheel({ name: 'zoo-fickle', version: '1.0.0' }),
      buildWheel({ name: 'zoo-fickle', version: '1.1.0', modules: { zoo_fickle: 'raise RuntimeError("newer")\n' } }),
    ],
  });
  const at = (path: string): string => join(environment.site(), path);
  /** The product's folders for one test, so that nothing is shared with other tests' cache and journals. */
  const ownHome = (name: string): string => {
    const home = join(environment.canaries().outside, '..', name);
    // A uv on PATH is taken before one is fetched, which a local index does not have.
    Object.assign(environment.variables, {
      SMART_INSTALLER_HOME: home,
      PATH: `${environment.variables['PATH']}:${dirname(environment.uv())}`,
    });
    return home;
  };

  test('what the cache holds damaged is noticed before it is installed, and downloaded again', async () => {
    const home = ownHome('home-cache');
    await environment.uninstall('zoo-large');
    expect((await environment.repair()).code).toBe(0);
    const cached = execFileSync('find', [join(home, 'cache'), '-name', 'zoo_large-*.whl'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(cached).toHaveLength(1);
    for (const path of cached) {
      const bytes = await readFile(path);
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      await writeFile(path, bytes);
    }
    await unlink(at('zoo_large/big.py'));
    const { code, events, state } = await environment.repair();
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    expect(notes(events)).toContain('cache-evicted');
    expect(failedRungs(events)).toEqual([]);
    expect(state.outcome).toEqual({ kind: 'repaired', changed: ['zoo-large'] });
    expect((await environment.diagnose('--deep')).code).toBe(0);
    await rm(home, { recursive: true });
  });

  test('each rung is taken once, from one package to a new environment, and what failed is put back', async () => {
    const home = ownHome('home-rungs');
    // No package's own file, so that nothing less than a new environment takes it away.
    await writeFile(at('trap.pth'), 'import sys; sys.modules["zoo_alpha"] = None\n');
    const { code, events, state } = await environment.repair();
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    expect(failedRungs(events)).toEqual(['package', 'layer', 'cache']);
    expect(events.findLast((event) => event.type === 'plan-made')).toMatchObject({ plan: { rung: 'environment' } });
    expect(state.outcome).toMatchObject({ kind: 'repaired', changed: expect.arrayContaining(['environment']) });
    expect((await readdir(environment.site())).includes('trap.pth')).toBe(false);
    expect((await environment.diagnose('--deep')).code).toBe(0);
    await environment
      .canaries()
      .expectUnharmed()
      .catch((error: unknown) => {
        // The one thing that this test itself puts beside the environment.
        if (!String(error).includes('home-rungs')) throw error;
      });
    await rm(home, { recursive: true });
  });

  /** One more layer, of one package, for as long as `work` takes. */
  const withLayer = async (name: string, work: () => Promise<void>): Promise<void> => {
    const home = ownHome(`home-${name}`);
    const manifest = join(environment.folder(), 'manifest.json');
    const checks = [{ kind: 'import', module: name.replace('-', '_') }];
    const layer = { id: name, title: name, requirements: [name], checks };
    await writeFile(manifest, JSON.stringify({ ...zooManifest, layers: [...zooManifest.layers, layer] }));
    try {
      await work();
    } finally {
      await writeFile(manifest, JSON.stringify(zooManifest));
      await rm(home, { recursive: true });
    }
  };

  test('a closed file that has a second name elsewhere is replaced, and that name keeps its mode', async () => {
    const home = ownHome('home-closed');
    const elsewhere = join(environment.folder(), 'second-name.py');
    await link(at('zoo_alpha/deep/inner/leaf.py'), elsewhere);
    await chmod(elsewhere, 0o000);
    const { code, events, state } = await environment.repair();
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    expect(failedRungs(events)).toEqual(['package']);
    expect(events.findLast((event) => event.type === 'plan-made')).toMatchObject({ plan: { rung: 'layer' } });
    expect((await stat(elsewhere)).mode & 0o777).toBe(0);
    expect((await environment.diagnose('--deep')).code).toBe(0);
    await rm(elsewhere);
    await rm(home, { recursive: true });
  });

  test('what nothing can heal is put back as it was, and no attempt is made twice', () =>
    withLayer('zoo-sick', async () => {
      const before = await treeOf(environment.root());
      const first = await environment.repair();
      expect(first.code).toBe(1);
      expect(first.state.outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'proof-failed', module: 'zoo_sick' },
        undo: 'restored',
      });
      expect(failedRungs(first.events)).toEqual(['package', 'layer', 'cache', 'environment']);
      expectUntouched(before, await treeOf(environment.root()), /^$/);
      expect(await readdir(join(environment.root(), '.smart-installer'))).toEqual(['environment.json']);

      const second = await environment.repair();
      expect(second.code).toBe(1);
      expect(second.state.outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'not-healed', findings: [{ code: 'requirement-missing', requirement: 'zoo-sick' }] },
        undo: 'nothing-changed',
      });
      expect(failedRungs(second.events)).toEqual([]);
      expect(second.events.some(({ type }) => type === 'step-started')).toBe(false);
      expectUntouched(before, await treeOf(environment.root()), /^$/);
    }));

  test('no plan is told that is not carried out, though there would be something else to do', () =>
    withLayer('zoo-sick', async () => {
      await environment.install('zoo-unwanted');
      const first = await environment.repair();
      expect(first.code).toBe(1);
      expect(failedRungs(first.events)).toEqual(['package', 'layer', 'cache', 'environment']);
      const told = first.events.flatMap((event) => (event.type === 'plan-made' ? [event.plan.rung] : []));
      expect(told).toEqual(failedRungs(first.events));
      expect(notes(first.events).filter((note) => note === 'rung-taken')).toHaveLength(told.length - 1);

      const second = await environment.repair();
      expect(second.state.outcome).toMatchObject({ kind: 'failed', failure: { code: 'not-healed' } });
      expect(second.state.plan).toMatchObject({ steps: [], rung: null });
      expect(await readdir(environment.site())).toContain('zoo_unwanted');
    }));

  test('--rebuild is one attempt: what fails its proof is put back, and that is the end', () =>
    withLayer('zoo-fickle', async () => {
      await environment.install('zoo-fickle==1.0.0');
      expect((await environment.diagnose()).code).toBe(0);
      const before = await treeOf(environment.root());
      const { code, events, state } = await environment.repair('--rebuild');
      expect(code).toBe(1);
      expect(state.outcome).toMatchObject({ kind: 'failed', failure: { code: 'proof-failed' }, undo: 'restored' });
      expect(failedRungs(events)).toEqual(['environment']);
      expectUntouched(before, await treeOf(environment.root()), /^$/);
    }));

  test('--rebuild makes a new environment though nothing is wrong', async () => {
    const { code, state, events } = await environment.repair('--rebuild');
    expect(code).toBe(0);
    expect(state.plan?.rung).toBe('environment');
    expect(failedRungs(events)).toEqual([]);
    expect((await environment.diagnose('--deep')).code).toBe(0);
  });

  test('--offline mends from what was downloaded before', async () => {
    const home = ownHome('home-offline');
    expect((await environment.repair('--rebuild')).code).toBe(0);
    const asked = environment.index().requests.length;
    await rm(at('zoo_alpha/deep'), { recursive: true });
    const { code, state } = await environment.repair('--offline');
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    expect(state.outcome).toEqual({ kind: 'repaired', changed: ['zoo-alpha'] });
    expect(environment.index().requests.length).toBe(asked);
    await rm(home, { recursive: true });
  });
});
