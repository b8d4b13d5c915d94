import type { Snapshot } from '../../shared/contract.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { DownloadFile, DownloadProgress } from '../../shared/download.ts';
import type { Event, Fact, Proof } from '../../shared/events.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Finding } from '../../shared/finding.ts';
import type { LayerChoice, Plan, Step } from '../../shared/plan.ts';
import { machine } from './machines.ts';
import { fold, holderFound, recorded, runStarted, unreachable } from './recorded-run.ts';

/** Runs of the default stack as the engine tells them: what screens are tested with and looked at with. */

type Facts = (Fact & { at?: number })[];

const environment = '/home/ada/assistant/env';
const python = '3.12.7';
const site = `${environment}/lib/python3.12/site-packages`;
/** Milliseconds since the epoch at which every recorded run begins. */
export const began = Date.UTC(2026, 10, 23, 14, 2, 11);

const layer = (id: string, title: string, requirements: string[], accelerator: string | null = null): LayerChoice => ({
  layer: id,
  title,
  accelerator,
  packages: requirements.map((requirement) => ({ name: requirement.split('==')[0] ?? requirement, requirement })),
  sources: [{ index: null, requirements }],
});

const core = layer('core', 'Core', ['numpy', 'sympy', 'fsspec']);
const torch = layer('torch', 'PyTorch', ['torch==2.5.1', 'torchvision==0.20.1', 'torchaudio==2.5.1'], 'cu124');
const models = layer('llm', 'Language models', [
  'transformers',
  'tokenizers',
  'safetensors',
  'accelerate',
  'huggingface-hub',
  'sentencepiece',
]);
const layers = [core, torch, models];

const versions: Record<string, [version: string, bytes: number]> = {
  numpy: ['2.1.3', 16_300_000],
  sympy: ['1.13.1', 6_200_000],
  fsspec: ['2026.10.0', 180_000],
  torch: ['2.5.1+cu124', 908_300_000],
  torchvision: ['0.20.1+cu124', 7_300_000],
  torchaudio: ['2.5.1+cu124', 3_400_000],
  transformers: ['4.57.1', 11_900_000],
  tokenizers: ['0.22.1', 3_300_000],
  safetensors: ['0.6.2', 485_000],
  accelerate: ['1.11.0', 375_000],
  'huggingface-hub': ['0.36.0', 566_000],
  sentencepiece: ['0.2.1', 1_390_000],
};

const installed = (...more: [string, string][]): Record<string, string> =>
  Object.fromEntries([
    ...Object.entries(versions).map(([name, [version]]) => [name, version] as const),
    ['filelock', '3.20.0'],
    ['jinja2', '3.1.6'],
    ...more,
  ]);

const detected: Fact = {
  type: 'machine-detected',
  machine: machine(
    [{ name: 'NVIDIA GeForce RTX 4070', capability: 8.9, memoryBytes: 12 * 2 ** 30, driver: '560.94' }],
    {
      cpus: 16,
      memoryBytes: 32 * 2 ** 30,
      freeBytes: { environment: 214_000_000_000, cache: 214_000_000_000 },
    },
  ),
};

const accelerator = { id: 'cu124', reason: 'The NVIDIA GeForce RTX 4070 and its driver 560.94 suit it.' };

const lookedAt = (
  verb: 'diagnose' | 'repair',
  findings: Finding[],
  more: { dryRun?: boolean; packages?: Record<string, string> } = {},
): Facts => [
  runStarted({
    verb,
    environment,
    dryRun: more.dryRun ?? false,
    journal: '/home/ada/.local/share/smart-installer/runs/20261123T140211/journal.jsonl',
  }),
  { type: 'phase-started', phase: 'detect' },
  detected,
  { type: 'phase-started', phase: 'diagnose' },
  ...(more.packages === undefined ? [] : [{ type: 'environment-inspected', python, packages: more.packages } as const]),
  ...findings.map((finding): Fact => ({ type: 'finding-found', finding })),
];

const proof = (subject: string, layerId: string): Fact => ({
  type: 'proof-made',
  proof: importProof(subject, layerId),
});

const importProof = (subject: string, layerId: string): Proof => {
  const version = versions[subject]?.[0] ?? null;
  return { layer: layerId, kind: 'import', subject, version, ok: true, detail: `${subject} ${version} imports` };
};

const proofs: Facts = [...layers.flatMap(({ layer: id, packages }) => packages.map(({ name }) => proof(name, id)))];

