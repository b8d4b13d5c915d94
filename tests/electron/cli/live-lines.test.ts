import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finalLines, liveLines } from '../../../electron/cli/live-lines.ts';
import { type Look, widthOf } from '../../../electron/cli/terminal-text.ts';
import type { Fact } from '../../../shared/events.ts';
import type { Plan } from '../../../shared/plan.ts';
import { machine } from '../../support/machines.ts';
import {
  fold,
  planMade,
  recorded,
  runStarted,
  unprovenRun,
  unreachable,
  untilWait,
} from '../../support/recorded-run.ts';

const look: Look = { now: 1_010_500, width: 79, colors: false, unicode: true, keys: true };
type Facts = (Fact & { at?: number })[];

const working: Facts = [
  ...untilWait,
  { type: 'wait-ended', step: 'install:torch', wait: 'install:torch#1', how: 'elapsed' },
  { type: 'step-started', step: 'install:torch', attempt: 2, of: 3 },
  {
    type: 'package-changed',
    step: 'install:torch',
    package: 'torch',
    version: '2.5.1',
    bytes: 9e8,
    state: 'installed',
  },
  { type: 'step-progressed', step: 'install:torch', done: 812e6, total: 2.4e9, unit: 'bytes' },
];
const failed: Facts = [
  ...working,
  {
    type: 'lines',
    step: 'install:torch',
    lines: Array.from({ length: 12 }, (_, at) => ({ at, level: 'output' as const, text: `output ${at + 1}` })),
  },
  { type: 'step-finished', step: 'install:torch', outcome: 'failed', failure: unreachable, ms: 60_000 },
  {
    type: 'run-finished',
    outcome: { kind: 'failed', failure: unreachable, step: 'install:torch', undo: 'nothing-changed' },
    ms: 168_000,
  },
];

describe('the frame of a run', () => {
  it('counts a wait down in place', () => {
    const state = fold(recorded(untilWait));
    expect(liveLines(state, look)).toEqual([
      'Local AI stack · /home/ada/env',
      '  There is no environment in /home/ada/env yet.',
      '✓ Find the right versions  done     1.2 s',
      '✓ Create the environment   done     0.4 s',
      '↻ PyTorch                  waiting',
      '    trying again in 4 s · attempt 2 of 3 · the server closed the connection',
      '    press r to retry now, Ctrl-C to stop',
      '○ Prove that it works      waiting',
    ]);
    expect(
      [1_010_000, 1_012_999, 1_013_001, 1_014_000, 1_020_000].map(
        (now) => /in (\d+) s/.exec(liveLines(state, { ...look, now }).join())?.[1],
      ),
    ).toEqual(['4', '2', '1', '0', '0']);
  });

  it('has the countdown in one line where there is room', () => {
    expect(liveLines(fold(recorded(untilWait)), { ...look, width: 120 })[5]).toBe(
      '    trying again in 4 s · attempt 2 of 3 · the server closed the connection — press r to retry now, Ctrl-C to stop',
    );
  });

  it('does not offer a key that nobody listens to', () => {
    const lines = liveLines(fold(recorded(untilWait)), { ...look, keys: false }).join('\n');
    expect(lines).toContain('Ctrl-C to stop');
    expect(lines).not.toContain('press r');
  });

  it('shows how far a step is', () => {
    expect(liveLines(fold(recorded(working)), { ...look, now: 1_050_000 }).slice(4)).toEqual([
      '◐ PyTorch                  working  attempt 2 of 3 · 42 s',
      '    ████████░░░░░░░░░░░░░░░░  812 MB of 2.4 GB · 1 of 2 packages',
      '○ Prove that it works      waiting',
    ]);
  });

  it('counts without a bar where there is no total, and says no time in the first two seconds', () => {
    const state = fold(
      recorded([
        runStarted(),
        planMade(),
        { type: 'step-started', step: 'resolve', attempt: 1, of: 3, at: 5000 },
        { type: 'step-progressed', step: 'resolve', done: 7, total: null, unit: 'files' },
      ]),
    );
    expect(liveLines(state, { ...look, now: 6999 }).slice(1, 3)).toEqual([
      '◐ Find the right versions  working',
      '    7 files',
    ]);
  });

  it('shows the phase before there is a plan', () => {
    expect(liveLines(fold(recorded([runStarted(), { type: 'phase-started', phase: 'diagnose' }])), look)).toEqual([
      'Local AI stack · /home/ada/env',
      '◐ Check the environment  working',
    ]);
  });

  it('says that it is stopping', () => {
    expect(liveLines(fold(recorded([...untilWait, { type: 'cancel-requested' }])), look).at(-1)).toMatch(/^Stopping: /);
  });

  it('counts findings that do not fit', () => {
    const facts: Facts = [
      runStarted(),
      ...Array.from(
        { length: 9 },
        (_, n): Fact => ({
          type: 'finding-found',
          finding: { code: 'requirement-missing', layer: 'core', requirement: `p${n}` },
        }),
      ),
    ];
    const lines = liveLines(fold(recorded(facts)), look);
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('  and 4 more things');
  });

  it('has a sign that an old terminal can show, and never only a colour', () => {
    expect(liveLines(fold(recorded(working)), { ...look, unicode: false }).slice(2)).toEqual([
      '+ Find the right versions  done     1.2 s',
      '+ Create the environment   done     0.4 s',
      '> PyTorch                  working  attempt 2 of 3 · 2 s',
      '    ########----------------  812 MB of 2.4 GB · 1 of 2 packages',
      'o Prove that it works      waiting',
    ]);
  });

  it('is coloured only where asked, and says the same', () => {
    const state = fold(recorded(failed));
    const plain = liveLines(state, look).join('\n');
    const coloured = liveLines(state, { ...look, colors: true }).join('\n');
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is taken away
    expect(coloured.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(plain);
  });

  it('fits any width and never steers the terminal, whatever a manifest says', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        'é',
        '漢',
        '👩‍💻',
        '\u001b[2J',
        '\u001b]0;x\u0007',
        '\n',
        '\r',
        '\u202e',
        '\u009b',
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 20, max: 200 }), (title, path, width) => {
        const state = fold(
          recorded([runStarted({ manifest: { name: 'x', title }, environment: `/${path}` }), ...untilWait.slice(1)]),
        );
        for (const line of liveLines(state, { ...look, width })) {
          expect(widthOf(line)).toBeLessThanOrEqual(width);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
        }
      }),
    );
  });
});

