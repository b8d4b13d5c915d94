import { expect, test } from 'vitest';
import { narrower } from '../../../electron/engine/python-range.ts';

test.each([
  ['>=3.10,<3.14', null, '>=3.10,<3.14'],
  ['>=3.10,<3.14', '<3.13', '>=3.10,<3.13'],
  ['>=3.10,<3.14', '>=3.13', '<3.14,>=3.13'],
  ['>=3.10,<3.14', '>=3.10,<3.14', '>=3.10,<3.14'],
  ['>=3.10', '!=3.11.4, <3.13', '>=3.10,!=3.11.4,<3.13'],
  ['>=3.9,<3.10', '<3.9', '>=3.9,<3.9'],
])('%s within %s is %s', (a, b, expected) => expect(narrower(a, b)).toBe(expected));
