import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import { failureSchema } from '../../shared/failure.ts';
import { type Finding, type FindingCode, findingSchema } from '../../shared/finding.ts';
import {
  bytes,
  describeEvent,
  duration,
  listed,
  memory,
  secondsLeft,
  stepReason,
  stepTitle,
  wordAccelerator,
  wordFailure,
  wordFinding,
  wordOutcome,
  wordVersions,
  wordWait,
} from '../../shared/wording.ts';
import { fold, recorded, runStarted, unreachable, untilWait } from '../support/recorded-run.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'UTC';
});
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const at = Date.UTC(2026, 10, 23, 14, 2);

/** One failure of each code: a new code without a line here is a type error. */
const failures: { [C in FailureCode]: [Extract<Failure, { code: C }>, RegExp] } = {
  usage: [{ code: 'usage', message: 'Unknown command "mend"' }, /^Unknown command "mend"\.$/],
  'manifest-missing': [{ code: 'manifest-missing', path: '/m.json' }, /\/m\.json/],
  'manifest-invalid': [
    { code: 'manifest-invalid', path: '/m.json', problems: ['layers.0: no', 'name: no'] },
    /\/m\.json.*layers\.0: no; name: no\.$/,
  ],
  'profile-unknown': [{ code: 'profile-unknown', profile: 'huge', known: ['full', 'core'] }, /huge/],
  'accelerator-unknown': [{ code: 'accelerator-unknown', accelerator: 'cu999', known: ['cpu'] }, /cu999/],
  'environment-is-a-file': [{ code: 'environment-is-a-file', path: '/env' }, /\/env is a file/],
  'environment-not-ours': [
    { code: 'environment-not-ours', path: '/env', found: 'thesis.docx' },
    /\/env .*thesis\.docx.*nothing in it was touched/,
  ],
  'environment-not-writable': [{ code: 'environment-not-writable', path: '/env' }, /may not write to \/env/],
  'environment-missing': [{ code: 'environment-missing', path: '/env' }, /\/env/],
  'environment-busy': [
    { code: 'environment-busy', path: '/env', pid: 4711, since: at },
    /process 4711, since 23 Nov 2026, 14:02.*\/env/,
  ],
  'python-not-found': [
    { code: 'python-not-found', wanted: '>=3.10,<3.14', rejected: ['/usr/bin/python3: 3.9.2'] },
    /^No Python 3\.10 or newer, below 3\.14 .*\/usr\/bin\/python3: 3\.9\.2/,
  ],
  'python-unusable': [
    { code: 'python-unusable', path: '/py', reason: 'it does not start.' },
    /\/py cannot be used: it does not start\.$/,
  ],
  'environment-creation-failed': [
    { code: 'environment-creation-failed', python: '/py', detail: ['first', 'ensurepip is missing'] },
    /\/py: ensurepip is missing\.$/,
  ],
  'uv-unavailable': [{ code: 'uv-unavailable', reason: 'no network' }, /uv .*no network/],
  'index-unreachable': [unreachable, /index\.example.*the server closed the connection/],
  'download-failed': [{ code: 'download-failed', package: 'torch', cause: 'timed out' }, /torch failed: timed out/],
  'hash-mismatch': [{ code: 'hash-mismatch', package: 'torch', detail: [] }, /^torch did not arrive/],
  'package-not-found': [{ code: 'package-not-found', requirement: 'torch==9', detail: [] }, /torch==9/],
  'not-downloaded': [
    { code: 'not-downloaded', requirement: 'torch==9', detail: [] },
    /^torch==9 is not among what was downloaded before\.$/,
  ],
  'requirements-conflict': [
    { code: 'requirements-conflict', detail: ['a needs b<1', 'c needs b>2.'] },
    /a needs b<1 c needs b>2\.$/,
  ],
  'file-locked': [{ code: 'file-locked', path: '/env/c10.dll' }, /using \/env\/c10\.dll/],
  'permission-denied': [{ code: 'permission-denied', path: '/env/x' }, /\/env\/x/],
  'path-too-long': [
    { code: 'path-too-long', path: `/home/${'x'.repeat(5000)}/env` },
    /^The path \/home\/x{44}…x{25}\/env is too long\.$/,
  ],
  'disk-full': [{ code: 'disk-full', path: '/env' }, /\/env is full/],
  'disk-space-low': [
    { code: 'disk-space-low', path: '/env', freeBytes: 1.2e9, neededBytes: 6.5e9 },
    /1\.2 GB free, and 6\.5 GB are needed/,
  ],
  'install-failed': [
    { code: 'install-failed', layer: 'torch', tool: 'uv', exitCode: 1, detail: ['error: broken', ''] },
    /^uv .*torch: error: broken\.$/,
  ],
  'command-timed-out': [{ code: 'command-timed-out', command: 'nvidia-smi', seconds: 10 }, /nvidia-smi .*10 seconds/],
  'command-failed': [
    { code: 'command-failed', command: 'uv venv', exitCode: 2, detail: [] },
    /uv venv failed: it gave no reason\.$/,
  ],
  'proof-failed': [
    { code: 'proof-failed', layer: 'core', module: 'numpy', detail: ['ImportError: x'], fresh: false },
    /numpy does not work .*: ImportError: x\.$/,
  ],
  'not-healed': [
    { code: 'not-healed', findings: [{ code: 'unwanted-package', package: 'torchao', version: null }], fresh: true },
    /still wrong: torchao is installed/,
  ],
  'call-invalid': [{ code: 'call-invalid', call: 'start', problems: ['verb: no'] }, /"start".*verb: no/],
  'call-refused': [{ code: 'call-refused', reason: 'it came from another page' }, /another page/],
  'run-in-progress': [{ code: 'run-in-progress', run: 'r1' }, /already in progress/],
  'no-such-run': [{ code: 'no-such-run', run: 'r1' }, /has ended/],
  bug: [
    { code: 'bug', message: 'the list is empty\n    at main.ts:1:2', journal: '/j' },
    /^Something unforeseen happened: the list is empty\.$/,
  ],
};

