import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../shared/events.ts';
import { wordFailure } from '../../shared/wording.ts';
import { homeIn, runCli, temporaryFolder } from '../support/cli.ts';
import { damagedEnvironment, expectMended, expectUntouched, pathWithSmi } from '../support/damaged-environment.ts';
import { gpuManifest, gpuWheels } from '../support/gpu-stack.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { rtx4070, type StandInGpu } from '../support/stand-in-torch.ts';
import { treeOf } from '../support/tree.ts';

/** A wait as it was announced; its length to a tenth of a second, for the event is written a moment later. */
const toldWait = ({ step, attempt, of, until, at }: EventOf<'wait-started'>): unknown[] => [
  step,
  attempt,
  of,
  Math.round((until - at) / 100) * 100,
];

const triple = /site-packages\/torch(?:vision|audio)?(?:\/|-|$)/;

/** Every file with content, inode and time; what was put back may lie in folders that were made again. */
const filesOf = (tree: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tree).filter(([path, what]) => what.startsWith('file') && !path.startsWith('.smart-installer')),
  );

/**
 * The right PyTorch for the hardware, on real environments with the real uv and an index on this
 * computer. nvidia-smi, torch and the driver that it calls are doubles: this computer has none.
 */
describeOnLinux('the build of PyTorch and the GPU', () => {
  const environment = damagedEnvironment({
    manifest: gpuManifest(),
    wheels: gpuWheels,
    own: { STANDIN_GPU: JSON.stringify(rtx4070) },
  });
  const at = (path: string): string => join(environment.site(), path);
  const versionFile = (): Promise<string> => readFile(at('torch/version.py'), 'utf8');
  const withCpuBuild = (): Promise<void> =>
    environment.install('torch==2.5.1+cpu', 'torchvision==0.20.1+cpu', 'torchaudio==2.5.1+cpu');
  /** Another GPU from now on: what nvidia-smi says, and what torch's driver does. */
  const withGpu = async (words: string, gpu: StandInGpu): Promise<void> => {
    environment.variables['PATH'] = await pathWithSmi(await temporaryFolder(), words);
    environment.variables['STANDIN_GPU'] = JSON.stringify(gpu);
  };
  /** Another computer from now on, with these display adapters on its bus. */
  const withAdapters = async (vendors: readonly string[], calculationMs?: number): Promise<void> => {
    const root = await temporaryFolder();
    for (const [slot, vendor] of vendors.entries()) {
      const device = join(root, `sys/bus/pci/devices/0000:0${slot}:00.0`);
      await mkdir(device, { recursive: true });
      await writeFile(join(device, 'class'), '0x030000\n');
      await writeFile(join(device, 'vendor'), `${vendor}\n`);
    }
    environment.onMachine(root, calculationMs);
  };
  const [nvidiaCard, intelGraphics] = ['0x10de', '0x8086'];
  const deadDriver = () => withGpu("echo 'NVIDIA-SMI has failed because it couldn’t talk to the driver.'; exit 9", {});
  const noGpu = () => withGpu("echo 'No devices were found'; exit 6", {});
  const repairTo = async (manifest: object) => {
    const path = join(await temporaryFolder(), 'other.json');
    await writeFile(path, JSON.stringify(manifest));
    return environment.repair('--manifest', path);
  };

  test('a CPU build beside a GPU is replaced with what belongs to it, and nothing else is touched', async () => {
    await withCpuBuild();
    expect(await versionFile()).toContain('cuda = None');
    const [finding] = await expectMended(environment, { codes: ['wrong-build'], rung: 'package', touches: triple });
    expect(finding).toMatchObject({ package: 'torch', build: 'cpu', wanted: 'cu124' });
    expect(await versionFile()).toContain("cuda = '12.4'");
    const { state } = await environment.diagnose();
    expect(state.proofs.find(({ kind }) => kind === 'accelerator')).toMatchObject({
      ok: true,
      subject: 'NVIDIA GeForce RTX 4070',
      detail: 'A calculation on NVIDIA GeForce RTX 4070 with PyTorch 2.5.1+cu124 gives the right result',
    });
  });

  test('the outcome says which build was chosen and why, and what was proven', async () => {
    await withCpuBuild();
    const args = ['--env', environment.root(), '--manifest', join(environment.folder(), 'manifest.json')];
    const { stdout } = await runCli(['repair', ...args, '--index-url', environment.index().url], {
      env: environment.variables,
    });
    expect(stdout).toContain(
      'Build: CUDA 12.4. NVIDIA GeForce RTX 4070 with driver 560.35.03 runs CUDA 12.4: torch 2.5.1 + cu124.',
    );
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/^Ready\. The environment works\. Changed: torch, torchvision and torchaudio\./),
      'Proven: A calculation on NVIDIA GeForce RTX 4070 with PyTorch 2.5.1+cu124 gives the right result.',
    ]);
  });

  test('its wheel is tried three times, each wait is announced, and nothing is changed before it is there', async () => {
    await withCpuBuild();
    environment.variables['SMART_INSTALLER_HOME'] = await homeIn(await temporaryFolder());
    environment.index().fail({ match: /torch-2\.5\.1.*\.whl$/, kind: 'status', status: 503, times: 2 });
    const { code, events, state } = await repairTo({
      ...gpuManifest(),
      retry: { attempts: 3, waitSeconds: [0.2, 0.4, 0.6] },
    });
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    const waits = events.flatMap((event) => (event.type === 'wait-started' ? [event] : []));
    expect(waits.map(toldWait)).toEqual([
      ['download', 2, 3, 200],
      ['download', 3, 3, 400],
    ]);
    const seqOf = (found: (event: (typeof events)[number]) => boolean): number => events.findIndex(found);
    expect(seqOf((event) => event.type === 'package-changed' && event.state === 'installed')).toBeGreaterThan(
      seqOf((event) => event.type === 'step-finished' && event.step === 'download'),
    );
    expect(await versionFile()).toContain("cuda = '12.4'");
  });

  test('its installation is tried three times, 2 and 4 seconds apart, each time into an empty folder', async () => {
    await withCpuBuild();
    const before = await treeOf(environment.root());
    const folder = await temporaryFolder();
    const seen = join(folder, 'seen');
    // The real uv, after which a file of torch is cut short, as a full quota or a virus scanner does it.
    const words = `
real='${environment.uv()}'
case "$*" in *"--prefix "*) ;; *) exec "$real" "$@";; esac
staging=$(printf '%s' "$*" | sed 's/.*--prefix \\([^ ]*\\).*/\\1/')
echo "$(find "$staging" -type f | wc -l) $(cat '${at('torch/version.py')}' | grep -c 'cuda = None')" >> '${seen}'
"$real" "$@" || exit $?
[ "$(wc -l < '${seen}')" -gt 2 ] || find "$staging" -path '*torch/version.py' -exec sh -c ': > "$1"' _ {} \\;
`;
    await writeFile(join(folder, 'uv'), `#!/bin/sh\n${words}`);
    await chmod(join(folder, 'uv'), 0o755);
    environment.variables['PATH'] = `${folder}:${environment.variables['PATH'] ?? ''}`;
    const { code, events, state } = await repairTo({ ...gpuManifest(), retry: undefined });
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    const waits = events.flatMap((event) => (event.type === 'wait-started' ? [event] : []));
    expect(waits.map(toldWait)).toEqual([
      ['install:torch', 2, 3, 2000],
      ['install:torch', 3, 3, 4000],
    ]);
    expect(waits.map(({ failure }) => failure.code)).toEqual(['hash-mismatch', 'hash-mismatch']);
    // No file in the way, and the environment still as it was, before each of the three.
    expect((await readFile(seen, 'utf8')).trim().split('\n')).toEqual(['0 1', '0 1', '0 1']);
    expect(await versionFile()).toContain("cuda = '12.4'");
    expectUntouched(before, await treeOf(environment.root()), triple);
    expect(await readdir(join(environment.root(), '.smart-installer'))).toEqual(['environment.json']);
  });

  test('without a GPU a healthy CPU environment is left as it is', async () => {
    await withCpuBuild();
    await noGpu();
    const before = await treeOf(environment.root());
    const found = await environment.diagnose();
    expect(found).toMatchObject({ code: 0, state: { findings: [] } });
    const repaired = await environment.repair();
    expect(repaired).toMatchObject({ code: 0, state: { outcome: { kind: 'nothing-to-do' } } });
    expect(await treeOf(environment.root())).toEqual(before);
  });

  test.each([
    ['alone', [nvidiaCard]],
    ['beside Intel’s graphics', [intelGraphics, nvidiaCard]],
    ['and only Intel’s graphics are on the bus', [intelGraphics]],
  ])('while no tool finds the GPU (%s), its build is kept, and it is said what to do', async (_, adapters) => {
    await deadDriver();
    await withAdapters(adapters);
    const before = await treeOf(environment.root());
    const { code, state } = await environment.repair();
    expect(code).toBe(0);
    expect(state.outcome).toEqual({ kind: 'nothing-to-do' });
    expect(state.findings).toMatchObject([{ code: 'accelerator-unproven', trouble: 'driver-missing' }]);
    expect(await treeOf(environment.root())).toEqual(before);
    expect((await environment.print('repair')).trimEnd().split('\n').slice(-3)).toEqual([
      expect.stringMatching(/^Ready\./),
      'Build: CUDA 12.4. NVIDIA-SMI has failed because it couldn’t talk to the driver; the installed torch 2.5.1 + cu124 is kept. Restart the computer or install the driver, then run diagnose again.',
      expect.stringMatching(/^Not proven: .* Install the driver of the GPU/),
    ]);
  });

  test('a card that is lost beside another one: the build for it is kept, and it is said what to do', async () => {
    await environment.install('torch==2.7.1+cu128', 'torchvision==0.22.1+cu128', 'torchaudio==2.7.1+cu128');
    await withGpu(
      "echo 'NVIDIA GeForce GTX 1060 6GB, 580.65.06, 6144 MiB, 6.1'; echo 'Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost' >&2; exit 15",
      { cards: [{ name: 'NVIDIA GeForce GTX 1060 6GB', capability: [6, 1] }] },
    );
    const before = await treeOf(environment.root());
    const { code, state } = await environment.repair();
    expect(code).toBe(0);
    expect(state.outcome).toEqual({ kind: 'nothing-to-do' });
    expect(state.build).toMatchObject({ id: 'cu128', reason: expect.stringContaining('GPU is lost; the installed') });
    expect(state.findings).toMatchObject([{ code: 'accelerator-unproven', trouble: 'restart-needed' }]);
    expect(await treeOf(environment.root())).toEqual(before);
  });

  test('where nothing hints at an NVIDIA GPU, a build for one is kept and proven on the CPU', async ({ skip }) => {
    environment.variables['PATH'] = process.env['PATH'];
    await withAdapters([intelGraphics]);
    const { code, state } = await environment.diagnose();
    if (state.machine?.gpus.some(({ vendor }) => vendor === 'nvidia')) skip('this computer has an NVIDIA GPU');
    expect(code).toBe(0);
    expect(state.machine).toMatchObject({ gpus: [{ vendor: 'intel' }], gpuProblem: null });
    expect(state.findings).toEqual([]);
    expect(state.proofs.find(({ kind }) => kind === 'accelerator')).toMatchObject({ ok: true, subject: 'cpu' });
  });

  test('a CPU build beside Intel’s graphics and a dead driver of NVIDIA’s: what to do is said', async () => {
    await withCpuBuild();
    await deadDriver();
    await withAdapters([intelGraphics, nvidiaCard]);
    const before = await treeOf(environment.root());
    for (const verb of ['repair', 'diagnose'] as const)
      expect((await environment.print(verb)).trimEnd().split('\n').slice(-3)).toEqual([
        expect.stringMatching(/^Ready\./),
        'Build: CPU. NVIDIA-SMI has failed because it couldn’t talk to the driver, so PyTorch uses the CPU. Install or load the driver, then repair again.',
        'Proven: A calculation on the CPU with PyTorch 2.5.1+cpu gives the right result.',
      ]);
    expect(await treeOf(environment.root())).toEqual(before);
  });

  test('a CPU build beside a GPU with an ancient driver: Ready, and which driver it takes', async () => {
    await withCpuBuild();
    await withGpu("case $1 in *compute_cap*) exit 2;; *) echo 'Tesla T4, 390.157, 15079 MiB';; esac", {});
    expect((await environment.print('repair')).trimEnd().split('\n').slice(-3)).toEqual([
      expect.stringMatching(/^Ready\. Nothing had to be done/),
      'Build: CPU. Driver 390.157 of Tesla T4 is too old for every build of this stack, so PyTorch uses the CPU. Install NVIDIA driver 525.60.13 or newer, then repair again.',
      expect.stringMatching(/^Proven: /),
    ]);
  });

  describe('the user’s word', () => {
    test('replaces a build that runs, and stays done', async () => {
      const { code, state } = await environment.repair('--accelerator', 'cpu');
      expect(code, JSON.stringify(state.outcome)).toBe(0);
      expect(state.findings).toMatchObject([{ code: 'wrong-build', build: 'cu124', wanted: 'cpu', asked: true }]);
      expect(await versionFile()).toContain('cuda = None');
      const again = await environment.repair('--accelerator', 'cpu');
      expect(again).toMatchObject({ code: 0, state: { outcome: { kind: 'nothing-to-do' }, findings: [] } });
    });

    test('chooses between two cards that no single build runs on', async () => {
      const cards: StandInGpu['cards'] = [
        { name: 'NVIDIA GeForce GTX 1060 6GB', capability: [6, 1] },
        { name: 'NVIDIA GeForce RTX 5090', capability: [12, 0] },
      ];
      const line = (name: string, capability: string) => `echo '${name}, 580.65.06, 6144 MiB, ${capability}'`;
      await withGpu(`${line(cards[0]?.name ?? '', '6.1')}; ${line(cards[1]?.name ?? '', '12.0')}`, { cards });
      await withCpuBuild();
      const build = 'No single build runs on all of these GPUs, so PyTorch uses the CPU';
      expect(await environment.print('diagnose')).toContain(build);
      const { code, state, events } = await environment.repair('--accelerator', 'cu128');
      expect(code, JSON.stringify(state.outcome)).toBe(0);
      expect(state.outcome?.kind).toBe('repaired');
      expect(events.filter(({ type }) => type === 'rung-failed')).toEqual([]);
      expect(state.proofs.find(({ kind }) => kind === 'accelerator')).toMatchObject({
        ok: true,
        subject: 'NVIDIA GeForce RTX 5090',
        detail: expect.stringMatching(/; this build has no code for NVIDIA GeForce GTX 1060 6GB$/),
      });
      expect(await environment.diagnose()).toMatchObject({ code: 0, state: { findings: [] } });
    });
  });

  test('another card: the build that has code for it comes with its own triple', async () => {
    await withGpu("echo 'NVIDIA GeForce RTX 5090, 580.65.06, 32607 MiB, 12.0'", {
      cards: [{ name: 'NVIDIA GeForce RTX 5090', capability: [12, 0] }],
    });
    const findings = await expectMended(environment, {
      codes: ['version-outside', 'version-outside', 'version-outside', 'wrong-build'],
      rung: 'package',
      touches: triple,
    });
    expect(findings.at(-1)).toMatchObject({ build: 'cu124', wanted: 'cu128' });
    expect(await versionFile()).toContain("__version__ = '2.7.1+cu128'");
  });

  describe('what could not be proven', () => {
    test('is_available() is true and the calculation fails: a finding, and a repair in vain is put back', async () => {
      const operation = 'CUDA error: an illegal memory access was encountered';
      environment.variables['STANDIN_GPU'] = JSON.stringify({ ...rtx4070, operation });
      const before = await treeOf(environment.root());
      const found = await environment.diagnose();
      expect(found.code).toBe(1);
      expect(found.state.findings).toEqual([
        {
          code: 'check-failed',
          layer: 'torch',
          subject: 'cu124',
          detail: `A calculation with PyTorch for CUDA 12.4 failed: RuntimeError: ${operation}`,
          trouble: 'unknown',
        },
      ]);
      const { code, state, events } = await environment.repair();
      expect(code).toBe(1);
      expect(state.outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'proof-failed', layer: 'torch' },
        undo: 'restored',
      });
      expect(filesOf(await treeOf(environment.root()))).toEqual(filesOf(before));
      // Gigabytes are installed once for what may be the driver's fault, and not again.
      const rungs = (some: typeof events) => some.flatMap((one) => (one.type === 'rung-failed' ? [one.rung] : []));
      expect(rungs(events)).toEqual(['layer']);
      const second = await environment.repair();
      expect(second.state.outcome).toMatchObject({ kind: 'failed', failure: { code: 'not-healed' } });
      expect(second.events.some(({ type }) => type === 'step-started')).toBe(false);
      for (const { outcome } of [state, second.state])
        expect(outcome?.kind === 'failed' && wordFailure(outcome.failure).next).toBe(
          'Update the driver of the GPU and restart the computer, then repair again. Or do without the GPU: run repair with --accelerator cpu.',
        );
      // The driver was mended: what failed before is no reason to refuse.
      environment.variables['STANDIN_GPU'] = JSON.stringify(rtx4070);
      expect(await environment.repair()).toMatchObject({ code: 0, state: { outcome: { kind: 'nothing-to-do' } } });
    });

    test('in a new environment: one attempt, and the next one once the driver works', async () => {
      await rm(environment.root(), { recursive: true });
      environment.variables['STANDIN_GPU'] = JSON.stringify({ ...rtx4070, operation: 'what nobody foresaw' });
      const { code, state, events } = await environment.repair();
      expect(code).toBe(1);
      expect(state.outcome).toMatchObject({ kind: 'failed', failure: { code: 'proof-failed', trouble: 'unknown' } });
      expect(events.filter(({ type }) => type === 'plan-made')).toHaveLength(1);
      environment.variables['STANDIN_GPU'] = JSON.stringify(rtx4070);
      expect((await environment.repair()).state.outcome).toMatchObject({ kind: 'repaired' });
    });

    test('because a file was altered at its size: that file’s package is replaced, and no layer', async () => {
      const path = at('torch/lib/kernels.txt');
      await writeFile(path, (await readFile(path, 'utf8')).replace('12.4', '12.5'));
      environment.variables['STANDIN_GPU'] = JSON.stringify({ ...rtx4070, operation: 'what nobody foresaw' });
      expect((await environment.diagnose()).state.findings).toMatchObject([{ code: 'check-failed' }]);
      const dry = await environment.repair('--dry-run');
      expect(dry.state.findings).toMatchObject([{ code: 'files-altered', package: 'torch' }]);
      expect(dry.state.plan?.rung).toBe('package');
    });

    test('because it hangs: nothing is replaced', async () => {
      environment.variables['STANDIN_GPU'] = JSON.stringify({ ...rtx4070, hang: true });
      await withAdapters([nvidiaCard], 3000);
      const before = await treeOf(environment.root());
      const { code, state } = await environment.repair();
      expect(code).toBe(0);
      expect(state.outcome).toEqual({ kind: 'nothing-to-do' });
      expect(state.findings).toMatchObject([{ code: 'accelerator-unproven', trouble: 'restart-needed' }]);
      expect(await treeOf(environment.root())).toEqual(before);
    });

    test.each<[string, StandInGpu, string, RegExp]>([
      [
        'the driver',
        { init: 'The NVIDIA driver on your system is too old' },
        'driver-too-old',
        /Install a newer driver/,
      ],
      ['a restart', { init: 'Error 803: system has unsupported driver' }, 'restart-needed', /Restart the computer/],
      ['another program', { ...rtx4070, operation: 'CUDA out of memory.' }, 'gpu-busy', /Close other programs/],
    ])('because of %s: what to do is said, and nothing is replaced', async (_, gpu, trouble, next) => {
      environment.variables['STANDIN_GPU'] = JSON.stringify(gpu);
      const before = await treeOf(environment.root());
      const { code, state } = await environment.repair();
      expect(code).toBe(0);
      expect(state.findings).toMatchObject([{ code: 'accelerator-unproven', accelerator: 'cu124', trouble }]);
      expect(await treeOf(environment.root())).toEqual(before);
      const stdout = await environment.print('diagnose');
      expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
        /^Not proven: A calculation with PyTorch for CUDA 12\.4 failed/,
      );
      expect(stdout.trimEnd().split('\n').at(-1)).toMatch(next);
      expect(stdout.match(/A calculation with PyTorch/g)).toHaveLength(1);
    });
  });

  describe('a later layer', () => {
    test('that brings files of a CPU torch is undone', async () => {
      const before = await treeOf(environment.root());
      const { code, state } = await repairTo(gpuManifest({ llm: ['standin-llm==2.0.0'] }));
      expect(code).toBe(1);
      expect(state.outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'not-healed', findings: [{ code: 'wrong-build', package: 'torch', build: 'cpu' }] },
        undo: 'restored',
      });
      expect(filesOf(await treeOf(environment.root()))).toEqual(filesOf(before));
    });

    test('that needs a CPU torch is refused before anything is changed', async () => {
      const before = await treeOf(environment.root());
      const { code, state } = await repairTo(gpuManifest({ llm: ['standin-llm==3.0.0'] }));
      expect(code).toBe(1);
      expect(state.outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'requirements-conflict' },
        undo: 'nothing-changed',
      });
      expect(filesOf(await treeOf(environment.root()))).toEqual(filesOf(before));
    });
  });

  describe('an index that has a CPU build under the wanted version', () => {
    const sources = [
      { index: 'default', requirements: ['torch==2.5.9', 'torchvision==0.20.9', 'torchaudio==2.5.9'] },
      {
        index: 'default',
        requirements: ['torch==2.5.1+cu124', 'torchvision==0.20.1+cu124', 'torchaudio==2.5.1+cu124'],
      },
    ];
    const manifest = (some: object[]) =>
      gpuManifest({
        variants: [
          {
            accelerator: 'cu124',
            requirements: ['torch>=2.5.1,<2.6', 'torchvision>=0.20.1,<0.21', 'torchaudio>=2.5.1,<2.6'],
            sources: some,
          },
        ],
      });

    test('is not used, and nothing is changed', async () => {
      await environment.uninstall('torch', 'torchvision', 'torchaudio');
      const before = await treeOf(environment.root());
      const { code, state } = await repairTo(manifest(sources.slice(0, 1)));
      expect(code).toBe(1);
      expect(state.outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'build-not-served', version: '2.5.9', build: 'cpu', accelerator: 'cu124' },
        undo: 'nothing-changed',
      });
      expect(filesOf(await treeOf(environment.root()))).toEqual(filesOf(before));
    });

    test('is passed over for the next one, and that is said', async () => {
      await environment.uninstall('torch', 'torchvision', 'torchaudio');
      const { state, events } = await repairTo(manifest(sources));
      expect(events).toContainEqual(
        expect.objectContaining({
          type: 'step-noted',
          note: 'index-skipped',
          detail: expect.stringContaining('as a CPU build only'),
        }),
      );
      expect(await versionFile()).toContain("cuda = '12.4'");
      expect(state.outcome?.kind).toBe('repaired');
    });
  });

  test('a Python that no build has wheels for is found, and the one that is needed is named', async () => {
    const minor = Number(/python3\.(\d+)/.exec(environment.site())?.[1]);
    const variants = [
      {
        accelerator: 'cu124',
        python: `<3.${minor}`,
        requirements: ['torch==2.5.1+cu124', 'torchvision==0.20.1+cu124', 'torchaudio==2.5.1+cu124'],
        sources: [{ index: 'default' }],
      },
    ];
    const path = join(await temporaryFolder(), 'manifest.json');
    await writeFile(path, JSON.stringify(gpuManifest({ variants })));
    const { code, state } = await environment.diagnose('--manifest', path);
    expect(code).toBe(1);
    expect(state.findings).toMatchObject([{ code: 'interpreter-outside-range', wanted: `>=3.8,<3.${minor}` }]);
  });

  test('a triple that does not belong together, torchao and a NumPy ABI mix: mended in the right order', async () => {
    await environment.install('torchvision==0.19.1+cu124', 'torchao', 'standin-ext==0.9.0');
    const dry = await environment.repair('--dry-run');
    expect(dry.state.steps.map(({ step }) => step.id)).toEqual([
      'resolve',
      'download',
      'remove-packages',
      'install:core',
      'install:torch',
      'prove',
    ]);
    await expectMended(environment, {
      codes: ['abi-mix', 'unwanted-package', 'version-outside'],
      rung: 'package',
      touches: /site-packages\/(?:torchvision|torchao|standin_ext)/,
    });
  });
});
