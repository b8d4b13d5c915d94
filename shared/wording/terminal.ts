import { outsideTrouble } from '../accelerator-trouble.ts';
import type { Outcome, Proof } from '../events.ts';
import type { Finding } from '../finding.ts';
import type { RunState } from '../run-state.ts';
import { bytes, counted, duration } from './amounts.ts';
import { wordBuildChoice } from './builds.ts';
import type { Wording } from './failures.ts';
import { wordOutcome } from './outcomes.ts';
import { wordProof } from './proofs.ts';

/** What only the command line says. */

/** A failure as the last two lines of a run. */
export const failureLines = ({ sentence, next }: Wording): string[] => [sentence, `What to do: ${next}`];

export const waitHints = { withKeys: 'press r to retry now, Ctrl-C to stop', withoutKeys: 'Ctrl-C to stop' } as const;

export const stopping = {
  once: 'Stopping: what is running is being ended safely …',
  again: 'Still stopping: the environment is being left in a safe state, which can take a few seconds …',
} as const;

export const headings = {
  findings: 'What is wrong',
  bySeverity: { broken: 'What is broken', wrong: 'What is wrong', notice: 'Worth knowing' },
  plan: 'What will be done',
  dryPlan: 'What would be done',
  leftAlone: 'Left as it is',
  lastOutput: 'The last lines that the tools printed',
  build: 'Build',
  proven: 'Proven',
  notProven: 'Not proven',
} as const;

export const stepWords = { notNeeded: 'nothing to do', stopped: 'stopped' } as const;

/** The one line at a run's end. A failure's sentence is not in it: it comes after, with what to do. */
export const summary = (state: RunState): string => {
  if (state.outcome === null) return '';
  const { title, sentence } = wordOutcome(state.verb, state.outcome);
  const time = state.ms === null ? '' : ` (${duration(state.ms)})`;
  return state.outcome.kind === 'failed' ? `${title}${time}` : `${title}. ${sentence}${time}`;
};

/**
 * The build that was chosen, for the end of a run that went well, where it is not what a person with
 * a GPU expects: the CPU is used though there is a GPU, or one that was not found. Empty elsewhere.
 */
export const buildLines = ({ build, machine, outcome }: Pick<RunState, 'build' | 'machine' | 'outcome'>): string[] => {
  if (build === null || machine === null || hasFailed(outcome)) return [];
  const isUnexpected = machine.gpuProblem !== null || (build.id === 'cpu' && machine.gpus.length > 0);
  return isUnexpected ? [`${headings.build}: ${wordBuildChoice(build)}`] : [];
};

/** Whether there is something to do, with which the build is told in any case. */
export const hasSteps = ({ plan }: Pick<RunState, 'plan'>): boolean => plan !== null && plan.steps.length > 0;

/**
 * What was proven of the accelerator, or what to do where that could not be. `told`: findings that a
 * reader has just been told, which are not said again. A run that failed ends with its own reason, so
 * only what lies outside of the environment is added to that.
 */
export const provenLines = (
  { proofs, outcome }: Pick<RunState, 'proofs' | 'outcome'>,
  told: readonly Finding[] = [],
): string[] => {
  const isTold = (layer: string): boolean =>
    told.some((one) => (one.code === 'accelerator-unproven' || one.code === 'check-failed') && one.layer === layer);
  return proofs
    .filter(({ kind, ok, layer }) => kind === 'accelerator' && (ok || !isTold(layer)))
    .filter((proof) => !hasFailed(outcome) || isOutside(proof))
    .map((proof) => `${proof.ok ? headings.proven : headings.notProven}: ${wordProof(proof)}`);
};

/** An accelerator that could not be proven for a reason outside of the environment. */
export const isOutside = ({ ok, trouble }: Proof): boolean => !ok && outsideTrouble(trouble) !== null;

const hasFailed = (outcome: Outcome | null): boolean => outcome?.kind === 'failed' || outcome?.kind === 'cancelled';

/** What a person does after a look that found something; null where there is nothing to do. */
export const afterLooking = ({ verb, outcome }: RunState): string | null => {
  if (outcome?.kind !== 'looked' || outcome.findings === 0) return null;
  return verb === 'repair'
    ? 'What to do: run the same without --dry-run.'
    : 'What to do: run smart-installer repair with the same options.';
};

/** What is kept of downloads, after what was removed of it just now; null: nothing was asked for. */
export const downloadLines = (
  { folder, bytes: kept, wheels }: { folder: string; bytes: number; wheels: number },
  removed: { bytes: number; wheels: number } | null,
): string[] => [
  ...(removed === null ? [] : [`Removed: ${wheelsOf(removed)}.`]),
  `Kept for the next time: ${wheelsOf({ bytes: kept, wheels })} in ${folder}.`,
];

/** Where the logs are now, and what became of what is private. */
export const exportedLines = ({
  path,
  files,
  redactions,
}: {
  path: string;
  files: readonly { bytes: number }[];
  redactions: number;
}): string[] => [
  `Exported: ${counted(files.length, 'file', 'files')} in ${path}.`,
  `Private things taken out: ${redactions}. Have a look before you give it to somebody; README.txt says what is in it.`,
];

const wheelsOf = ({ bytes: size, wheels }: { bytes: number; wheels: number }): string =>
  `${counted(wheels, 'file', 'files')}, ${bytes(size)}`;

export const problems = {
  oldNode: (version: string): Wording => ({
    sentence: `Smart Installer needs Node.js 22 or newer, and this is ${version}.`,
    next: 'Install Node.js 22 or newer, or use the desktop application, which brings its own.',
  }),
  damaged: (message: string): Wording => ({
    sentence: `Smart Installer could not be started: ${message.split('\n')[0] ?? ''}`,
    next: 'Install it again, or run npm run build in a checkout.',
  }),
  stuck: {
    sentence: 'The run could not be stopped in time, so it was ended as it was.',
    next: 'Run repair again: it finishes the work.',
  },
  stalled: {
    sentence: 'The run came to a standstill.',
    next: 'Run repair again, and please report it.',
  },
  portInUse: (port: number): Wording => ({
    sentence: `Another program is using port ${port}.`,
    next: 'Choose another one with --port, or leave --port out for any free one.',
  }),
  portRefused: (port: number): Wording => ({
    sentence: `Your account may not use port ${port}.`,
    next: 'Choose one above 1023, or leave --port out for any free one.',
  }),
  pageMissing: (folder: string): Wording => ({
    sentence: `The page is not in ${folder}.`,
    next: 'Build it first (npm run build), or install the application again.',
  }),
  outputBroken: (code: string): Wording => ({
    sentence: `The output cannot be written any more (${code}).`,
    next: 'The run goes on; look at its journal afterwards.',
  }),
};

export const pageAddress = (url: string): string => `Open ${url} in a browser on this computer; Ctrl-C ends it.`;

export const machineLabels = {
  system: 'System',
  processor: 'Processor',
  memory: 'Memory',
  gpu: 'GPU',
  python: 'Python',
  freeSpace: 'Free space',
  none: 'none found',
  noEnvironments: 'cannot make environments: venv or ensurepip is missing',
} as const;