/** One finding of each code. */
const findings: { [C in FindingCode]: [Extract<Finding, { code: C }>, string] } = {
  'environment-absent': [{ code: 'environment-absent', path: '/env' }, 'There is no environment in /env yet.'],
  'interpreter-broken': [
    { code: 'interpreter-broken', path: '/env/bin/python', detail: [] },
    'The environment’s Python does not start (/env/bin/python).',
  ],
  'interpreter-outside-range': [
    { code: 'interpreter-outside-range', version: '3.9.2', wanted: '>=3.10,<3.14' },
    'The environment has Python 3.9.2, but 3.10 or newer, below 3.14 is needed.',
  ],
  leftover: [
    { code: 'leftover', path: 'C:\\env\\Lib\\site-packages\\~umpy', package: 'numpy' },
    'An interrupted removal of numpy left the folder ~umpy behind.',
  ],
  'unwanted-package': [
    { code: 'unwanted-package', package: 'torchao', version: '0.7.0' },
    'torchao 0.7.0 is installed, but it breaks this environment.',
  ],
  'check-failed': [
    { code: 'check-failed', layer: 'torch', subject: 'cu124', detail: 'A calculation on cu124 failed' },
    'A calculation on cu124 failed.',
  ],
  'requirement-missing': [
    { code: 'requirement-missing', layer: 'core', requirement: 'numpy>=2' },
    'numpy>=2 is not installed.',
  ],
  'version-outside': [
    { code: 'version-outside', layer: 'core', package: 'numpy', requirement: 'numpy>=2', version: '1.26.4' },
    'numpy 1.26.4 is installed, but numpy>=2 is needed.',
  ],
  'wrong-build': [
    { code: 'wrong-build', layer: 'torch', package: 'torch', build: 'cpu', wanted: 'cu124' },
    'torch is a CPU build, but this computer needs the one for CUDA 12.4.',
  ],
  'import-broken': [
    { code: 'import-broken', layer: 'core', module: 'numpy', error: 'ImportError: DLL load failed.', detail: [] },
    'numpy is installed but does not work (ImportError: DLL load failed).',
  ],
  'unfinished-run': [
    { code: 'unfinished-run', run: 'r0', at },
    'An earlier run (23 Nov 2026, 14:02) was interrupted before it ended.',
  ],
};

