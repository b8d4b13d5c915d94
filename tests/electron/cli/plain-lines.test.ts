import { describe, expect, it } from 'vitest';
import { plainLines } from '../../../electron/cli/plain-lines.ts';
import type { Fact } from '../../../shared/events.ts';
import type { Machine } from '../../../shared/machine.ts';
import type { Plan } from '../../../shared/plan.ts';
import { type RunState, reduce } from '../../../shared/run-state.ts';
import { machine } from '../../support/machines.ts';
import { planMade, recorded, runStarted, unprovenRun, unreachable, untilWait } from '../../support/recorded-run.ts';

const said = (facts: (Fact & { at?: number })[]): string[] => {
  let state: RunState | null = null;
  return recorded(facts).flatMap((event) => {
    state = reduce(state, event);
    return plainLines(event, state);
  });
};

describe('plain lines', () => {
  it('tell a repair from its start to its failure, each step by its title, without raw output but for the end of it', () => {
    const output = (text: string): Fact => ({
      type: 'lines',
      step: 'install:torch',
      lines: [{ at: 1, level: 'output', text }],
    });
    const lines = said([
      ...untilWait,
      output('an early line'),
      { type: 'lines', step: 'install:torch', lines: [{ at: 1, level: 'warning', text: 'the journal is full' }] },
      { type: 'wait-ended', step: 'install:torch', wait: 'install:torch#1', how: 'elapsed' },
      { type: 'step-started', step: 'install:torch', attempt: 2, of: 3 },
      { type: 'step-noted', step: 'install:torch', note: 'index-skipped', detail: 'https://b.example' },
      { type: 'step-progressed', step: 'install:torch', done: 1, total: 2, unit: 'bytes' },
      {
        type: 'package-changed',
        step: 'install:torch',
        package: 'torch',
        version: '2.5.1',
        bytes: 9e8,
        state: 'installed',
      },
      ...Array.from({ length: 10 }, (_, at) => output(`output ${at + 1}`)),
      { type: 'step-finished', step: 'install:torch', outcome: 'failed', failure: unreachable, ms: 10 },
      {
        type: 'run-finished',
        outcome: { kind: 'failed', failure: unreachable, step: 'install:torch', undo: 'nothing-changed' },
        ms: 168_000,
      },
    ]);
    expect(lines).toEqual([
      'Local AI stack · repair /home/ada/env · profile full · Smart Installer 0.1.0',
      'There is no environment in /home/ada/env yet.',
      'What will be done',
      '  1  Find the right versions',
      '     Looks up what fits together for 2 packages, before anything is changed.',
      '  2  Create the environment',
      '     There is none in this folder yet.',
      '  3  PyTorch',
      '     Installs torch==2.5.1, torchvision==0.20.1 · CUDA 12.4.',
      '  4  Prove that it works',
      '     Imports everything in the environment’s own Python.',
      'Build: CUDA 12.4. An NVIDIA GPU suits it.',
      'Find the right versions: started',
      'Find the right versions: done (1.2 s)',
      'Create the environment: started',
      'Create the environment: done (0.4 s)',
      'PyTorch: started',
      'PyTorch: attempt 1 of 3 failed. The package index https://index.example/simple/ cannot be reached: the server closed the connection.',
      'PyTorch: trying again in 4 s (attempt 2 of 3)',
      'PyTorch: the journal is full',
      'PyTorch: attempt 2 of 3',
      'PyTorch: Using the next package index: https://b.example',
      'PyTorch: torch 2.5.1 installed (900 MB)',
      'PyTorch: failed. The package index https://index.example/simple/ cannot be reached: the server closed the connection.',
      'The last lines that the tools printed:',
      ...Array.from({ length: 10 }, (_, at) => `  output ${at + 1}`),
      'Not repaired (2 min 48 s)',
    ]);
  });

  it('leave another step’s output out of the end of a failure', () => {
    const lines = said([
      runStarted(),
      planMade(),
      { type: 'lines', step: 'resolve', lines: [{ at: 1, level: 'output', text: 'resolved well' }] },
      {
        type: 'run-finished',
        outcome: { kind: 'failed', failure: unreachable, step: 'install:torch', undo: 'nothing-changed' },
        ms: 1,
      },
    ]);
    expect(lines.join('\n')).not.toContain('resolved well');
    expect(lines.at(-1)).toBe('Not repaired (0.0 s)');
  });

  it('of a healthy environment say so', () => {
    expect(
      said([
        runStarted(),
        planMade({ steps: [] }),
        { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 900 },
      ]).slice(1),
    ).toEqual(['Ready. Nothing had to be done: the environment is as it should be. (0.9 s)']);
  });

  it('of a diagnosis name each finding and what to do', () => {
    expect(
      said([
        runStarted({ verb: 'diagnose' }),
        { type: 'finding-found', finding: { code: 'requirement-missing', layer: 'core', requirement: 'numpy' } },
        { type: 'run-finished', outcome: { kind: 'looked', findings: 1 }, ms: 900 },
      ]).slice(1),
    ).toEqual([
      'numpy is not installed.',
      'Needs repair. 1 thing is wrong. Nothing was changed. (0.9 s)',
      'What to do: run smart-installer repair with the same options.',
    ]);
  });

  describe('of a GPU that cannot be used', () => {
    const sentence = 'A calculation with PyTorch for CUDA 12.4 failed: Error 803';
    const next = 'Restart the computer, for the GPU or its driver has stopped working, then run diagnose again.';
    const count = (lines: readonly string[]): number => lines.filter((line) => line.includes(sentence)).length;

    it.each(['diagnose', 'repair'] as const)('say it once, at the end of a %s', (verb) => {
      const lines = said([...unprovenRun(verb)]);
      expect(lines.slice(1)).toEqual([
        'Debian GNU/Linux 12 · NVIDIA H200',
        expect.stringMatching(/^Ready\./),
        `Not proven: ${sentence}. ${next}`,
      ]);
      expect(count(lines)).toBe(1);
    });

    it('say it at the end of a failed repair, too', () => {
      const lines = said([
        ...unprovenRun('repair').slice(0, -1),
        {
          type: 'run-finished',
          outcome: { kind: 'failed', failure: unreachable, step: null, undo: 'nothing-changed' },
          ms: 1,
        },
      ]);
      expect(lines.at(-1)).toBe(`Not proven: ${sentence}. ${next}`);
      expect(count(lines)).toBe(1);
    });

    it('say once what a repair answers', () => {
      const lines = said([...unprovenRun('diagnose', 'unknown')]);
      expect(lines.slice(-3)).toEqual([
        `${sentence}.`,
        expect.stringMatching(/^Needs repair\./),
        'What to do: run smart-installer repair with the same options.',
      ]);
      expect(count(lines)).toBe(1);
    });
  });

  describe('name the build that was chosen', () => {
    const reason =
      'Driver 390.157 of Tesla T4 is too old, so PyTorch uses the CPU. Install NVIDIA driver 525 or newer.';
    const withBuild = (id: string, more: Partial<Machine>, plan: Partial<Plan> = { steps: [] }): string[] =>
      said([
        runStarted(),
        { type: 'machine-detected', machine: machine([{ name: 'Tesla T4' }], more) },
        { type: 'build-chosen', build: { id, reason } },
        planMade({ accelerator: { id, reason }, ...plan }),
        { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 900 },
      ]).filter((line) => line.startsWith('Build'));

    it('where the CPU is used beside a GPU, though there is nothing to do', () => {
      expect(withBuild('cpu', {})).toEqual([`Build: CPU. ${reason}`]);
      expect(withBuild('cpu', { gpus: [], gpuProblem: 'nvidia-smi crashed' })).toEqual([`Build: CPU. ${reason}`]);
      expect(withBuild('cu124', { gpuProblem: 'nvidia-smi crashed' })).toEqual([`Build: CUDA 12.4. ${reason}`]);
    });

    it('not where it is what anybody expects', () => {
      expect(withBuild('cu124', {})).toEqual([]);
      expect(withBuild('cpu', { gpus: [] })).toEqual([]);
    });

    it('once where there is a plan, which names it', () => {
      expect(withBuild('cpu', {}, {})).toEqual([`Build: CPU. ${reason}`]);
    });
  });

  it('of a detection are the machine and nothing else', () => {
    expect(
      said([
        runStarted({ verb: 'detect' }),
        { type: 'phase-started', phase: 'detect' },
        { type: 'machine-detected', machine: machine() },
        { type: 'run-finished', outcome: { kind: 'looked', findings: 0 }, ms: 9 },
      ]),
    ).toEqual([
      'System      Debian GNU/Linux 12 (x64)',
      'Processor   8 cores',
      'Memory      30 GB',
      'GPU         none found',
      'Python      none found',
    ]);
  });

  it('of a detection that failed say that', () => {
    expect(
      said([
        runStarted({ verb: 'detect' }),
        {
          type: 'run-finished',
          outcome: {
            kind: 'failed',
            failure: { code: 'bug', message: 'x', journal: null },
            step: null,
            undo: 'nothing-changed',
          },
          ms: 9,
        },
      ]),
    ).toEqual(['Not checked (0.0 s)']);
  });
});
