import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { manifestSchema } from '../../shared/manifest.ts';
import { damagedEnvironment, unpackWheel } from '../support/damaged-environment.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { treeOf } from '../support/tree.ts';
import { buildWheel } from '../support/wheel.ts';

/** Two packages in one folder, of which the manifest knows the first. */
const manifest = manifestSchema.parse({
  schemaVersion: 1,
  name: 'neighbours',
  title: 'Neighbours',
  python: '>=3.8',
  remove: ['nv-gone'],
  retry: { attempts: 1, waitSeconds: [0] },
  layers: [
    { id: 'core', title: 'Core', requirements: ['nv-a'], checks: [{ kind: 'import', module: 'nv.a' }] },
    { id: 'more', title: 'More', requirements: ['nv-keeps'], checks: [{ kind: 'import', module: 'nv_keeps' }] },
  ],
});

/** No index has it. */
const neighbour = () =>
  buildWheel({
    name: 'nv-b',
    version: '1.0',
    modules: {},
    files: { 'nv/b.py': 'b = 1\n', 'nv/bd/deep.py': 'd = 1\n' },
  });

describeOnLinux('a repair of one package leaves what is not its own', () => {
  const environment = damagedEnvironment({
    manifest,
    wheels: () => [
      buildWheel({ name: 'nv-a', version: '1.0', modules: { nv: '' }, files: { 'nv/a.py': 'a = 1\n' } }),
      buildWheel({ name: 'nv-keeps', version: '1.0', files: { 'nv_keeps/more.py': '' } }),
      buildWheel({ name: 'nv-gone', version: '1.0' }),
    ],
  });
  const at = (path: string): string => join(environment.site(), path);
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  /** Repairs, and expects these files as they were, to the inode. */
  const expectKept = async (paths: readonly string[]): Promise<void> => {
    const keptOf = async (): Promise<(string | undefined)[]> => {
      const tree = await treeOf(environment.root());
      return paths.map((path) => tree[path.slice(environment.root().length + 1)]);
    };
    const before = await keptOf();
    expect(before).not.toContain(undefined);
    const { code, state } = await environment.repair();
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    expect(state.outcome?.kind).toBe('repaired');
    expect(await keptOf()).toEqual(before);
    await environment.canaries().expectUnharmed();
  };

  test('the files of a package in the same folder that has lost its RECORD', async () => {
    await unpackWheel(neighbour(), environment.site());
    await rm(at('nv_b-1.0.dist-info/RECORD'));
    await rm(at('nv/a.py'));
    await expectKept([at('nv/b.py'), at('nv/bd/deep.py')]);
    expect(await readFile(at('nv/a.py'), 'utf8')).toBe('a = 1\n');
  });

  test('the files of a package in the same folder that an old installer brought', async () => {
    await put(at('nv/legacy/x.py'), 'x = 1\n');
    await put(at('nv_legacy-2.0-py3.11.egg-info/PKG-INFO'), 'Name: nv-legacy\nVersion: 2.0\n');
    await put(at('nv_legacy-2.0-py3.11.egg-info/installed-files.txt'), '../nv/legacy/x.py\nPKG-INFO\n');
    await rm(at('nv/a.py'));
    await expectKept([at('nv/legacy/x.py')]);
  });

  test('what a package keeps in its own folder, and a user’s code there', async () => {
    await put(at('nv_keeps/settings.json'), '{}');
    await put(at('nv_keeps/models/w.bin'), 'weights');
    await put(at('nv_keeps/plugin.py'), 'mine = 1\n');
    await rm(at('nv_keeps/more.py'));
    await expectKept(['nv_keeps/settings.json', 'nv_keeps/models/w.bin', 'nv_keeps/plugin.py'].map(at));
  });

  test('data, even where the package has lost its RECORD', async () => {
    await put(at('nv_keeps/settings.json'), '{}');
    await rm(at('nv_keeps-1.0.dist-info/RECORD'));
    await expectKept([at('nv_keeps/settings.json')]);
  });

  test('what an unwanted package’s RECORD and top_level.txt name, and no installer has written there', async () => {
    await environment.install('nv-gone');
    const inRoot = (path: string): string => join(environment.root(), path);
    const own = [
      inRoot('notes.txt'),
      inRoot('models/w.bin'),
      at('user.pth'),
      at('mytools/x.py'),
      at('Nv_Gone/user.py'),
    ];
    for (const path of own) await put(path, '');
    await appendFile(
      at('nv_gone-1.0.dist-info/RECORD'),
      ['bin/activate', 'lib64', 'notes.txt', 'models/w.bin']
        .map((path) => `../../../${path},,\n`)
        .concat('user.pth,,\n')
        .join(''),
    );
    await put(at('nv_gone-1.0.dist-info/top_level.txt'), 'nv_gone\nmytools\n');
    await expectKept([...own, inRoot('bin/activate'), inRoot('lib64')]);
    expect((await environment.diagnose('--deep')).state.findings).toEqual([]);
  });
});
