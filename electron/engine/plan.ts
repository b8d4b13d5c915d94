import type { Finding } from '../../shared/finding.ts';
import type { Plan, Rung } from '../../shared/plan.ts';
import { asksForRepair, findingKey } from '../../shared/severity.ts';
import { isDamage, layerOf, packageOf } from './about-package.ts';
import { hasNoIndex } from './beside-stack.ts';
import { higher, ladderOf } from './ladder.ts';
import type { Answer, PlanInput } from './plan-input.ts';
import { mending, renewing, undoStep } from './plan-steps.ts';

/**
 * Findings → ordered steps, least destructive first: each finding is answered on the lowest rung of
 * its ladder that has not failed before. Pure. Nothing to answer and no rebuild: no step. The order
 * is the original's: task 0 (clean-up), task A (removal), layer 1, layer 2, the rest.
 */
export const makePlan = (input: PlanInput): Plan => {
  const answers = input.findings.flatMap((finding, at): Answer[] => {
    const rung = rungFor(finding, input);
    return rung === null ? [] : [{ at, finding, rung }];
  });
  const answered = new Set(answers.map(({ at }) => at));
  const leftAlone = input.findings.flatMap((finding, at) => (asksForRepair(finding) && !answered.has(at) ? [at] : []));
  const plan = {
    findings: [...input.findings],
    accelerator: input.choice.accelerator,
    leftAlone,
    unpublished: leftAlone.filter((at) => input.findings.slice(at, at + 1).some((one) => hasNoIndex(one, input))),
  };
  const nothing = input.findings.map(() => null);
  const undo = undoStep(answers);
  if (undo !== null)
    return { ...plan, steps: [undo], answers: nothing, rung: 'leftovers', leftAlone: [], unpublished: [] };
  const rungs = [...answers.map(({ rung }) => rung), ...(input.rebuild ? (['environment'] as const) : [])];
  const [first, ...rest] = rungs;
  if (first === undefined) return { ...plan, steps: [], answers: nothing, rung: null };
  const rung = rest.reduce(higher, first);
  const fresh = rung === 'environment' || rung === 'python';
  const rungAt = new Map(answers.map((answer) => [answer.at, fresh ? rung : answer.rung]));
  return {
    ...plan,
    steps: fresh ? renewing(input, answers, rung) : mending(input, answers),
    answers: input.findings.map((_, at) => rungAt.get(at) ?? null),
    rung,
    climbed: answers.some((one) => one.rung === rung && (input.tried.get(findingKey(one.finding)) ?? []).length > 0),
  };
};

/** The next rung of the finding's ladder; null where it asks for nothing or all have failed. */
const rungFor = (finding: Finding, input: PlanInput): Rung | null => {
  const { tried, unavailable, homes } = input;
  if (hasNoIndex(finding, input)) return null;
  const name = packageOf(finding);
  // A new environment would not have what the manifest does not name, so it is no answer for it.
  const isOther = layerOf(finding) === null && name !== null && !homes.has(name) && isDamage(finding);
  const ladder = ladderOf(finding).filter((rung) => !isOther || rung === 'package' || rung === 'cache');
  const failed = tried.get(findingKey(finding)) ?? [];
  const highest = Math.max(-1, ...failed.map((rung) => ladder.indexOf(rung)));
  return ladder.slice(highest + 1).find((rung) => !unavailable.has(rung)) ?? null;
};

/** Whether the plan makes a new environment. */
export const isFresh = ({ rung }: Plan): boolean => rung === 'environment' || rung === 'python';