const gpuProof: Fact = {
  type: 'proof-made',
  proof: {
    layer: 'torch',
    kind: 'accelerator',
    subject: 'NVIDIA GeForce RTX 4070',
    version: '2.5.1+cu124',
    ok: true,
    detail: 'A calculation on NVIDIA GeForce RTX 4070 with PyTorch 2.5.1+cu124 gives the right result',
  },
};

const absent: Finding = { code: 'environment-absent', path: environment };
const wrong: Finding[] = [
  { code: 'unwanted-package', package: 'torchao', version: '0.7.0' },
  { code: 'wrong-build', layer: 'torch', package: 'torch', build: 'cpu', wanted: 'cu124' },
  { code: 'leftover', path: `${site}/~umpy`, package: 'numpy', only: false },
];

/** Damage of every severity; nothing has helped with the second one. */
const damaged: Finding[] = [
  {
    code: 'disk-low',
    path: environment,
    freeBytes: 910_000_000,
    wantedBytes: 1_073_741_824,
  },
  { code: 'package-gone', package: 'jinja2', version: '3.1.6', path: `${site}/jinja2-3.1.6.dist-info` },
  { code: 'unwanted-package', package: 'torchao', version: '0.7.0' },
  {
    code: 'files-missing',
    package: 'numpy',
    version: '2.1.3',
    files: [
      { path: `${site}/numpy/__init__.py`, expected: 'present', found: 'missing' },
      { path: `${site}/numpy/version.py`, expected: 'present', found: 'missing' },
    ],
    count: 3,
  },
];

const installSteps: Step[] = [
  { kind: 'resolve', id: 'resolve', because: [], layers },
  { kind: 'download', id: 'download', because: [] },
  { kind: 'create-environment', id: 'create-environment', because: [0], replace: false },
  ...layers.map((one) => ({
    kind: 'install-layer' as const,
    id: `install:${one.layer}`,
    because: [],
    layer: one,
    replace: [],
    evict: false,
  })),
  { kind: 'prove', id: 'prove', because: [], layers: ['core', 'torch', 'llm'] },
];

const mendSteps: Step[] = [
  { kind: 'resolve', id: 'resolve', because: [], layers },
  { kind: 'download', id: 'download', because: [] },
  { kind: 'clean-up', id: 'clean-up', because: [2], paths: [`${site}/~umpy`] },
  { kind: 'remove-packages', id: 'remove-packages', because: [0], packages: ['torchao'] },
  { kind: 'install-layer', id: 'install:torch', because: [1], layer: torch, replace: ['torch'], evict: false },
  { kind: 'prove', id: 'prove', because: [], layers: ['core', 'torch', 'llm'] },
];

const damageSteps: Step[] = [
  { kind: 'resolve', id: 'resolve', because: [], layers },
  { kind: 'download', id: 'download', because: [] },
  { kind: 'remove-packages', id: 'remove-packages', because: [2], packages: ['torchao'] },
  { kind: 'install-layer', id: 'install:core', because: [3], layer: core, replace: ['numpy'], evict: false },
  { kind: 'prove', id: 'prove', because: [], layers: ['core', 'torch', 'llm'] },
];

const damagePlan: Facts = [
  { type: 'phase-started', phase: 'plan' },
  {
    type: 'plan-made',
    plan: {
      steps: damageSteps,
      findings: damaged,
      accelerator,
      answers: [null, null, 'package', 'package'],
      rung: 'package',
      leftAlone: [1],
    },
  },
];

/** On which rung a plan answers what. */
const standing = (steps: Step[], findings: Finding[]): Pick<Plan, 'answers' | 'rung' | 'leftAlone'> => {
  const rung = steps.length === 0 ? null : steps === installSteps ? 'environment' : 'package';
  return { answers: findings.map(() => rung), rung, leftAlone: [] };
};

/** What the plan to repair replaces: one package, and what is aside for it. */
const sized: Fact = {
  type: 'plan-sized',
  sizes: [
    { step: 'remove-packages', download: 0, aside: 5_200_000, packages: [] },
    {
      step: 'install:torch',
      download: 908_300_000,
      aside: 712_000_000,
      packages: [{ name: 'torch', version: '2.5.1+cu124', bytes: 908_300_000 }],
    },
  ],
};

/** What the installation of everything downloads. */
const installSized: Fact = {
  type: 'plan-sized',
  sizes: layers.map(({ layer: id, packages: wanted }) => ({
    step: `install:${id}`,
    download: wanted.reduce((sum, { name }) => sum + (versions[name]?.[1] ?? 0), 0),
    aside: 0,
    packages: wanted.map(({ name }) => {
      const [version, bytes] = versions[name] ?? ['', null];
      return { name, version, bytes };
    }),
  })),
};

