import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failing } from '../../../../../electron/engine/failing.ts';
import type { Backend, BuildRequest } from '../../../../../electron/engine/interfaces/backends.ts';
import type { RunCommand } from '../../../../../electron/engine/interfaces/command.ts';
import { createUvBackend } from '../../../../../electron/engine/tools/uv.ts';
import { buildSource, type SourceContents } from '../../../../support/source-archive.ts';
import { both, command, emptyFolder, python, signal, skipWithoutTools } from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'builds of both '));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(skipWithoutTools);

const requestFor = async (contents: Omit<SourceContents, 'name' | 'version'> = {}): Promise<BuildRequest> => {
  const { filename, bytes, sha256, name, version } = buildSource({ name: 'standin-src', version: '1.0', ...contents });
  const path = join(folder, sha256, filename);
  await mkdir(join(folder, sha256), { recursive: true });
  await writeFile(path, bytes);
  return {
    python: python ?? '',
    source: { name, version, path, sha256, bytes: bytes.length },
    folder: await emptyFolder(folder, 'wheel'),
    variantIndex: null,
    index: { indexUrl: 'http://127.0.0.1:9/simple', extraIndexUrls: [], findLinks: null, offline: false },
    signal,
    onLine: () => undefined,
  };
};

const wheelsIn = async (path: string): Promise<string[]> =>
  (await readdir(path)).filter((name) => name.endsWith('.whl'));

const failureOf = async (backend: Backend, request: BuildRequest): Promise<unknown> => {
  try {
    await backend.buildWheel(request);
  } catch (error) {
    if (error instanceof Failing) return error.failure;
    throw error;
  }
  return null;
};

describe.each(both)('a build by $name', ({ name, create }) => {
  const backend = () => create(join(folder, `cache ${name}`));

  it('leaves one wheel in the folder', async () => {
    const request = await requestFor();
    await backend().buildWheel(request);
    expect(await wheelsIn(request.folder)).toEqual(['standin_src-1.0-py3-none-any.whl']);
  });

  it('that fails says what the package’s own code said', async () => {
    const request = await requestFor({ failing: "PermissionError: [Errno 13] Permission denied: '/x'" });
    expect(await failureOf(backend(), request)).toMatchObject({
      code: 'build-failed',
      package: 'standin-src',
      version: '1.0',
      tool: name,
      detail: expect.arrayContaining([expect.stringContaining('Permission denied')]),
    });
  });
});

it('an older uv that refuses every archive leaves the build to pip', async () => {
  const refusing: RunCommand = async (file, args, options) => {
    if (file !== 'old-uv') return command(file, args, options);
    // Recorded from uv 0.9.30, 0.10.12 and 0.11.8.
    const stderr = '  × Failed to build `standin_src-1.0.tar.gz`\n  ╰─▶ Building source distributions is disabled';
    for (const line of stderr.split('\n')) options.onLine?.(line, 'stderr');
    return { exitCode: 2, stdout: '', stderr, tail: stderr.split('\n'), timedOut: false, notStarted: false };
  };
  const request = await requestFor();
  await createUvBackend({ command: refusing, uv: 'old-uv', cacheFolder: join(folder, 'cache old') }).buildWheel(
    request,
  );
  expect(await wheelsIn(request.folder)).toEqual(['standin_src-1.0-py3-none-any.whl']);
});
