import { expect, test } from 'vitest';
import { interpreterFindings } from '../../../../electron/engine/diagnose/interpreter.ts';
import type { InspectedPython } from '../../../../electron/engine/tools.ts';
import { wordFinding } from '../../../../shared/wording.ts';
import { stackManifest } from '../../../support/stack.ts';

const python = '/home/x/env/bin/python';
const place = { manifest: { ...stackManifest, python: '>=3.10' }, python, realRoot: '/data/env' };
const found = (changes: Partial<InspectedPython> = {}): InspectedPython => ({
  path: python,
  version: '3.11.7',
  platform: 'linux-x86_64',
  canMakeEnvironments: true,
  prefix: '/data/env',
  inEnvironment: true,
  ...changes,
});

test('nothing is wrong with the environment’s own, in the range', () => {
  expect(interpreterFindings(place, found())).toEqual([]);
});

test('one that does not start, or is outside the range', () => {
  expect(interpreterFindings(place, null)).toEqual([{ code: 'interpreter-broken', path: python, detail: [] }]);
  expect(interpreterFindings(place, found({ version: '3.9.2' }))).toEqual([
    { code: 'interpreter-outside-range', version: '3.9.2', wanted: '>=3.10' },
  ]);
});

test.each([
  [
    'the computer’s own, whatever its prefix and version',
    { inEnvironment: false, prefix: '/usr', version: '3.9.2' },
    /: it is the computer’s own Python, because pyvenv.cfg is missing or damaged\.$/,
  ],
  ['the computer’s own that claims the root', { inEnvironment: false }, /: it is the computer’s own Python/],
  ['another environment’s', { prefix: '/data/other' }, /: it belongs to \/data\/other\.$/],
])('%s is broken, and it is said why', (_, changes, words) => {
  const [finding, ...more] = interpreterFindings(place, found(changes));
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: 'interpreter-broken', path: python, detail: [expect.any(String)] });
  expect(finding === undefined ? '' : wordFinding(finding)).toMatch(words);
});
