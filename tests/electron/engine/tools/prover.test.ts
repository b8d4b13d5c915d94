import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { createProver } from '../../../../electron/engine/tools/prover.ts';
import { pythonIn } from '../../../support/cli.ts';
import { siteOf } from '../../../support/damaged-environment.ts';
import { describeOnPosix } from '../../../support/platform-tests.ts';
import { testPython } from '../../../support/python.ts';
import { rtx4070, type StandInGpu, standInTorchFiles } from '../../../support/stand-in-torch.ts';
import { treeOf } from '../../../support/tree.ts';

const command = createCommand();
const options = { bytecode: null, signal: new AbortController().signal, cardsSeen: false };

/** A real environment and a real child process; torch and its driver are doubles, for both are gigabytes. */
describeOnPosix('a calculation in a child of the environment’s Python', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'prover '));
    execFileSync(testPython() ?? 'python3', ['-I', '-m', 'venv', '--without-pip', root]);
  });
  beforeEach(() => put('2.5.1+cu124', '12.4'));
  afterAll(() => rm(root, { recursive: true, force: true }));

  const put = async (version: string, cuda: string | null): Promise<void> => {
    for (const [path, text] of Object.entries(standInTorchFiles(version, cuda))) {
      await mkdir(dirname(join(siteOf(root), path)), { recursive: true });
      await writeFile(join(siteOf(root), path), text);
    }
  };
  /** With this GPU; more variables of the user's own. */
  const proverWith = (gpu: StandInGpu, more: Record<string, string> = {}, timeLimitMs = 30_000) =>
    createProver(
      (file, args, given) =>
        command(file, args, { ...given, env: { ...given.env, ...more, STANDIN_GPU: JSON.stringify(gpu) } }),
      { timeLimitMs },
    );
  const prove = (gpu: StandInGpu, accelerator = 'cu124', more: Record<string, string> = {}, timeLimitMs = 30_000) =>
    proverWith(gpu, more, timeLimitMs).accelerator(pythonIn(root), accelerator, options);

  test('is right on the device', async () => {
    expect(await prove(rtx4070)).toEqual({
      subject: 'NVIDIA GeForce RTX 4070',
      version: '2.5.1+cu124',
      ok: true,
      detail: 'A calculation on NVIDIA GeForce RTX 4070 with PyTorch 2.5.1+cu124 gives the right result',
    });
  });

  test('is made on each of several devices', async () => {
    const cards = [
      { name: 'NVIDIA GeForce RTX 3090', capability: [8, 6] as [number, number] },
      { name: 'NVIDIA H200', capability: [9, 0] as [number, number] },
    ];
    expect((await prove({ cards })).detail).toBe(
      'A calculation on NVIDIA GeForce RTX 3090 and NVIDIA H200 with PyTorch 2.5.1+cu124 gives the right result',
    );
  });

  test('is right on the CPU, also with a build for a GPU that is not there', async () => {
    await put('2.5.1+cpu', null);
    expect(await prove({}, 'cpu')).toMatchObject({
      subject: 'cpu',
      ok: true,
      detail: 'A calculation on the CPU with PyTorch 2.5.1+cpu gives the right result',
    });
    await put('2.5.1+cu124', '12.4');
    expect(await prove({}, 'cpu')).toMatchObject({ subject: 'cpu', ok: true });
  });

  test('leaves no file behind', async () => {
    const before = await treeOf(root);
    await prove(rtx4070);
    expect(await treeOf(root)).toEqual(before);
    expect(await readdir(join(siteOf(root), 'torch'))).not.toContain('__pycache__');
  });

  describe('is not proven', () => {
    test('on a card that the build has no code for, although is_available() is true', async () => {
      const gpu: StandInGpu = {
        cards: [{ name: 'NVIDIA GeForce RTX 5090', capability: [12, 0] }],
        operation: 'CUDA error: no kernel image is available for execution on the device\nCUDA kernel errors might be',
      };
      const why =
        'it has no code for NVIDIA GeForce RTX 5090 (capability 12.0), only for 5.0, 6.0, 7.0, 7.5, 8.0, 8.6 and 9.0';
      const expected = {
        subject: 'cu124',
        ok: false,
        trouble: 'no-kernels',
        detail: `A calculation with PyTorch for CUDA 12.4 failed: ${why}`,
      };
      expect(await prove(gpu)).toMatchObject(expected);
      // A library's own kernels may serve this one calculation: the next one would fail.
      const { cards = [] } = gpu;
      expect(await prove({ cards })).toMatchObject(expected);
    });

    test.each<[string, StandInGpu, string, string]>([
      ['no driver', {}, 'driver-missing', 'Found no NVIDIA driver on your system'],
      [
        'an old driver',
        { init: 'The NVIDIA driver on your system is too old (found version 11040).' },
        'driver-too-old',
        'too old',
      ],
      [
        'a driver that was updated',
        { init: 'Unexpected error. Error 803: system has unsupported display driver / cuda driver combination' },
        'restart-needed',
        'Error 803',
      ],
      [
        'another program',
        { ...rtx4070, operation: 'CUDA error: CUDA-capable device(s) is/are busy or unavailable\nadvice' },
        'gpu-busy',
        'RuntimeError: CUDA error: CUDA-capable device(s) is/are busy or unavailable',
      ],
      ['another result', { ...rtx4070, wrong: true }, 'wrong-result', 'calculates otherwise than the CPU'],
      ['something else', { ...rtx4070, operation: 'what nobody foresaw' }, 'unknown', 'what nobody foresaw'],
      ['a crash', { ...rtx4070, crash: true }, 'unknown', 'Python crashed'],
    ])('with %s', async (_, gpu, trouble, words) => {
      expect(await prove(gpu)).toMatchObject({ ok: false, trouble, detail: expect.stringContaining(words) });
    });

    test('where the user’s own variable hides the GPU', async () => {
      const gpu = { init: 'No CUDA GPUs are available' };
      expect(await prove(gpu, 'cu124', { CUDA_VISIBLE_DEVICES: '' })).toMatchObject({ trouble: 'gpu-hidden' });
      expect(await prove(gpu, 'cu124', { CUDA_VISIBLE_DEVICES: '0' })).toMatchObject({ trouble: 'driver-missing' });
      const prover = proverWith(gpu, { CUDA_VISIBLE_DEVICES: '7' });
      expect(await prover.accelerator(pythonIn(root), 'cu124', { ...options, cardsSeen: true })).toMatchObject({
        trouble: 'gpu-hidden',
      });
    });

    test('with a CPU build', async () => {
      await put('2.5.1+cpu', null);
      expect(await prove(rtx4070)).toMatchObject({ ok: false, trouble: 'cpu-build', version: '2.5.1+cpu' });
    });

    test('without an answer in time', async () => {
      const began = performance.now();
      expect(await prove({ ...rtx4070, hang: true }, 'cu124', {}, 1500)).toMatchObject({
        ok: false,
        trouble: 'restart-needed',
        detail: 'A calculation with PyTorch for CUDA 12.4 failed: it took longer than 1.5 seconds',
      });
      expect(performance.now() - began).toBeLessThan(20_000);
      // There is no driver that could be why.
      expect(await prove({}, 'cpu', {}, 1)).toMatchObject({ ok: false, trouble: 'time-limit' });
    });

    test('without any torch', async () => {
      await rm(join(siteOf(root), 'torch'), { recursive: true });
      expect(await prove(rtx4070)).toMatchObject({ ok: false, detail: expect.stringContaining('ModuleNotFoundError') });
    });
  });

  describe('on several cards', () => {
    const rtx5090 = { name: 'NVIDIA GeForce RTX 5090', capability: [12, 0] as [number, number] };
    const gtx1060 = { name: 'NVIDIA GeForce GTX 1060 6GB', capability: [6, 1] as [number, number] };
    const full = 'CUDA out of memory. Tried to allocate 20.00 MiB.';
    beforeEach(() => put('2.7.1+cu128', '12.8'));
    const on = (...cards: NonNullable<StandInGpu['cards']>) => prove({ cards }, 'cu128');

    test('is proven by the one that the build has code for, and the other is named', async () => {
      expect(await on(gtx1060, rtx5090)).toEqual({
        subject: 'NVIDIA GeForce RTX 5090',
        version: '2.7.1+cu128',
        ok: true,
        detail:
          'A calculation on NVIDIA GeForce RTX 5090 with PyTorch 2.7.1+cu128 gives the right result; this build has no code for NVIDIA GeForce GTX 1060 6GB',
      });
      expect(await on(gtx1060)).toMatchObject({ ok: false, trouble: 'no-kernels' });
    });

    test('is proven by the free one of a computer whose other one is full', async () => {
      expect(await on({ ...rtx5090, operation: full }, rtx5090)).toMatchObject({
        ok: true,
        detail: expect.stringMatching(/; NVIDIA GeForce RTX 5090 is busy and was left out$/),
      });
      expect(await on({ ...rtx5090, operation: full }, gtx1060)).toMatchObject({ ok: false, trouble: 'gpu-busy' });
    });

    test('is no fault of the packages where it fails on one of them alone', async () => {
      const sick = { ...rtx5090, name: 'NVIDIA B200', operation: 'CUDA error: an illegal memory access' };
      expect(await on(rtx5090, sick)).toMatchObject({
        ok: false,
        trouble: 'restart-needed',
        detail: expect.stringMatching(/: NVIDIA B200: RuntimeError: CUDA error: an illegal memory access$/),
      });
      expect(await on(sick)).toMatchObject({ ok: false, trouble: 'unknown' });
      expect(await on(rtx5090, { ...rtx5090, name: 'NVIDIA B200', wrong: true })).toMatchObject({
        ok: false,
        trouble: 'restart-needed',
        detail: expect.stringMatching(/failed: NVIDIA B200 calculates otherwise than the CPU$/),
      });
    });
  });

  test('takes no module from PYTHONPATH', async () => {
    const shadow = join(root, 'shadow');
    await mkdir(join(shadow, 'torch'), { recursive: true });
    await writeFile(join(shadow, 'torch/__init__.py'), 'raise ImportError("the wrong one")\n');
    expect(await prove(rtx4070, 'cu124', { PYTHONPATH: shadow })).toMatchObject({ ok: true });
  });

  test('a module that is run gets none of the user’s own variables either', async () => {
    await writeFile(
      join(siteOf(root), 'tells.py'),
      'import os, sys\nsys.exit("PYTHONPATH" in os.environ or "PYTHONHOME" in os.environ)\n',
    );
    const own = { PYTHONPATH: '/elsewhere', PYTHONHOME: '/nowhere' };
    const prover = createProver((file, args, given) =>
      command(file, args, { ...given, env: { ...own, ...given.env } }),
    );
    expect(await prover.module(pythonIn(root), 'tells', [], options)).toMatchObject({ ok: true });
  });
});
