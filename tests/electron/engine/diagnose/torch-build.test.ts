import { expect, test } from 'vitest';
import { wrongBuild } from '../../../../electron/engine/diagnose/torch-build.ts';
import { nvidia } from '../../../support/gpu-cards.ts';
import { machine } from '../../../support/machines.ts';

const t4 = machine([nvidia('Tesla T4', '550.54.15')]);
const rtx5090 = machine([nvidia('NVIDIA GeForce RTX 5090', '580.65.06')]);

const look = (version: string, build: string | null, accelerator: string, asked: boolean, on = t4) =>
  wrongBuild({ version, build }, { accelerator }, { machine: on, choice: { asked } });

test('of a build that nobody named any other one that the card runs will do', () => {
  expect(look('2.5.1+cu118', 'cu118', 'cu124', false)).toBeNull();
  expect(look('2.5.1+cu124', 'cu124', 'cpu', false)).toBeNull();
  expect(look('2.5.1+cpu', 'cpu', 'cu124', false)).toBe('cpu');
  expect(look('2.5.1+cu124', 'cu124', 'cu128', false, rtx5090)).toBe('cu124');
});

test('of one that the user named no other one will do', () => {
  expect(look('2.5.1+cu124', 'cu124', 'cu118', true)).toBe('cu124');
  expect(look('2.5.1', 'cu124', 'cu118', true)).toBe('cu124');
  expect(look('2.5.1+cu124', 'cu124', 'cpu', true)).toBe('cu124');
  expect(look('2.5.1+cpu', 'cpu', 'cu124', true)).toBe('cpu');
  expect(look('2.5.1+cu118', 'cu118', 'cu118', true)).toBeNull();
  expect(look('2.5.1+cpu', 'cpu', 'cpu', true)).toBeNull();
});

test('the default index’s torch for Linux, which is for CUDA without saying so, serves the CPU', () => {
  expect(look('2.5.1', 'cu124', 'cpu', true)).toBeNull();
});

test('a build that nothing tells of, and Apple’s, which is that of the CPU, are left alone', () => {
  expect(look('2.5.1', null, 'cu118', true)).toBeNull();
  expect(look('2.5.1', 'cpu', 'mps', true, machine([], { platform: 'darwin' }))).toBeNull();
});