describe('what stays when a run has ended', () => {
  const ended = (facts: Facts) => finalLines(fold(recorded(facts)), look);

  it('of a failed repair: the steps, the last ten lines of output, and one summary', () => {
    const lines = ended(failed);
    expect(lines.slice(3)).toEqual([
      '✗ PyTorch                  failed   1 min',
      '○ Prove that it works      waiting',
      'The last lines that the tools printed:',
      ...Array.from({ length: 10 }, (_, at) => `  output ${at + 3}`),
      '✗ Not repaired (2 min 48 s)',
    ]);
  });

  it('of a good repair', () => {
    expect(
      ended([
        runStarted(),
        planMade(),
        { type: 'step-started', step: 'resolve', attempt: 1, of: 3 },
        { type: 'step-finished', step: 'resolve', outcome: 'not-needed', failure: null, ms: 1 },
        { type: 'run-finished', outcome: { kind: 'repaired', changed: ['torch'] }, ms: 3000 },
      ]),
    ).toEqual([
      'Local AI stack · /home/ada/env',
      '✓ Find the right versions  nothing to do',
      '○ Create the environment   waiting',
      '○ PyTorch                  waiting',
      '○ Prove that it works      waiting',
      '✓ Ready. The environment works. Changed: torch. (3.0 s)',
    ]);
  });

  it('of a stopped repair', () => {
    expect(
      ended([
        ...untilWait,
        { type: 'cancel-requested' },
        { type: 'step-finished', step: 'install:torch', outcome: 'cancelled', failure: null, ms: 500 },
        { type: 'run-finished', outcome: { kind: 'cancelled', undo: 'nothing-changed' }, ms: 900 },
      ]).slice(3),
    ).toEqual([
      '■ PyTorch                  stopped  0.5 s',
      '○ Prove that it works      waiting',
      '■ Stopped. The run was stopped. Nothing in the environment was changed. (0.9 s)',
    ]);
  });

  it('of a dry run: what is wrong and the whole plan', () => {
    const lines = ended([
      runStarted({ dryRun: true }),
      { type: 'finding-found', finding: { code: 'environment-absent', path: '/home/ada/env' } },
      planMade(),
      { type: 'run-finished', outcome: { kind: 'looked', findings: 1 }, ms: 900 },
    ]);
    expect(lines.slice(1, 6)).toEqual([
      'What is wrong',
      '  There is no environment in /home/ada/env yet.',
      'What would be done',
      '  1  Find the right versions',
      '     Looks up what fits together for 2 packages, before anything is changed.',
    ]);
    expect(lines.slice(-3)).toEqual([
      'Build: CUDA 12.4. An NVIDIA GPU suits it.',
      '! Needs repair. 1 thing is wrong. Nothing was changed. (0.9 s)',
      'What to do: run the same without --dry-run.',
    ]);
  });

  it('of a diagnosis: everything that is wrong, uncut', () => {
    const requirement = 'x'.repeat(150);
    const lines = ended([
      runStarted({ verb: 'diagnose' }),
      { type: 'finding-found', finding: { code: 'requirement-missing', layer: 'core', requirement } },
      { type: 'run-finished', outcome: { kind: 'looked', findings: 1 }, ms: 900 },
    ]);
    expect(lines).toEqual([
      'Local AI stack · /home/ada/env',
      'What is wrong',
      `  ${requirement} is not installed.`,
      '! Needs repair. 1 thing is wrong. Nothing was changed. (0.9 s)',
      'What to do: run smart-installer repair with the same options.',
    ]);
  });

  it.each([
    ['diagnose', 'restart-needed'],
    ['diagnose', 'unknown'],
    ['repair', 'restart-needed'],
  ] as const)('of a %s with a GPU that cannot be used (%s): that, once', (verb, trouble) => {
    const lines = ended([...unprovenRun(verb, trouble)]);
    expect(lines.filter((line) => line.includes('A calculation with PyTorch for CUDA 12.4 failed'))).toHaveLength(1);
  });

  it('of a repair with nothing to do: the build that was chosen, where the CPU is used beside a GPU', () => {
    const build = { id: 'cpu', reason: 'Driver 390.157 is too old. Install NVIDIA driver 525 or newer.' };
    const facts = (plan: Partial<Plan>): Facts => [
      runStarted(),
      { type: 'machine-detected', machine: machine([{ name: 'Tesla T4' }]) },
      { type: 'build-chosen', build },
      planMade(plan),
      { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 900 },
    ];
    // The plan, which names it as well, is not on the terminal any more.
    for (const plan of [{ steps: [] }, {}])
      expect(ended(facts(plan)).at(-1)).toBe(
        'Build: CPU. Driver 390.157 is too old. Install NVIDIA driver 525 or newer.',
      );
  });

  it('of a detection: the machine', () => {
    const facts: Facts = [
      runStarted({ verb: 'detect', environment: null }),
      {
        type: 'machine-detected',
        machine: machine(
          [
            { name: 'NVIDIA RTX 4070', capability: 8.9, memoryBytes: 12_282 * 2 ** 20, driver: '560.94' },
            { vendor: 'intel', name: 'Intel UHD 770' },
          ],
          {
            interpreters: [
              { path: '/usr/bin/python3', version: '3.12.7', platform: 'linux-x86_64', canMakeEnvironments: true },
              { path: '/usr/bin/python3.11', version: '3.11.2', platform: 'linux-x86_64', canMakeEnvironments: false },
            ],
            freeBytes: { environment: null, cache: 120e9 },
          },
        ),
      },
      { type: 'run-finished', outcome: { kind: 'looked', findings: 0 }, ms: 400 },
    ];
    expect(ended(facts)).toEqual([
      'System      Debian GNU/Linux 12 (x64)',
      'Processor   8 cores',
      'Memory      30 GB',
      'GPU         NVIDIA RTX 4070 · capability 8.9 · 12 GB · driver 560.94',
      '            Intel UHD 770',
      'Python      3.12.7   /usr/bin/python3',
      '            3.11.2   /usr/bin/python3.11 (cannot make environments: venv or ensurepip is missing)',
      'Free space  120 GB for downloads',
    ]);
  });

  it('of a detection that found little: says so', () => {
    const lines = (gpuProblem: string | null) =>
      ended([
        runStarted({ verb: 'detect' }),
        { type: 'machine-detected', machine: machine([], { gpuProblem }) },
        { type: 'run-finished', outcome: { kind: 'looked', findings: 0 }, ms: 1 },
      ]);
    expect(lines(null).slice(3)).toEqual(['GPU         none found', 'Python      none found']);
    expect(lines('nvidia-smi did not answer')[3]).toBe('GPU         nvidia-smi did not answer');
  });
});
