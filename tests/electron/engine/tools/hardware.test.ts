import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { windowsName } from '../../../../electron/engine/tools/hardware/system-name.ts';
import { createHardware } from '../../../../electron/engine/tools/hardware.ts';
import { machineSchema } from '../../../../shared/machine.ts';
import { describeOnPosix } from '../../../support/platform-tests.ts';

const command = createCommand();
const never = new AbortController().signal;

/** The root of a computer that the test furnishes. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'machine '));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

/** Puts a stand-in for nvidia-smi on the path, or elsewhere in the computer; it notes how it was called. */
const putSmi = async (body: string, path = 'bin/nvidia-smi') => {
  await put(path, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${root}/calls'\n${body}\n`);
  await chmod(join(root, path), 0o755);
};

const putAdapter = async (slot: string, vendor: string, kind: string) => {
  await put(`sys/bus/pci/devices/${slot}/vendor`, `${vendor}\n`);
  await put(`sys/bus/pci/devices/${slot}/class`, `${kind}\n`);
};

const linux = (timeLimitMs = 8000) =>
  createHardware(command, {
    platform: 'linux',
    architecture: 'x64',
    root,
    env: { PATH: [join(root, 'bin'), '/nvidia-free/usr/bin'].join(delimiter) },
    timeLimitMs,
  });

test('this computer, whatever it is, is described as the schema says', async () => {
  const machine = await createHardware(command).detect(never);
  expect(machineSchema.parse(machine)).toEqual(machine);
  expect(machine.platform).toBe(process.platform);
  expect(machine.system.length).toBeGreaterThan(3);
  expect(machine.cpus).toBeGreaterThan(0);
  expect(machine.memoryBytes).toBeGreaterThan(1e8);
});

describeOnPosix('a computer without a GPU', () => {
  test('is known at once, with its system by name', async () => {
    await put('etc/os-release', 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n');
    const began = performance.now();
    const machine = await linux().detect(never);
    // About 10 ms on an idle machine; what must not be is a wait for some time limit.
    expect(performance.now() - began).toBeLessThan(2000);
    expect(machine).toMatchObject({
      gpus: [],
      gpuProblem: null,
      system: 'Debian GNU/Linux 12 (bookworm)',
      interpreters: [],
      freeBytes: { environment: null, cache: null },
    });
  });

  test('may tell its name elsewhere and without quotes', async () => {
    await put('usr/lib/os-release', 'ID=alpine\nNAME=Alpine\n');
    expect((await linux().detect(never)).system).toBe('Alpine');
  });
});

describeOnPosix('NVIDIA', () => {
  test('is asked once for all its cards', async () => {
    await putSmi(
      `echo 'NVIDIA GeForce RTX 4090, 550.54.15, 24564 MiB, 8.9'; echo 'NVIDIA GeForce RTX 4090, 550.54.15, 24564 MiB, 8.9'`,
    );
    const machine = await linux().detect(never);
    expect(machine.gpuProblem).toBeNull();
    expect(machine.gpus).toEqual(
      Array(2).fill({
        vendor: 'nvidia',
        name: 'NVIDIA GeForce RTX 4090',
        capability: 8.9,
        memoryBytes: 24564 * 1024 ** 2,
        driver: '550.54.15',
      }),
    );
    expect(await readFile(join(root, 'calls'), 'utf8')).toBe(
      '--query-gpu=name,driver_version,memory.total,compute_cap --format=csv,noheader\n',
    );
  });

  test('with an old driver is asked again without the capability', async () => {
    await putSmi(
      `case "$1" in *compute_cap*) echo 'Field "compute_cap" is not a valid field to query.'; exit 2;; *) echo 'Tesla M40, 470.82.01, 11448 MiB';; esac`,
    );
    const { gpus, gpuProblem } = await linux().detect(never);
    expect(gpus).toEqual([
      { vendor: 'nvidia', name: 'Tesla M40', capability: null, memoryBytes: 11448 * 1024 ** 2, driver: '470.82.01' },
    ]);
    expect(gpuProblem).toBeNull();
  });

  test('whose old driver refuses the capability in another language is asked again, too', async () => {
    await putSmi(
      `case "$1" in *compute_cap*) printf 'Das Feld \\344 ist kein g\\374ltiges Abfragefeld.\\n'; exit 2;; *) echo 'Quadro K2200, 426.78, 4096 MiB';; esac`,
    );
    expect(await linux().detect(never)).toMatchObject({
      gpus: [{ name: 'Quadro K2200', driver: '426.78', capability: null }],
      gpuProblem: null,
    });
  });

  test.each([
    [
      'a library of it is missing',
      'echo "error while loading shared libraries: libnvidia-ml.so.1" >&2; exit 127',
      'libnvidia-ml.so.1',
    ],
    ['another system’s words', "printf 'Kein Ger\\303\\244t gefunden\\n'; exit 6", 'Kein Gerät gefunden'],
    ['something that is no text', "printf '\\000\\377\\376 1, 2, 3\\n'; exit 1", '1, 2, 3'],
    ['a crash', 'kill -SEGV $$', 'nvidia-smi crashed'],
  ])('that is broken (%s) is named and never thrown', async (_, body, words) => {
    await putSmi(body);
    const { gpus, gpuProblem } = await linux().detect(never);
    expect(gpus).toEqual([]);
    expect(gpuProblem).toContain(words);
  });

  test('is found in WSL, where its program is not on the path', async () => {
    await putSmi(`echo 'NVIDIA RTX A2000, 551.86, 4096 MiB, 8.6'`, 'usr/lib/wsl/lib/nvidia-smi');
    expect((await linux().detect(never)).gpus.map(({ name }) => name)).toEqual(['NVIDIA RTX A2000']);
  });

  test('that does not answer is bounded and named', async () => {
    await putSmi(`trap '' TERM; while :; do /bin/sleep 1; done`);
    await put('sys/module/nvidia/version', '550.54.15\n');
    const began = performance.now();
    const { gpus, gpuProblem } = await linux(300).detect(never);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(gpus).toEqual([]);
    expect(gpuProblem).toBe('The NVIDIA driver 550.54.15 is loaded, but nvidia-smi did not answer within 0.3 seconds');
  });

  test('that has failed says so in its own words', async () => {
    const words =
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.";
    await putSmi(`echo "${words}"; exit 9`);
    expect(await linux().detect(never)).toMatchObject({ gpus: [], gpuProblem: words });
  });

  test('that ends in silence is named by its exit code', async () => {
    await putSmi('exit 12');
    expect(await linux().detect(never)).toMatchObject({ gpus: [], gpuProblem: 'nvidia-smi ended with exit code 12' });
  });

  test('with one lost card keeps the others and names the trouble', async () => {
    await putSmi(
      `echo 'NVIDIA A40, 535.183.01, 46068 MiB, 8.6'; echo 'Unable to determine the device handle for GPU0000:01:00.0: Unknown Error'; exit 255`,
    );
    const { gpus, gpuProblem } = await linux().detect(never);
    expect(gpus).toHaveLength(1);
    expect(gpuProblem).toContain('GPU0000:01:00.0');
  });

  test.each([
    ['sys/module/nvidia/version', '535.183.01\n'],
    [
      'proc/driver/nvidia/version',
      'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\nGCC version:  gcc version 12.2.0\n',
    ],
    [
      'proc/driver/nvidia/version',
      'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  535.183.01  Release Build  (dvs-builder@U16)\n',
    ],
  ])('whose program is missing is seen by its driver in %s', async (path, text) => {
    await put(path, text);
    expect((await linux().detect(never)).gpuProblem).toBe(
      'The NVIDIA driver 535.183.01 is loaded, but nvidia-smi was not found',
    );
  });

  test('without any driver is seen on the bus', async () => {
    await putAdapter('0000:01:00.0', '0x10de', '0x030000');
    await putAdapter('0000:01:00.1', '0x10de', '0x040300');
    expect(await linux().detect(never)).toMatchObject({ gpus: [], gpuProblem: expect.stringContaining('NVIDIA GPU') });
  });

  test('cancel ends the question', async () => {
    await putSmi('exec /bin/sleep 60');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    await expect(linux().detect(abort.signal)).rejects.toBeInstanceOf(Cancelled);
  });
});

describeOnPosix('other makers', () => {
  const putKfd = async (node: number, properties: string) =>
    put(`sys/class/kfd/kfd/topology/nodes/${node}/properties`, properties);

  test('AMD cards are read from the kernel, its processor is none of them', async () => {
    await putKfd(0, 'cpu_cores_count 32\nsimd_count 0\ngfx_target_version 0\n');
    await putKfd(1, 'cpu_cores_count 0\nsimd_count 192\ngfx_target_version 110000\nvendor_id 4098\n');
    await put('sys/class/kfd/kfd/topology/nodes/1/mem_banks/0/properties', 'heap_type 1\nsize_in_bytes 25753026560\n');
    await putKfd(2, 'simd_count 416\ngfx_target_version 90010\n');
    expect((await linux().detect(never)).gpus).toEqual([
      { vendor: 'amd', name: 'AMD gfx1100', capability: null, memoryBytes: 25753026560, driver: null },
      { vendor: 'amd', name: 'AMD gfx90a', capability: null, memoryBytes: null, driver: null },
    ]);
  });

  test('an AMD card that cannot be computed on is named', async () => {
    await putAdapter('0000:03:00.0', '0x1002', '0x030000');
    expect((await linux().detect(never)).gpuProblem).toContain('AMD');
  });

  test('hide no NVIDIA card without its driver', async () => {
    await putAdapter('0000:01:00.0', '0x10de', '0x030000');
    await putAdapter('0000:00:02.0', '0x8086', '0x030000');
    const gpuProblem = 'There is an NVIDIA GPU, but its driver is not installed or not loaded';
    expect(await linux().detect(never)).toMatchObject({ gpus: [{ vendor: 'intel' }], gpuProblem });
    // The graphics of an AMD processor, which the kernel can compute on.
    await putKfd(1, 'cpu_cores_count 0\nsimd_count 4\ngfx_target_version 100306\n');
    expect(await linux().detect(never)).toMatchObject({ gpus: [{ vendor: 'amd' }], gpuProblem });
    await putSmi(`echo 'NVIDIA GeForce RTX 4090, 550.54.15, 24564 MiB, 8.9'`);
    expect((await linux().detect(never)).gpuProblem).toBeNull();
  });

  test('Intel counts where it is alone', async () => {
    await putAdapter('0000:00:02.0', '0x8086', '0x030000');
    const { gpus, gpuProblem } = await linux().detect(never);
    expect(gpus.map(({ vendor }) => vendor)).toEqual(['intel']);
    expect(gpuProblem).toBeNull();
  });

  test.each([
    ['0x56a0', 'Intel Arc'],
    ['0xe20b', 'Intel Arc'],
    ['0xa7a0', 'Intel graphics'],
    ['0x3e9b', 'Intel graphics'],
  ])('Intel’s device %s is %s', async (device, name) => {
    await putAdapter('0000:00:02.0', '0x8086', '0x030000');
    await put('sys/bus/pci/devices/0000:00:02.0/device', `${device}\n`);
    expect((await linux().detect(never)).gpus.map((gpu) => gpu.name)).toEqual([name]);
  });

  test('on Windows are asked of the registry, and none wins over NVIDIA', async () => {
    // To POSIX that is one name without a folder, which is looked for on the path.
    const at = (name: string) => join(root, 'bin', `C:\\Windows\\System32\\${name}`);
    await mkdir(join(root, 'bin'));
    const program = async (path: string, body: string) => {
      await writeFile(path, `#!/bin/sh\n${body}\n`);
      await chmod(path, 0o755);
    };
    const key = String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}`;
    const value = (name: string) => `    DriverDesc    REG_SZ    ${name}`;
    const lines = (...names: string[]) =>
      [
        '',
        ...names.flatMap((name, slot) => [`${key}\\000${slot}`, value(name), '']),
        'Ende der Suche: 2 Übereinstimmungen gefunden.',
      ].join('\r\n');
    const windows = () =>
      createHardware(command, {
        platform: 'win32',
        architecture: 'x64',
        root,
        env: { SystemRoot: String.raw`C:\Windows`, PATH: join(root, 'bin') },
      });
    const names = async (...adapters: string[]) => {
      await put('adapters.txt', lines(...adapters));
      await program(at('reg.exe'), `/bin/cat '${root}/adapters.txt'`);
      return (await windows().detect(never)).gpus.map(({ vendor, name }) => `${vendor}: ${name}`);
    };
    expect(await names('AMD Radeon RX 7900 XTX', 'Intel(R) UHD Graphics 770')).toEqual(['amd: AMD Radeon RX 7900 XTX']);
    expect(await names('Intel(R) Arc(TM) A770 Graphics')).toEqual(['intel: Intel(R) Arc(TM) A770 Graphics']);
    expect(await names('Microsoft Basic Display Adapter')).toEqual([]);
    await names('NVIDIA GeForce RTX 3060', 'AMD Radeon(TM) Graphics');
    expect(await windows().detect(never)).toMatchObject({
      gpus: [{ vendor: 'amd' }],
      gpuProblem:
        'Windows lists NVIDIA GeForce RTX 3060, but it was taken out or its driver is not installed or not loaded',
    });
    await program(at('nvidia-smi.exe'), "echo 'NVIDIA GeForce RTX 3060 Laptop GPU, 566.36, 6144 MiB, 8.6'");
    expect(await names('Intel(R) UHD Graphics', 'NVIDIA GeForce RTX 3060 Laptop GPU')).toEqual([
      'nvidia: NVIDIA GeForce RTX 3060 Laptop GPU',
    ]);
  });

  test('Intel does not win over NVIDIA', async () => {
    await putAdapter('0000:00:02.0', '0x8086', '0x030000');
    await putSmi(`echo 'NVIDIA GeForce RTX 3060 Laptop GPU, 535.183.01, 6144 MiB, 8.6'`);
    expect((await linux().detect(never)).gpus.map(({ vendor }) => vendor)).toEqual(['nvidia']);
  });

  test('Apple silicon has a GPU, an Intel Mac has none', async () => {
    await put(
      'System/Library/CoreServices/SystemVersion.plist',
      '<dict><key>ProductName</key><string>macOS</string>\n<key>ProductVersion</key>\n<string>15.1</string></dict>',
    );
    await putSmi(`echo 'NVIDIA GeForce GT 750M, 418.163, 2048 MiB, 3.0'`);
    const mac = (architecture: string) =>
      createHardware(command, { platform: 'darwin', architecture, root }).detect(never);
    expect(await mac('arm64')).toMatchObject({ system: 'macOS 15.1', gpus: [{ vendor: 'apple' }], gpuProblem: null });
    expect(await mac('x64')).toMatchObject({ gpus: [], gpuProblem: null });
  });
});

test.each([
  ['Windows 11 Pro', '10.0.26100', 'Windows 11 Pro 26100'],
  ['Windows 10 Home', '10.0.22631', 'Windows 11 Home 22631'],
  ['Windows 10 Enterprise LTSC 2021', '10.0.19044', 'Windows 10 Enterprise LTSC 2021 19044'],
  ['Windows Server 2022 Datacenter', '10.0.20348', 'Windows Server 2022 Datacenter 20348'],
])('Windows that calls itself %j with kernel %s is %j', (product, kernel, name) => {
  expect(windowsName(product, kernel)).toBe(name);
});
