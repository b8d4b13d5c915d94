import { leavesCardInDoubt } from '../../../shared/card-in-doubt.ts';
import type { Outcome } from '../../../shared/events.ts';
import type { Plan } from '../../../shared/plan.ts';
import { rungs } from '../../../shared/rungs.ts';
import { failedOn, stackOf } from '../attempts.ts';
import type { FailedAttempt } from '../interfaces/journals.ts';
import { StepFailed } from '../runner.ts';
import type { RepairContext } from './context.ts';
import { executePlan } from './execute-plan.ts';
import type { Looked } from './look.ts';
import { planFor } from './plan-for.ts';
import { changing } from './transaction.ts';

interface Start {
  looked: Looked;
  /** Has steps, and was told. */
  plan: Plan;
  /** What earlier runs tried in vain. */
  attempts: readonly FailedAttempt[];
}

/** Executes one plan after another, each on a higher rung than the one whose proof failed. */
export const climb = async (
  context: RepairContext,
  { looked, plan: first, attempts: earlier }: Start,
): Promise<Outcome> => {
  const { run, emit, choice, progress } = context;
  const attempts = [...earlier];
  const stack = stackOf(choice);
  // Each layer may climb the ladder by itself; no run goes on for longer than that.
  const most = rungs.length * Math.max(1, choice.layers.length);
  let plan = first;
  let below: StepFailed | null = null;
  for (let number = 1; ; number += 1) {
    const failed = await attempt(context, { plan, looked, id: number === 1 ? run : `${run}.${number}` });
    if (failed === null) return { kind: 'repaired', changed: [...progress.changed] };
    // This rung could not even be stood on, so what the one below had to say is the answer.
    if (below !== null && plan.rung === 'python' && !isAboutProof(failed)) throw below;
    if (!isAboutProof(failed) || progress.undo === 'pending' || plan.rung === null) throw failed;
    const tried = failedOn(plan, failed.failure, looked.homes);
    // What else was wrong can be answered in the same way once the card or its driver works.
    if (leavesCardInDoubt(failed.failure) && !tried.some(({ finding }) => finding.startsWith('check-failed:')))
      throw failed;
    emit({ type: 'rung-failed', rung: plan.rung, tried, stack, failure: failed.failure });
    attempts.push(...tried.map((one) => ({ ...one, stack })));
    // A new environment that was only asked for has failed on no finding, and is not made again either.
    const next = await planFor(context, looked, { attempts, rebuild: false });
    // Told only now, because what is told is done.
    if (next.rung === null || number >= most || isSame(next, plan) || leavesCardInDoubt(failed.failure)) throw failed;
    emit({ type: 'phase-started', phase: 'plan' });
    emit({ type: 'plan-made', plan: next });
    // The other layers may go on from where they are: that is no step up.
    if (rungs.indexOf(next.rung) > rungs.indexOf(plan.rung))
      emit({ type: 'step-noted', step: null, note: 'rung-taken', detail: next.rung });
    plan = next;
    below = failed;
  }
};

/** Null where the plan was executed and its proof held. What was changed in vain is put back. */
const attempt = async (
  context: RepairContext,
  { plan, looked, id }: { plan: Plan; looked: Looked; id: string },
): Promise<StepFailed | null> => {
  try {
    await changing(context, id, (onChange) => executePlan(context, { plan, looked, id, onChange }));
    return null;
  } catch (error) {
    if (error instanceof StepFailed) return error;
    throw error;
  }
};

/** It would answer the same in the same way, and so fail again. */
const isSame = (a: Plan, b: Plan): boolean =>
  a.rung === b.rung && a.answers.every((rung, at) => rung === (b.answers[at] ?? null));

/** What more may heal than was done: the environment was changed as planned, and still is not as it should be. */
const isAboutProof = ({ failure }: StepFailed): boolean =>
  failure.code === 'proof-failed' || failure.code === 'not-healed';
