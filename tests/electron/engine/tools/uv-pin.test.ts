import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { readIndexChoice } from '../../../../electron/engine/tools/index-choice.ts';
import { uvEnvironment } from '../../../../electron/engine/tools/uv/environment.ts';
import { pinnedUv, uvRequirement } from '../../../../electron/engine/tools/uv-pin.ts';
import { testUv } from '../../../support/python.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

it('pins the hashes that the index gives', async (context) => {
  const { uv, problem } = await testUv();
  if (uv === null) return context.skip(`no uv: ${problem}`);
  const folder = await mkdtemp(join(tmpdir(), 'uv pin '));
  onTestFinished(() => rm(folder, { recursive: true }));
  const none = { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false };
  const choice = await readIndexChoice(none, null, () => undefined);
  const result = await createCommand()(
    uv.path,
    ['pip', 'compile', '--universal', '--no-deps', '--format', 'pylock.toml', '-o', 'pylock.toml', '-'],
    {
      signal: new AbortController().signal,
      env: uvEnvironment(folder, choice),
      cwd: folder,
      input: `uv==${pinnedUv.version}\n`,
      timeLimitMs: 20_000,
    },
  );
  if (result.exitCode !== 0) return context.skip(`the package index is not reachable: ${result.tail.join(' ')}`);
  const lock = z
    .object({
      packages: z.array(
        z.object({ wheels: z.array(z.object({ url: z.string(), hashes: z.object({ sha256: z.string() }) })) }),
      ),
    })
    .parse(parse(await readFile(join(folder, 'pylock.toml'), 'utf8')));
  const served = new Map(
    lock.packages.flatMap(({ wheels }) =>
      wheels.map(({ url, hashes }) => [/-py3-none-([^/]+)\.whl$/.exec(url)?.[1] ?? url, hashes.sha256]),
    ),
  );
  for (const [tag, sha256] of Object.entries(pinnedUv.wheels)) expect(served.get(tag), tag).toBe(sha256);
});

it('covers each system and processor that the application runs on', () => {
  const tags = Object.keys(pinnedUv.wheels).join(' ');
  for (const part of [
    'win_amd64',
    'win_arm64',
    'macosx_11_0_arm64',
    /macosx_\S+_x86_64/,
    /manylinux\S+x86_64/,
    /manylinux\S+aarch64/,
    /musllinux\S+x86_64/,
    /musllinux\S+aarch64/,
  ])
    expect(tags).toMatch(part);
  expect(uvRequirement()).toMatch(/^uv==\d+\.\d+\.\d+( --hash=sha256:[0-9a-f]{64}){8}\n$/);
});
