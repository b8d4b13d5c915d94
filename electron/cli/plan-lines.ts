import type { Finding } from '../../shared/finding.ts';
import type { Plan } from '../../shared/plan.ts';
import { headings } from '../../shared/wording/terminal.ts';
import { stepReason, stepTitle, wordAccelerator, wordFinding } from '../../shared/wording.ts';

/** A plan for people: each step with its reason, and the build that was chosen. Plain text, not cut. */
export const planLines = (plan: Plan, dryRun: boolean): string[] => {
  if (plan.steps.length === 0) return [];
  const steps = plan.steps.flatMap((step, at) => [`  ${at + 1}  ${stepTitle(step)}`, `     ${stepReason(step)}`]);
  const build =
    plan.accelerator === null
      ? []
      : [`${headings.build}: ${wordAccelerator(plan.accelerator.id)}. ${plan.accelerator.reason}`];
  return [dryRun ? headings.dryPlan : headings.plan, ...steps, ...build];
};

/** What is wrong, one sentence a line. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.length === 0 ? [] : [headings.findings, ...findings.map((finding) => `  ${wordFinding(finding)}`)];
