import { expect, test } from 'vitest';
import { interpreterFindings } from '../../../../electron/engine/diagnose/interpreter.ts';
import type { EnvironmentFrame } from '../../../../electron/engine/interfaces/environments.ts';
import type { InspectedPython } from '../../../../electron/engine/interfaces/python.ts';
import { wordFinding } from '../../../../shared/wording.ts';
import { stackManifest } from '../../../support/stack.ts';

const python = '/home/x/env/bin/python';
const place = { manifest: { ...stackManifest, python: '>=3.10' }, python, root: '/home/x/env', realRoot: '/data/env' };
const found = (changes: Partial<InspectedPython> = {}): InspectedPython => ({
  path: python,
  version: '3.11.7',
  platform: 'linux-x86_64',
  canMakeEnvironments: true,
  prefix: '/data/env',
  inEnvironment: true,
  abi: 'cp311',
  markers: {},
  systemPackages: [],
  ...changes,
});
const whole: EnvironmentFrame = {
  python: 'present',
  target: '/usr/bin/python3.11',
  configuration: 'whole',
  systemPackages: false,
};

test('nothing is wrong with the environment’s own, in the range', () => {
  expect(interpreterFindings(place, found(), whole)).toEqual([]);
});

test('one that does not start, or is outside the range', () => {
  expect(interpreterFindings(place, null, whole)).toEqual([{ code: 'interpreter-broken', path: python, detail: [] }]);
  expect(interpreterFindings(place, found({ version: '3.9.2' }), whole)).toEqual([
    { code: 'interpreter-outside-range', version: '3.9.2', wanted: '>=3.10' },
  ]);
});

test.each([
  ['missing', null, { code: 'interpreter-missing', path: python }],
  ['dangling', '/opt/gone/python', { code: 'interpreter-dangling', path: python, target: '/opt/gone/python' }],
] as const)('a Python that is %s is told apart from one that does not start', (state, target, finding) => {
  expect(interpreterFindings(place, null, { ...whole, python: state, target })).toEqual([finding]);
});

test.each(['missing', 'damaged'] as const)('a pyvenv.cfg that is %s is what is wrong, whatever starts', (state) => {
  const found1 = interpreterFindings(place, found({ inEnvironment: false }), { ...whole, configuration: state });
  expect(found1).toEqual([{ code: 'configuration-missing', path: '/home/x/env' }]);
});

test.each([
  [
    'the computer’s own, whatever its prefix and version',
    { inEnvironment: false, prefix: '/usr', version: '3.9.2' },
    /: it is the computer’s own Python\.$/,
  ],
  ['the computer’s own that claims the root', { inEnvironment: false }, /: it is the computer’s own Python/],
  ['another environment’s', { prefix: '/data/other' }, /: it belongs to \/data\/other\.$/],
])('%s is broken, and it is said why', (_, changes, words) => {
  const [finding, ...more] = interpreterFindings(place, found(changes), whole);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: 'interpreter-broken', path: python, detail: [expect.any(String)] });
  expect(finding === undefined ? '' : wordFinding(finding)).toMatch(words);
});
