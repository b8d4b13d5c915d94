import { type AcceleratorTrouble, outsideTrouble } from '../../shared/accelerator-trouble.ts';
import type { Event, Fact } from '../../shared/events.ts';
import type { Step } from '../../shared/plan.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';
import { machine } from './machines.ts';

/** Facts as a run's events: numbered from 1, a second apart from `from` on unless a fact says `at`. */
export const recorded = (facts: readonly (Fact & { at?: number })[], { run = 'r1', from = 1_000_000 } = {}): Event[] =>
  facts.map((fact, index) => ({ ...fact, seq: index + 1, run, at: fact.at ?? from + index * 1000 }));

export const fold = (events: readonly Event[]): RunState => {
  const state = events.reduce<RunState | null>(reduce, null);
  if (state === null) throw new Error('no event');
  return state;
};

export const runStarted = (more: Partial<Extract<Fact, { type: 'run-started' }>> = {}): Fact => ({
  type: 'run-started',
  verb: 'repair',
  environment: '/home/ada/env',
  manifest: { name: 'llm', title: 'Local AI stack' },
  profile: 'full',
  options: {},
  version: '0.1.0',
  pid: 4711,
  journal: '/home/ada/.local/share/smart-installer/runs/r1/journal.jsonl',
  dryRun: false,
  ...more,
});

export const torchLayer = {
  layer: 'torch',
  title: 'PyTorch',
  accelerator: 'cu124',
  packages: [
    { name: 'torch', requirement: 'torch==2.5.1' },
    { name: 'torchvision', requirement: 'torchvision==0.20.1' },
  ],
  sources: [{ index: null, requirements: ['torch==2.5.1', 'torchvision==0.20.1'] }],
};

export const steps: Step[] = [
  { kind: 'resolve', id: 'resolve', because: [], layers: [torchLayer] },
  { kind: 'create-environment', id: 'create-environment', because: [], replace: false },
  { kind: 'install-layer', id: 'install:torch', because: [], layer: torchLayer, replace: [], evict: false },
  { kind: 'prove', id: 'prove', because: [], layers: ['torch'] },
];

export const planMade = (more: Partial<Extract<Fact, { type: 'plan-made' }>['plan']> = {}): Fact => ({
  type: 'plan-made',
  plan: {
    steps,
    findings: [],
    accelerator: { id: 'cu124', reason: 'An NVIDIA GPU suits it.' },
    answers: [],
    rung: 'environment',
    leftAlone: [],
    ...more,
  },
});

/** The environment's own Python and a virus scanner use what a step is about to move. */
export const holderFound = (step: string, now = 1_000_000): Extract<Fact, { type: 'holder-found' }> => {
  const files = ['/home/ada/assistant/env/lib/python3.12/site-packages/torchao/_C.abi3.so'];
  return {
    type: 'holder-found',
    step,
    question: `${step}?1`,
    path: null,
    choices: ['end', 'try-again', 'move-aside', 'stop'],
    holders: [
      {
        pid: 4711,
        name: 'python',
        program: '/home/ada/assistant/env/bin/python3.12',
        startedAt: now - 5_400_000,
        identity: '815',
        kind: 'environment',
        why: null,
        files,
      },
      {
        pid: 902,
        name: 'clamd',
        program: '/usr/sbin/clamd',
        startedAt: now - 86_400_000,
        identity: '12',
        kind: 'protected',
        why: 'security',
        files,
      },
    ],
  };
};

export const unreachable = {
  code: 'index-unreachable' as const,
  index: 'https://index.example/simple/',
  cause: 'the server closed the connection',
  problem: null,
};

/** A run that finds nothing wrong but a GPU that does not calculate, and why. */
export const unprovenRun = (verb: 'diagnose' | 'repair', trouble: AcceleratorTrouble = 'restart-needed'): Fact[] => {
  const detail = 'A calculation with PyTorch for CUDA 12.4 failed: Error 803';
  const outside = outsideTrouble(trouble);
  const proof = { layer: 'torch', kind: 'accelerator', subject: 'cu124', version: null, ok: false } as const;
  return [
    runStarted({ verb }),
    { type: 'machine-detected', machine: machine([{ name: 'NVIDIA H200' }]) },
    { type: 'phase-started', phase: 'diagnose' },
    { type: 'proof-made', proof: { ...proof, detail, trouble } },
    {
      type: 'finding-found',
      finding:
        outside === null
          ? { code: 'check-failed', layer: 'torch', subject: 'cu124', detail, trouble }
          : { code: 'accelerator-unproven', layer: 'torch', accelerator: 'cu124', trouble: outside, detail },
    },
    ...(verb === 'diagnose' ? [] : [planMade({ steps: [] })]),
    {
      type: 'run-finished',
      outcome: verb === 'diagnose' ? { kind: 'looked', findings: outside === null ? 1 : 0 } : { kind: 'nothing-to-do' },
      ms: 900,
    },
  ];
};

/** A repair that begins well and then waits for its second attempt at 1_010_000, for 4 s. */
export const untilWait: (Fact & { at?: number })[] = [
  runStarted(),
  { type: 'phase-started', phase: 'diagnose' },
  { type: 'finding-found', finding: { code: 'environment-absent', path: '/home/ada/env' } },
  planMade(),
  { type: 'step-started', step: 'resolve', attempt: 1, of: 3 },
  { type: 'step-finished', step: 'resolve', outcome: 'done', failure: null, ms: 1234 },
  { type: 'step-started', step: 'create-environment', attempt: 1, of: 3 },
  { type: 'step-finished', step: 'create-environment', outcome: 'done', failure: null, ms: 400 },
  { type: 'step-started', step: 'install:torch', attempt: 1, of: 3 },
  { type: 'attempt-failed', step: 'install:torch', attempt: 1, of: 3, failure: unreachable },
  {
    type: 'wait-started',
    step: 'install:torch',
    wait: 'install:torch#1',
    attempt: 2,
    of: 3,
    until: 1_014_000,
    failure: unreachable,
    at: 1_010_000,
  },
];
