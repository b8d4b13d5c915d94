import { expect, test } from 'vitest';
import { cardCapability } from '../../../electron/engine/card-capability.ts';

test.each([
  ['Tesla K80', 3.7],
  ['Tesla K40m', 3.5],
  ['Tesla K20Xm', 3.5],
  ['Quadro K6000', 3.5],
  ['GeForce GTX TITAN Black', 3.5],
  ['GeForce GTX 780 Ti', 3.5],
  ['NVIDIA GeForce GT 710', 3.5],
  ['Tesla K10.G2.8GB', 3.0],
  ['GRID K520', 3.0],
  ['GeForce GTX 680', 3.0],
  ['GeForce GTX 770', 3.0],
  ['GeForce GTX 780M', 3.0],
  ['NVIDIA GeForce GT 750M', 3.0],
  ['Quadro K5000', 3.0],
  ['Tesla M60', 5.2],
  ['Tesla P100-PCIE-16GB', 6.0],
  ['Tesla P4', 6.1],
  ['Tesla P40', 6.1],
  ['GRID V100D-8Q', 7.0],
  ['Tesla T4', 7.5],
  ['GRID T4-8Q', 7.5],
])('%s, whose driver does not tell, has capability %s', (name, capability) => {
  expect(cardCapability({ name, capability: null })).toBe(capability);
});

test.each([
  'GeForce GTX TITAN X',
  'GeForce GTX 745',
  'NVIDIA GeForce GTX 750 Ti',
  'Quadro K620',
  'Quadro K1200',
  'Quadro K2200M',
  'NVIDIA T400 4GB',
  'Quadro P400',
  'NVIDIA GeForce RTX 4070',
  'NVIDIA L40S',
])('%s is none of those', (name) => expect(cardCapability({ name, capability: null })).toBeNull());

test('what the driver tells counts more than a name', () => {
  expect(cardCapability({ name: 'Tesla T4', capability: 8.9 })).toBe(8.9);
});
