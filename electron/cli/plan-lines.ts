import type { Finding } from '../../shared/finding.ts';
import type { Plan, StepSize } from '../../shared/plan.ts';
import type { RunState } from '../../shared/run-state.ts';
import { headings } from '../../shared/wording/terminal.ts';
import {
  bySeverity,
  planLeftAlone,
  planScope,
  planSize,
  stepReason,
  stepSize,
  stepTitle,
  titled,
  wordBuildChoice,
  wordFinding,
} from '../../shared/wording.ts';

/** A plan for people: each step with its reason and size, the build that was chosen, and the sum. Plain text, not cut. */
export const planLines = (
  plan: Plan,
  { dryRun, sizes, options }: Pick<RunState, 'dryRun' | 'sizes' | 'options'>,
): string[] => {
  const leftAlone = planLeftAlone(plan);
  const untouched = leftAlone === '' ? [] : [titled(headings.leftAlone, leftAlone)];
  if (plan.steps.length === 0) return untouched;
  const build = plan.accelerator === null ? [] : [titled(headings.build, wordBuildChoice(plan.accelerator))];
  const sum = planSize(sizes);
  return [
    dryRun ? headings.dryPlan : headings.plan,
    ...plan.steps.flatMap((step, at) => [
      `  ${at + 1}  ${stepTitle(step)}`,
      `     ${stepReason(step, plan)}`,
      ...sizeOf(step.id, sizes).map((size) => `     ${size}`),
    ]),
    ...build,
    ...(isInstall(plan) ? [] : [planScope(plan, options['rebuild'] === true)]),
    ...(sum === '' ? [] : [sum]),
    ...untouched,
  ];
};

const sizeOf = (id: string, sizes: readonly StepSize[]): string[] =>
  sizes.filter(({ step }) => step === id).flatMap((size) => stepSize(size) || []);

/** That there is nothing yet says how far the plan has to go. */
const isInstall = ({ steps }: Plan): boolean =>
  steps.some((step) => step.kind === 'create-environment' && !step.replace);

/** What is wrong, one sentence a line, under a heading for each severity, the worst first. */
export const findingLines = (all: readonly Finding[]): string[] =>
  bySeverity(all).flatMap(({ severity, findings }) => [
    headings.bySeverity[severity],
    ...findings.map((finding) => `  ${wordFinding(finding)}`),
  ]);