describe('a failure', () => {
  it.each(Object.values(failures))('$code says what it is about, and one thing to do', (failure, says) => {
    expect(failureSchema.parse(failure)).toEqual(failure);
    const { sentence, next } = wordFailure(failure);
    expect(sentence).toMatch(says);
    for (const text of [sentence, next]) {
      expect(text).not.toMatch(/undefined|null|\[object|NaN|\n|\.\.$|Oops/);
      expect(text.trim()).toBe(text);
    }
    expect(sentence).toMatch(/\.$/);
    expect(next.length).toBeGreaterThan(5);
  });

  it('names what can be chosen instead', () => {
    expect(wordFailure(failures['profile-unknown'][0]).next).toContain('full, core');
    expect(wordFailure(failures['accelerator-unknown'][0]).next).toContain('auto, cpu');
  });

  it('says where a bug’s journal lies', () => {
    expect(wordFailure(failures.bug[0]).next).toContain('/j');
    expect(wordFailure({ code: 'bug', message: 'x', journal: null }).next).toBe('Please report it.');
  });

  it('says how much space is to be freed', () => {
    expect(wordFailure(failures['disk-space-low'][0]).next).toContain('5.3 GB');
  });
});

describe('a finding', () => {
  it.each(Object.values(findings))('$code is one sentence', (finding, sentence) => {
    expect(findingSchema.parse(finding)).toEqual(finding);
    expect(wordFinding(finding)).toBe(sentence);
  });
});

describe('an amount', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [812_000_000, '812 MB'],
    [999_999_999, '1.0 GB'],
    [2_400_000_000, '2.4 GB'],
    [120e9, '120 GB'],
    [3.21e12, '3.2 TB'],
    [5e15, '5000 TB'],
  ])('of %d bytes is %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it.each([
    [12_282 * 2 ** 20, '12 GB'],
    [64 * 2 ** 30, '64 GB'],
    [1.5 * 2 ** 30, '1.5 GB'],
    [33_567_000_000, '31 GB'],
  ])('of %d bytes of memory is %s', (count, text) => {
    expect(memory(count)).toBe(text);
  });

  it.each([
    [0, '0.0 s'],
    [400, '0.4 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [12_345, '12 s'],
    [59_600, '1 min'],
    [168_000, '2 min 48 s'],
    [3_599_600, '1 h'],
    [3_900_000, '1 h 5 min'],
    [7_199_000, '2 h'],
  ])('of %d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('of seconds left never goes below 0', () => {
    expect([secondsLeft(5000, 1001), secondsLeft(5000, 5000), secondsLeft(5000, 9000)]).toEqual([4, 0, 0]);
  });

  it('of things is listed as a person would', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

describe('a build', () => {
  it.each([
    ['cu124', 'CUDA 12.4'],
    ['cu118', 'CUDA 11.8'],
    ['rocm6.2', 'ROCm 6.2'],
    ['cpu', 'CPU'],
    ['mps', 'Apple GPU'],
    ['vulkan', 'vulkan'],
  ])('%s is %s', (id, name) => {
    expect(wordAccelerator(id)).toBe(name);
  });

  it.each([
    ['>=3.10,<3.14', '3.10 or newer, below 3.14'],
    ['==3.12.4', '3.12.4'],
    [' >= 3.10 ', '3.10 or newer'],
    ['~=3.11', '~=3.11'],
  ])('needs Python %s: %s', (specifiers, words) => {
    expect(wordVersions(specifiers)).toBe(words);
  });
});

describe('an outcome', () => {
  it('says whether the environment was changed', () => {
    expect(wordOutcome('repair', { kind: 'repaired', changed: ['numpy', 'torch'] })).toEqual({
      title: 'Ready',
      sentence: 'The environment works. Changed: numpy and torch.',
    });
    expect(wordOutcome('repair', { kind: 'nothing-to-do' }).sentence).toContain('Nothing had to be done');
    expect(wordOutcome('repair', { kind: 'cancelled', changed: [] }).sentence).toContain(
      'Nothing in the environment was changed',
    );
    expect(wordOutcome('repair', { kind: 'cancelled', changed: ['numpy'] }).sentence).toContain('Run it again');
    expect(wordOutcome('diagnose', { kind: 'looked', findings: 1 })).toEqual({
      title: 'Needs repair',
      sentence: '1 thing is wrong. Nothing was changed.',
    });
    expect(wordOutcome('diagnose', { kind: 'looked', findings: 0 }).title).toBe('Ready');
    expect(wordOutcome('repair', { kind: 'failed', failure: unreachable, step: null, changed: [] })).toEqual({
      title: 'Not repaired',
      sentence:
        'The package index https://index.example/simple/ cannot be reached: the server closed the connection. Check the network connection and the proxy, then run again.',
    });
  });
});

describe('a step', () => {
  it('has a title and a reason that name what it is about', () => {
    expect(stepTitle({ kind: 'remove-packages', id: 'x', packages: ['torchao'] })).toBe('Remove torchao');
    expect(stepReason({ kind: 'install-python', id: 'x', wanted: '>=3.10' })).toContain('3.10 or newer');
    expect(stepReason({ kind: 'clean-up', id: 'x', leftovers: ['/a', '/b'], packages: ['torch'] })).toBe(
      'Moves aside 2 leftover folders and torch.',
    );
    expect(stepReason({ kind: 'clean-up', id: 'x', leftovers: [], packages: [] })).toContain('Nothing is left over');
  });
});

describe('a run’s log', () => {
  const lines = (facts: Parameters<typeof recorded>[0]): [string, string][] =>
    fold(recorded(facts)).log.lines.map(({ level, text }) => [level, text]);

  it('reads as a story', () => {
    expect(
      lines([
        ...untilWait,
        { type: 'wait-ended', step: 'install:torch', wait: 'install:torch#1', how: 'skipped' },
        { type: 'step-started', step: 'install:torch', attempt: 2, of: 3 },
        {
          type: 'package-changed',
          step: 'install:torch',
          package: 'torch',
          version: '2.5.1',
          bytes: 908_000_000,
          state: 'downloading',
        },
        {
          type: 'package-changed',
          step: 'install:torch',
          package: 'torch',
          version: '2.5.1',
          bytes: 908_000_000,
          state: 'installed',
        },
        { type: 'step-finished', step: 'install:torch', outcome: 'failed', failure: unreachable, ms: 10 },
        {
          type: 'run-finished',
          outcome: { kind: 'failed', failure: unreachable, step: 'install:torch', changed: [] },
          ms: 168_000,
        },
      ]),
    ).toEqual([
      ['info', 'Local AI stack · repair /home/ada/env · profile full · Smart Installer 0.1.0'],
      ['warning', 'There is no environment in /home/ada/env yet.'],
      ['info', 'Plan: Find the right versions · Create the environment · PyTorch · Prove that it works'],
      ['info', 'Find the right versions: started'],
      ['info', 'Find the right versions: done (1.2 s)'],
      ['info', 'Create the environment: started'],
      ['info', 'Create the environment: done (0.4 s)'],
      ['info', 'PyTorch: started'],
      [
        'warning',
        'PyTorch: attempt 1 of 3 failed. The package index https://index.example/simple/ cannot be reached: the server closed the connection.',
      ],
      ['warning', 'PyTorch: trying again in 4 s (attempt 2 of 3)'],
      ['info', 'PyTorch: trying again now'],
      ['info', 'PyTorch: attempt 2 of 3'],
      ['info', 'torch 2.5.1 installed (908 MB)'],
      [
        'error',
        'PyTorch: failed. The package index https://index.example/simple/ cannot be reached: the server closed the connection.',
      ],
      [
        'error',
        'Not repaired. The package index https://index.example/simple/ cannot be reached: the server closed the connection. Check the network connection and the proxy, then run again. (2 min 48 s)',
      ],
    ]);
  });

  it('says that a dry run changes nothing', () => {
    expect(lines([runStarted({ dryRun: true })])).toEqual([
      ['info', expect.stringContaining('dry run: nothing is changed')],
    ]);
  });

  it('says nothing where only a bar moves', () => {
    const [started] = recorded([runStarted()]);
    if (started === undefined) throw new Error('no event');
    const state = fold([started]);
    expect(
      describeEvent(
        { seq: 2, run: 'r1', at: 1, type: 'step-progressed', step: 'x', done: 1, total: 2, unit: 'files' },
        state,
      ),
    ).toEqual([]);
  });

  it('counts a wait down to its deadline', () => {
    const wait = { attempt: 2, of: 3, until: 14_000, failure: unreachable };
    expect(wordWait(wait, 10_001)).toEqual({
      countdown: 'trying again in 4 s',
      attempt: 'attempt 2 of 3',
      reason: 'the server closed the connection',
    });
    expect(wordWait({ ...wait, failure: { code: 'file-locked', path: '/env/c10.dll' } }, 0).reason).toBe(
      '/env/c10.dll is in use',
    );
    expect(wordWait({ ...wait, failure: { code: 'disk-full', path: '/env' } }, 0).reason).toBe(
      'The disk that holds /env is full',
    );
    expect(wordWait(wait, 20_000).countdown).toBe('trying again in 0 s');
  });
});
