import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Pin } from '../../../../../electron/engine/interfaces/wheels.ts';
import { lockFileOf } from '../../../../../electron/engine/tools/journals/lock-file.ts';
import { pinsOfLock } from '../../../../../electron/engine/tools/uv/lock-file.ts';
import { startLocalIndex } from '../../../../support/local-index.ts';
import { testUv } from '../../../../support/python.ts';
import { buildWheel } from '../../../../support/wheel.ts';
import { both, command, python, signal, skipWithoutTools } from '../backends/both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const found = await testUv();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock für both '));
});
afterAll(() => rm(folder, { recursive: true }));

const sha256 = 'a'.repeat(64);
const pin = (more: Partial<Pin> = {}): Pin => ({
  name: 'numpy',
  version: '2.1.3',
  bytes: 16_300_000,
  sha256,
  url: 'https://index.example/files/numpy-2.1.3-cp312-cp312-win_amd64.whl',
  requires: [],
  ...more,
});

describe('the lock file of a run', () => {
  it('says of each package what was resolved, in the order of their names', () => {
    const torch = pin({ name: 'torch', version: '2.5.1+cu124', bytes: null, url: 'file:///a%20b/torch.whl' });
    const text = lockFileOf([torch, pin()]);
    expect(text).toMatch(/^lock-version = "1\.0"$/m);
    expect(pinsOfLock(text, '', folder)).toEqual([pin(), torch]);
  });

  it('is the same for the same pins, in whatever order they come', () => {
    const pins = [pin(), pin({ name: 'torch' }), pin({ name: 'sympy' })];
    expect(lockFileOf([...pins].reverse())).toBe(lockFileOf(pins));
  });

  it('holds nothing where nothing was resolved', () => {
    expect(pinsOfLock(lockFileOf([]), '', folder)).toEqual([]);
  });
});

describe.each(both)('the lock file of what $name resolved', ({ name, create }) => {
  beforeEach(skipWithoutTools);

  it('can be installed from, and holds no credentials', async () => {
    const index = await startLocalIndex(
      [
        buildWheel({ name: 'standin-alpha', version: '1.0.0+cu124' }),
        buildWheel({ name: 'standin-beta', version: '2.0.0', requires: ['standin-alpha'] }),
      ],
      { credentials: 'ada:hunter2' },
    );
    try {
      const pins = await create(join(folder, `cache ${name}`)).resolve({
        python: python ?? '',
        requirements: ['standin-beta'],
        constraints: [],
        variantIndex: null,
        index: { indexUrl: index.urlWithCredentials, extraIndexUrls: [], findLinks: null, offline: false },
        wheelLinks: [],
        fromSource: [],
        graph: true,
        signal,
        onLine: () => undefined,
      });
      const text = lockFileOf(pins);
      expect(text).not.toMatch(/hunter2|ada/);
      const path = join(folder, `pylock.${name}.toml`);
      await writeFile(path, text);
      const { stderr, exitCode } = await command(
        found.uv?.path ?? 'uv',
        [
          'pip',
          'install',
          '--no-config',
          '--python',
          python ?? '',
          '--target',
          join(folder, name),
          '--dry-run',
          '-r',
          path,
        ],
        { signal, env: { UV_CACHE_DIR: join(folder, `uv of ${name}`), UV_NO_PROGRESS: '1', NO_COLOR: '1' } },
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      for (const one of pins) expect(stderr).toContain(`+ ${one.name}==${one.version}`);
    } finally {
      await index.stop();
    }
  });
});
