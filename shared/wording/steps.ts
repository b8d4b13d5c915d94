import type { Phase, Plan, Step } from '../plan.ts';
import type { StepStatus } from '../run-state.ts';
import { otherPackages } from '../rungs.ts';
import { counted, listed, moment } from './amounts.ts';
import { wordAccelerator, wordVersions } from './builds.ts';
import { wordFinding } from './findings.ts';

export const phaseTitles: Record<Phase, string> = {
  detect: 'Check this computer',
  diagnose: 'Check the environment',
  plan: 'Plan',
  fetch: 'Get what is needed',
  change: 'Repair',
  prove: 'Prove that it works',
  launch: 'Launch',
};

export const statusWords: Record<StepStatus, string> = {
  waiting: 'waiting',
  working: 'working',
  done: 'done',
  'needs-you': 'needs you',
  failed: 'failed',
};

/** What a step does, for its line or card. */
export const stepTitle = (step: Step): string => {
  switch (step.kind) {
    case 'undo-run':
      return 'Undo the interrupted run';
    case 'install-python':
      return 'Install Python';
    case 'resolve':
      return 'Find the right versions';
    case 'download':
      return 'Download';
    case 'renew-interpreter':
      return 'Renew the environment’s Python';
    case 'create-environment':
      return step.replace ? 'Make the environment anew' : 'Create the environment';
    case 'restore-permissions':
      return 'Open closed files';
    case 'clean-up':
      return 'Clean up';
    case 'remove-packages':
      return `Remove ${listed(step.packages)}`;
    case 'install-layer':
      return step.layer.title;
    case 'prove':
      return 'Prove that it works';
  }
};

/** Why a step is in the plan and what it will do, in one line below its title. */
export const stepReason = (step: Step, plan: Pick<Plan, 'findings' | 'rung'>): string => {
  switch (step.kind) {
    case 'undo-run':
      return `Puts back what the interrupted run${begunAt(step, plan)} had changed; then the environment is looked at again.`;
    case 'install-python':
      return plan.rung === 'python'
        ? `A new environment with the present Python has not helped, so it gets another one (${wordVersions(step.wanted)}).`
        : `This computer has no suitable Python (${wordVersions(step.wanted)}).`;
    case 'resolve':
      return `Looks up what fits together for ${counted(step.layers.flatMap(({ packages }) => packages).length, 'package', 'packages')}, before anything is changed.`;
    case 'download':
      return 'Everything is on the disk and checked before anything is changed. What was downloaded before is used again.';
    case 'renew-interpreter':
      return `${why(step, plan)}Its links and settings are made again; the packages stay.`;
    case 'create-environment':
      return step.replace
        ? `${why(step, plan)}The present environment is moved aside until the new one is proven.`
        : 'There is none in this folder yet.';
    case 'restore-permissions':
      return why(step, plan).trim();
    case 'clean-up':
      return `${why(step, plan)}${step.paths.length === 1 ? 'It is' : 'They are'} moved aside.`;
    case 'remove-packages':
      return step.packages.length === 1 ? 'The manifest wants it absent.' : 'The manifest wants them absent.';
    case 'install-layer':
      return `${why(step, plan)}${what(step, plan)}`;
    case 'prove':
      return 'Imports everything in the environment’s own Python.';
  }
};

/** So many findings are told below a step; all of them stand above the plan. */
const mostTold = 2;

/** The findings that the step answers, ending with a space; empty where it answers none by itself. */
const why = ({ because }: Pick<Step, 'because'>, { findings }: Pick<Plan, 'findings'>): string => {
  const answered = because.flatMap((at) => findings[at] ?? []);
  const more = answered.length - mostTold;
  return answered
    .slice(0, mostTold)
    .map((finding) => `${wordFinding(finding)} `)
    .concat(more > 0 ? [`${counted(more, 'more thing is', 'more things are')} wrong. `] : [])
    .join('');
};

/** When the run began that is undone, to be read after "run"; empty where no finding tells. */
const begunAt = ({ because }: Pick<Step, 'because'>, { findings }: Pick<Plan, 'findings'>): string => {
  const run = because.map((at) => findings[at]).find((finding) => finding?.code === 'unfinished-run');
  return run === undefined ? '' : ` of ${moment(run.at)}`;
};

type InstallStep = Extract<Step, { kind: 'install-layer' }>;

const what = (step: InstallStep, { findings }: Pick<Plan, 'findings'>): string => {
  const { layer, replace, evict } = step;
  const again = evict ? ' after a new download' : '';
  const wanted = [
    layer.packages.map((item) => item.requirement).join(', '),
    ...(layer.accelerator === null ? [] : [wordAccelerator(layer.accelerator)]),
  ].join(' · ');
  if (replace === 'layer') return `Replaces the whole layer${again}: ${wanted}.`;
  if (replace.length === 0 || layer.layer === otherPackages) return `Installs ${wanted}.`;
  const absent = absentIn(step, findings);
  const present = replace.filter((name) => !absent.has(name));
  const missing = replace.filter((name) => absent.has(name));
  return [
    ...(missing.length === 0 ? [] : [`Installs ${listed(missing)}${again}.`]),
    ...(present.length === 0 ? [] : [`Replaces ${listed(present)}${again}.`]),
  ].join(' ');
};

/** Packages of the step that are not there at all. */
const absentIn = ({ because, layer }: InstallStep, findings: Plan['findings']): Set<string> =>
  new Set(
    because.flatMap((at) => {
      const finding = findings[at];
      if (finding?.code === 'dependency-missing') return [finding.package];
      if (finding?.code !== 'requirement-missing') return [];
      return layer.packages.flatMap(({ name, requirement }) => (requirement === finding.requirement ? [name] : []));
    }),
  );
