import { lstat, readdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { damagedEnvironment } from '../support/damaged-environment.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { treeOf } from '../support/tree.ts';

describeOnLinux('links that a user has put into an environment', () => {
  const environment = damagedEnvironment();

  test('a package is mended behind one that stays inside', async () => {
    const [folder, goal] = [environment.site(), join(dirname(environment.site()), 'sp')];
    await rename(folder, goal);
    await symlink('sp', folder);
    await rm(join(goal, 'zoo_alpha/__init__.py'));
    const { code, state } = await environment.repair();
    expect(state.outcome).toEqual({ kind: 'repaired', changed: ['zoo-alpha'] });
    expect(code).toBe(0);
    expect((await lstat(folder)).isSymbolicLink()).toBe(true);
    expect(await readdir(goal)).toContain('zoo_alpha');
    expect((await environment.diagnose('--deep')).code).toBe(0);
  });

  test('one that leads out is named, and nothing changes', async () => {
    const { outside } = environment.canaries();
    await rename(join(environment.site(), 'zoo_alpha'), join(environment.folder(), 'elsewhere'));
    await symlink(outside, join(environment.site(), 'zoo_alpha'));
    const before = await treeOf(environment.root());
    const { code, state } = await environment.repair();
    expect(code).toBe(1);
    expect(state.outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'link-leads-out', path: join(environment.site(), 'zoo_alpha'), target: outside },
      undo: 'restored',
    });
    expect(Object.keys(await treeOf(environment.root())).filter((path) => !path.startsWith('.smart'))).toEqual(
      Object.keys(before).filter((path) => !path.startsWith('.smart')),
    );
    await environment.canaries().expectUnharmed(['elsewhere']);
    await rm(join(environment.folder(), 'elsewhere'), { recursive: true });
  });

  test('one in the place of a folder that only venv makes is refused when the interpreter is renewed', async () => {
    const { outside } = environment.canaries();
    await symlink(outside, join(environment.root(), 'include'));
    await rm(join(environment.root(), 'bin/python'));
    const { state } = await environment.repair('--backend', 'pip');
    expect(state.outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'link-leads-out', path: join(environment.root(), 'include') },
      undo: 'restored',
    });
    await environment.canaries().expectUnharmed();
  });
});
