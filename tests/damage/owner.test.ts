import { execFileSync } from 'node:child_process';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { damagedEnvironment } from '../support/damaged-environment.ts';
import { rootTest } from '../support/platform-tests.ts';

// An environment with pip in it takes its time on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const nobody = 65_534;

describe('an administrator repairs somebody’s environment', () => {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') {
    rootTest('and it stays that one’s', () => undefined);
    return;
  }
  const environment = damagedEnvironment();
  const foreign = async (): Promise<string[]> => {
    const names = await readdir(environment.root(), { recursive: true });
    const found = names.map(async (name) => ({ name, uid: (await lstat(join(environment.root(), name))).uid }));
    return (await Promise.all(found)).filter(({ uid }) => uid !== nobody).map(({ name }) => name);
  };
  const ways: [string, string[], () => Promise<void>][] = [
    ['a new environment by uv', ['--rebuild'], async () => undefined],
    ['a new environment by venv', ['--rebuild', '--backend', 'pip'], async () => undefined],
    ['a new interpreter', [], () => rm(join(environment.root(), 'bin/python'))],
    ['a package', [], () => rm(join(environment.site(), 'zoo_alpha/__init__.py'))],
  ];
  for (const [name, flags, damage] of ways)
    rootTest(`and it stays that one’s: ${name}`, async () => {
      execFileSync('chown', ['-hR', `${nobody}:${nobody}`, environment.root()]);
      await damage();
      const { state } = await environment.repair(...flags);
      expect(state.outcome).toMatchObject({ kind: 'repaired' });
      expect(await foreign()).toEqual([]);
      await environment.canaries().expectUnharmed();
    });
});
