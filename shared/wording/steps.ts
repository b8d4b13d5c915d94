import type { Phase, Step } from '../plan.ts';
import type { StepStatus } from '../run-state.ts';
import { counted, listed } from './amounts.ts';
import { wordAccelerator, wordVersions } from './builds.ts';

export const phaseTitles: Record<Phase, string> = {
  detect: 'Check this computer',
  diagnose: 'Check the environment',
  plan: 'Plan',
  fetch: 'Get what is needed',
  change: 'Repair',
  prove: 'Prove that it works',
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
    case 'install-python':
      return 'Install Python';
    case 'resolve':
      return 'Find the right versions';
    case 'create-environment':
      return step.replace ? 'Make the environment anew' : 'Create the environment';
    case 'clean-up':
      return 'Clean up';
    case 'remove-packages':
      return `Remove ${listed(step.packages)}`;
    case 'check-numpy':
      return 'Check NumPy';
    case 'install-layer':
      return step.layer.title;
    case 'prove':
      return 'Prove that it works';
  }
};

/** Why a step is in the plan, or what it will do, in one line below its title. */
export const stepReason = (step: Step): string => {
  switch (step.kind) {
    case 'install-python':
      return `This computer has no suitable Python (${wordVersions(step.wanted)}).`;
    case 'resolve':
      return `Looks up what fits together for ${counted(step.layers.flatMap(({ packages }) => packages).length, 'package', 'packages')}, before anything is changed.`;
    case 'create-environment':
      return step.replace
        ? 'The present one cannot be mended; it is moved aside first.'
        : 'There is none in this folder yet.';
    case 'clean-up':
      return step.leftovers.length + step.packages.length === 0
        ? 'Nothing is left over from earlier installations.'
        : `Moves aside ${listed([
            ...(step.leftovers.length === 0
              ? []
              : [counted(step.leftovers.length, 'leftover folder', 'leftover folders')]),
            ...step.packages,
          ])}.`;
    case 'remove-packages':
      return step.packages.length === 1
        ? 'It is known to break this environment.'
        : 'They are known to break this environment.';
    case 'check-numpy':
      return 'Everything else is built on it.';
    case 'install-layer':
      return [
        step.layer.packages.map((item) => item.requirement).join(', '),
        ...(step.layer.accelerator === null ? [] : [wordAccelerator(step.layer.accelerator)]),
      ].join(' · ');
    case 'prove':
      return 'Imports everything in the environment’s own Python.';
  }
};