const planned = (steps: Step[], findings: Finding[]): Facts => [
  { type: 'phase-started', phase: 'plan' },
  { type: 'plan-made', plan: { steps, findings, accelerator, ...standing(steps, findings) } },
];

const step = (id: string, ms: number, during: Facts = [], outcome: 'done' | 'not-needed' = 'done'): Facts => [
  { type: 'step-started', step: id, attempt: 1, of: 3 },
  ...during,
  { type: 'step-finished', step: id, outcome, failure: null, ms },
];

const packages = (id: string, of: LayerChoice, state: 'resolved' | 'installed'): Facts =>
  of.packages.map(({ name }) => {
    const [version, bytes] = versions[name] ?? [null, null];
    return { type: 'package-changed', step: id, package: name, version, bytes, state };
  });

const lines = (id: string, texts: string[], at = began + 31_000): Facts => [
  { type: 'lines', step: id, lines: texts.map((text, n) => ({ at: at + n * 40, level: 'output', text })) },
];

const filename = (name: string): string => `${name.replaceAll('-', '_')}-${versions[name]?.[0]}-py3-none-any.whl`;

const fileOf = (name: string, done: number, state: DownloadFile['state']): DownloadFile => ({
  package: name,
  filename: filename(name),
  done,
  total: versions[name]?.[1] ?? null,
  bytesPerSecond: state === 'downloading' ? 19_000_000 : null,
  msLeft: state === 'downloading' ? 24_000 : null,
  state,
});

const wholeDownload = Object.values(versions).reduce((sum, [, bytes]) => sum + bytes, 0);

const downloaded = (done: number, files: DownloadFile[], more: Partial<DownloadProgress> = {}): Fact => ({
  type: 'download-progressed',
  step: 'download',
  progress: { done, total: wholeDownload, bytesPerSecond: null, msLeft: null, files, ...more },
});

/** Up to the download, which has come half way. */
const untilDownload: Facts = [
  ...lookedAt('repair', [absent]),
  ...planned(installSteps, [absent]),
  ...step('resolve', 3120, [...layers.flatMap((one) => packages('resolve', one, 'resolved')), installSized]),
  { type: 'step-started', step: 'download', attempt: 1, of: 3 },
  { type: 'step-noted', step: 'download', note: 'download-resumed', detail: 'torch (at 120 of 908 MB)' },
  downloaded(
    120_000_000,
    Object.keys(versions).map((name) => fileOf(name, name === 'torch' ? 120_000_000 : 0, 'waiting')),
  ),
  downloaded(
    481_000_000,
    [
      fileOf('torch', 454_000_000, 'downloading'),
      fileOf('numpy', 16_300_000, 'done'),
      fileOf('transformers', 10_700_000, 'downloading'),
    ],
    { bytesPerSecond: 38_000_000, msLeft: 12_600 },
  ),
];

/** Up to the layer PyTorch, which is being installed. */
const untilTorch: Facts = [
  ...untilDownload,
  downloaded(
    wholeDownload,
    Object.entries(versions).map(([name, [, bytes]]) => fileOf(name, bytes, 'done')),
  ),
  { type: 'step-finished', step: 'download', outcome: 'done', failure: null, ms: 24_700 },
  { type: 'phase-started', phase: 'change' },
  ...step('create-environment', 412),
  ...step('install:core', 2840, packages('install:core', core, 'installed')),
  { type: 'step-started', step: 'install:torch', attempt: 1, of: 3 },
  { type: 'step-progressed', step: 'install:torch', done: 0, total: 3, unit: 'packages' },
  ...lines('install:torch', ['Resolved 3 packages in 31ms', 'Prepared 3 packages in 12.8s']),
  {
    type: 'package-changed',
    step: 'install:torch',
    package: 'torchaudio',
    version: '2.5.1+cu124',
    bytes: 3_400_000,
    state: 'installed',
  },
  { type: 'step-progressed', step: 'install:torch', done: 1, total: 3, unit: 'packages' },
];

const afterTorch: Facts = [
  { type: 'step-progressed', step: 'install:torch', done: 3, total: 3, unit: 'packages' },
  ...packages('install:torch', torch, 'installed'),
  { type: 'step-finished', step: 'install:torch', outcome: 'done', failure: null, ms: 131_000 },
  ...step('install:llm', 9800, packages('install:llm', models, 'installed')),
  { type: 'phase-started', phase: 'prove' },
  ...step('prove', 14_200, [...proofs, gpuProof]),
];

