import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  isUnknownField,
  parseNvidiaSmi,
  smiArguments,
  smiFields,
} from '../../../../../electron/engine/tools/hardware/nvidia-smi.ts';

const withoutCapability = smiFields.filter((field) => field !== 'compute_cap');

test('asks for the fields in the order in which they are read', () => {
  expect(smiArguments(smiFields)).toEqual([
    '--query-gpu=name,driver_version,memory.total,compute_cap',
    '--format=csv,noheader',
  ]);
});

describe('cards', () => {
  test('one, on Windows', () => {
    expect(parseNvidiaSmi('NVIDIA GeForce RTX 4070 Laptop GPU, 566.36, 8188 MiB, 8.9\r\n', smiFields)).toEqual({
      gpus: [
        {
          vendor: 'nvidia',
          name: 'NVIDIA GeForce RTX 4070 Laptop GPU',
          driver: '566.36',
          memoryBytes: 8188 * 1024 ** 2,
          capability: 8.9,
        },
      ],
      remarks: [],
    });
  });

  test('every line of several, also of different kinds', () => {
    const output =
      'NVIDIA GeForce RTX 5090, 580.65.06, 32607 MiB, 12.0\nNVIDIA GeForce GTX 1060 6GB, 580.65.06, 6144 MiB, 6.1\nNVIDIA H100 80GB HBM3, 580.65.06, 81559 MiB, 9.0\n';
    const { gpus } = parseNvidiaSmi(output, smiFields);
    expect(gpus.map(({ name, capability }) => [name, capability])).toEqual([
      ['NVIDIA GeForce RTX 5090', 12],
      ['NVIDIA GeForce GTX 1060 6GB', 6.1],
      ['NVIDIA H100 80GB HBM3', 9],
    ]);
  });

  test.each(['[N/A]', '[Not Supported]', 'N/A', '[Unknown Error]', ''])(
    'one that answers %j for memory and capability',
    (none) => {
      expect(parseNvidiaSmi(`NVIDIA GB10, 580.95.05, ${none}, ${none}\n`, smiFields)).toEqual({
        gpus: [{ vendor: 'nvidia', name: 'NVIDIA GB10', driver: '580.95.05', memoryBytes: null, capability: null }],
        remarks: [],
      });
    },
  );

  test('of an old driver, asked without the capability', () => {
    expect(
      parseNvidiaSmi('Tesla K80, 470.256.02, 11441 MiB\nTesla K80, 470.256.02, 11441 MiB\n', withoutCapability).gpus,
    ).toEqual(
      Array(2).fill({
        vendor: 'nvidia',
        name: 'Tesla K80',
        driver: '470.256.02',
        memoryBytes: 11441 * 1024 ** 2,
        capability: null,
      }),
    );
  });

  test('beside one that fell off the bus and a warning', () => {
    const { gpus, remarks } = parseNvidiaSmi(
      'Unable to determine the device handle for GPU0000:01:00.0: Unknown Error\nNVIDIA A40, 535.183.01, 46068 MiB, 8.6\nWARNING: infoROM is corrupted at gpu 0000:41:00.0\n',
      smiFields,
    );
    expect(gpus.map(({ name }) => name)).toEqual(['NVIDIA A40']);
    expect(remarks).toEqual([
      'Unable to determine the device handle for GPU0000:01:00.0: Unknown Error',
      'WARNING: infoROM is corrupted at gpu 0000:41:00.0',
    ]);
  });
});

describe('recorded', () => {
  const folder = join(import.meta.dirname, '../../../../fixtures/nvidia-smi');
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

  test.each(files)('%s', (name) => {
    const isOld = name.includes('without-capability');
    const output = readFileSync(join(folder, name), 'utf8');
    const { gpus, remarks } = parseNvidiaSmi(output, isOld ? withoutCapability : smiFields);
    expect(remarks).toEqual([]);
    expect(gpus).toHaveLength(1);
    expect(gpus[0]).toMatchObject({
      vendor: 'nvidia',
      name: expect.stringMatching(/^NVIDIA /),
      driver: /-(\d+(?:\.\d+)+)/.exec(name)?.[1]?.replace(/\.$/, ''),
      memoryBytes: expect.any(Number),
      capability: isOld ? null : expect.any(Number),
    });
  });
});

describe('no cards', () => {
  test.each([
    "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.",
    'Failed to initialize NVML: Driver/library version mismatch',
    'No devices were found',
    'Field "compute_cap" is not a valid field to query.',
    '<html>, <body>, 1 MiB, 8.9',
  ])('in %j', (text) => {
    expect(parseNvidiaSmi(`${text}\n\n`, smiFields)).toEqual({ gpus: [], remarks: [text] });
  });

  test('in nothing', () => {
    expect(parseNvidiaSmi('', smiFields)).toEqual({ gpus: [], remarks: [] });
  });
});

test('tells the refusal of a field from other errors', () => {
  expect(isUnknownField('Field "compute_cap" is not a valid field to query.\n\n')).toBe(true);
  expect(isUnknownField('No devices were found\n')).toBe(false);
});
