import { outsideTrouble } from '../accelerator-trouble.ts';
import type { Outcome, Proof } from '../events.ts';
import type { Finding } from '../finding.ts';
import type { RunState } from '../run-state.ts';
import { bytes, duration } from './amounts.ts';
import { wordBuildChoice } from './builds.ts';
import { live, texts } from './catalogue.ts';
import type { Wording } from './failures.ts';
import { wordOutcome } from './outcomes.ts';
import { wordProof } from './proofs.ts';
import { commas, ended, inBrackets, sentences, titled } from './sentences.ts';

/** What only the command line says. */

/** A failure as the last two lines of a run. */
export const failureLines = ({ sentence, next }: Wording): string[] => [sentence, texts().terminal.whatToDo(next)];

export const waitHints = live((catalogue) => catalogue.terminal.waitHints);

export const stopping = live((catalogue) => catalogue.terminal.stopping);

export const headings = live((catalogue) => catalogue.terminal.headings);

export const stepWords = live(({ steps: { notNeeded, stopped } }) => ({ notNeeded, stopped }));

/** The one line at a run's end. A failure's sentence is not in it: it comes after, with what to do. */
export const summary = (state: RunState): string => {
  if (state.outcome === null) return '';
  const { title, sentence } = wordOutcome(state.verb, state.outcome);
  const time = inBrackets(state.ms === null ? null : duration(state.ms));
  return state.outcome.kind === 'failed' ? title + time : sentences([ended(title), sentence]) + time;
};

/**
 * The build that was chosen, for the end of a run that went well, where it is not what a person with
 * a GPU expects: the CPU is used though there is a GPU, or one that was not found. Empty elsewhere.
 */
export const buildLines = ({ build, machine, outcome }: Pick<RunState, 'build' | 'machine' | 'outcome'>): string[] => {
  if (build === null || machine === null || hasFailed(outcome)) return [];
  const isUnexpected = machine.gpuProblem !== null || (build.id === 'cpu' && machine.gpus.length > 0);
  return isUnexpected ? [titled(headings.build, wordBuildChoice(build))] : [];
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
    .map((proof) => titled(proof.ok ? headings.proven : headings.notProven, wordProof(proof)));
};

/** An accelerator that could not be proven for a reason outside of the environment. */
export const isOutside = ({ ok, trouble }: Proof): boolean => !ok && outsideTrouble(trouble) !== null;

const hasFailed = (outcome: Outcome | null): boolean => outcome?.kind === 'failed' || outcome?.kind === 'cancelled';

/** What a person does after a look that found something; null where there is nothing to do. */
export const afterLooking = ({ verb, outcome }: RunState): string | null => {
  if (outcome?.kind !== 'looked' || outcome.findings === 0) return null;
  const said = texts().terminal;
  return said.whatToDo(verb === 'repair' ? said.withoutDryRun : said.runRepair);
};

/** What is kept of downloads, after what was removed of it just now; null: nothing was asked for. */
export const downloadLines = (
  { folder, bytes: kept, wheels }: { folder: string; bytes: number; wheels: number },
  removed: { bytes: number; wheels: number } | null,
): string[] => [
  ...(removed === null ? [] : [texts().terminal.removed(wheelsOf(removed))]),
  texts().terminal.kept(wheelsOf({ bytes: kept, wheels }), folder),
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
  texts().terminal.exported(texts().terminal.files(files.length), path),
  texts().terminal.redacted(redactions),
];

const wheelsOf = ({ bytes: size, wheels }: { bytes: number; wheels: number }): string =>
  commas([texts().terminal.files(wheels), bytes(size)]);

export const problems = live((catalogue) => catalogue.terminal.problems);

export const pageAddress = (url: string): string => texts().terminal.pageAddress(url);

/** A machine's facts, in the order in which they are told. */
export const machineLabels = live((catalogue) => catalogue.terminal.machine);

/** What is said of a machine's facts. */
export const machineWords = live(({ amounts: { cores }, terminal }) => ({
  cores,
  none: terminal.noneFound,
  noEnvironments: terminal.noEnvironments,
  capability: terminal.capability,
  driver: terminal.driver,
  forEnvironment: terminal.forEnvironment,
  forDownloads: terminal.forDownloads,
}));

/** The first findings of many, and how many more there are. */
export const moreThings = (count: number): string => texts().terminal.moreThings(count);