const cancelledAt: Facts = [
  { type: 'cancel-requested' },
  { type: 'step-finished', step: 'install:torch', outcome: 'cancelled', failure: null, ms: 31_000 },
];

const waiting: Facts = [
  ...untilTorch,
  { type: 'attempt-failed', step: 'install:torch', attempt: 1, of: 3, failure: unreachable },
  {
    type: 'wait-started',
    step: 'install:torch',
    wait: 'install:torch#1',
    attempt: 2,
    of: 3,
    until: began + 94_000,
    failure: unreachable,
    at: began + 90_000,
  },
];

const asking: Facts = [
  ...lookedAt('repair', wrong, { packages: installed(['torch', '2.5.1'], ['torchao', '0.7.0']) }),
  ...planned(mendSteps, wrong),
  { type: 'phase-started', phase: 'change' },
  { type: 'step-started', step: 'remove-packages', attempt: 1, of: 3 },
  holderFound('remove-packages', began),
];

const unreachedTwice: Facts = [
  ...lookedAt('repair', [absent]),
  ...planned(installSteps, [absent]),
  { type: 'phase-started', phase: 'fetch' },
  { type: 'step-started', step: 'resolve', attempt: 3, of: 3 },
  { type: 'step-finished', step: 'resolve', outcome: 'failed', failure: unreachable, ms: 37_400 },
];

const program = [`${environment}/bin/python`, '-m', 'assistant.server', '--port', '7860'];

const said = (texts: string[]): Fact => ({
  type: 'lines',
  step: null,
  lines: texts.map((text, n) => ({ at: began + 4000 + n * 40, level: 'output', text })),
});

/** Up to the program's start, which has said its first lines. */
const untilLaunch: Facts = [
  runStarted({
    verb: 'launch',
    environment,
    journal: '/home/ada/.local/share/smart-installer/runs/20261123T140211/journal.jsonl',
  }),
  { type: 'phase-started', phase: 'launch' },
  { type: 'launch-started', command: program, pid: 4711 },
  said(['Loading checkpoint shards: 1 of 4', 'Loading checkpoint shards: 2 of 4']),
];

const untilReady: Facts = [
  ...untilLaunch,
  said(['Running on local URL: http://127.0.0.1:7860']),
  { type: 'launch-ready', how: 'output', ms: 14_200 },
];

/** What a program says at its end, and the failure that is made of it. */
const endedBy = (
  detail: string[],
  cause: Extract<Failure, { code: 'launch-failed' }>['cause'],
  finding: Finding | null = null,
): Facts => [
  ...untilLaunch,
  said(detail),
  { type: 'launch-ended', exitCode: 1, signal: null, ms: 3400 },
  { type: 'phase-started', phase: 'detect' },
  detected,
  { type: 'phase-started', phase: 'diagnose' },
  ...(finding === null ? [] : [{ type: 'finding-found' as const, finding }]),
  {
    type: 'run-finished',
    outcome: {
      kind: 'failed',
      failure: {
        code: 'launch-failed',
        command: program,
        exitCode: 1,
        signal: null,
        ready: false,
        cause,
        finding,
        findings: finding === null ? 0 : 1,
        profile: 'full',
        detail,
      },
      step: null,
      undo: 'nothing-changed',
    },
    ms: 9800,
  },
];

const traceback = (...last: string[]): string[] => [
  'Traceback (most recent call last):',
  '  File "<frozen runpy>", line 198, in _run_module_as_main',
  '  File "<frozen runpy>", line 88, in _run_code',
  `  File "${site}/assistant/server.py", line 7, in <module>`,
  ...last,
];

const missingModule = "ModuleNotFoundError: No module named 'sentencepiece'";
const portTaken =
  "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', 7860): address already in use";

const facts = {
  checking: [...lookedAt('diagnose', []), { type: 'audit-progressed', done: 1_247_000_000, total: 2_900_000_000 }],
  'not-installed': [
    ...lookedAt('diagnose', [absent]),
    { type: 'run-finished', outcome: { kind: 'looked', findings: 1 }, ms: 900 },
  ],
  'needs-repair': [
    ...lookedAt('diagnose', wrong, { packages: installed(['torch', '2.5.1'], ['torchao', '0.7.0']) }),
    ...proofs,
    { type: 'run-finished', outcome: { kind: 'looked', findings: 3 }, ms: 6200 },
  ],
  healthy: [
    ...lookedAt('diagnose', [], { packages: installed() }),
    ...proofs,
    { type: 'run-finished', outcome: { kind: 'looked', findings: 0 }, ms: 5100 },
  ],
  'plan-to-install': [
    ...lookedAt('repair', [absent], { dryRun: true }),
    ...planned(installSteps, [absent]),
    { type: 'run-finished', outcome: { kind: 'looked', findings: 1 }, ms: 950 },
  ],
  'plan-to-repair': [
    ...lookedAt('repair', wrong, { dryRun: true, packages: installed(['torch', '2.5.1'], ['torchao', '0.7.0']) }),
    ...proofs,
    ...planned(mendSteps, wrong),
    sized,
    { type: 'run-finished', outcome: { kind: 'looked', findings: 3 }, ms: 6400 },
  ],
  'plan-for-damage': [
    ...lookedAt('repair', damaged, { dryRun: true, packages: installed(['torchao', '0.7.0']) }),
    ...damagePlan,
    { type: 'run-finished', outcome: { kind: 'looked', findings: 3 }, ms: 6100 },
  ],
  downloading: untilDownload,
  installing: untilTorch,
  waiting,
  asking,
  repaired: [
    ...untilTorch,
    ...afterTorch,
    { type: 'run-finished', outcome: { kind: 'repaired', changed: Object.keys(versions) }, ms: 168_000 },
  ],
  'nothing-to-do': [
    ...lookedAt('repair', [], { packages: installed() }),
    ...proofs,
    ...planned([], []),
    { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 5300 },
  ],
  failed: [
    ...unreachedTwice,
    {
      type: 'run-finished',
      outcome: { kind: 'failed', failure: unreachable, step: 'resolve', undo: 'nothing-changed' },
      ms: 40_100,
    },
  ],
  cancelled: [
    ...untilTorch,
    ...cancelledAt,
    { type: 'run-finished', outcome: { kind: 'cancelled', undo: 'restored' }, ms: 45_000 },
  ],
  launching: untilLaunch,
  running: untilReady,
  'launch-explained': [
    ...untilLaunch,
    said(traceback('    import sentencepiece', missingModule)),
    { type: 'launch-ended', exitCode: 1, signal: null, ms: 3400 },
    { type: 'phase-started', phase: 'detect' },
    detected,
    { type: 'phase-started', phase: 'diagnose' },
    { type: 'audit-progressed', done: 1_247_000_000, total: 2_900_000_000 },
  ],
  'launch-failed': endedBy(
    traceback('    import sentencepiece', missingModule),
    { kind: 'module-missing', subject: 'sentencepiece', package: 'sentencepiece', evidence: missingModule },
    { code: 'requirement-missing', layer: 'llm', requirement: 'sentencepiece' },
  ),
  'launch-failed-outside': endedBy(traceback('    server.bind()', portTaken), {
    kind: 'address-in-use',
    subject: 'port 7860',
    package: null,
    evidence: portTaken,
  }),
  'launch-ended': [
    ...untilReady,
    said(['Shutting down']),
    { type: 'launch-ended', exitCode: 0, signal: null, ms: 5_412_000 },
    { type: 'run-finished', outcome: { kind: 'launched' }, ms: 5_412_300 },
  ],
  'launch-stopped': [
    ...untilReady,
    { type: 'cancel-requested' },
    { type: 'launch-ended', exitCode: null, signal: null, ms: 61_000 },
    { type: 'run-finished', outcome: { kind: 'cancelled', undo: 'nothing-changed' }, ms: 61_200 },
  ],
} satisfies Record<string, Facts>;

export type RecordedRun = keyof typeof facts;

export const recordedRuns = Object.keys(facts).filter((name): name is RecordedRun => name in facts);

/** A run's events. The run is named as the recording is, or as is said. */
export const eventsOf = (name: RecordedRun, run: string = name): Event[] => recorded(facts[name], { run, from: began });

export const snapshotOf = (name: RecordedRun | null, more: Partial<Snapshot> = {}): Snapshot => ({
  version: '0.1.0',
  host: 'window',
  language: 'en',
  environment,
  manifest: { name: 'llm', title: 'Local AI stack', profiles: ['full', 'core'], accelerators: ['cu124', 'cpu'] },
  launch: { title: 'Local AI stack' },
  opensOn: 'environment',
  settings: { values: defaultSettings, given: [], troubles: [] },
  run: name === null ? null : fold(eventsOf(name)),
  ...more,
});
