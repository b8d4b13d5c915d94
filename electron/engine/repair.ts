import type { Outcome } from '../../shared/events.ts';
import type { Plan } from '../../shared/plan.ts';
import { asksForRepair } from '../../shared/severity.ts';
import { attemptsLastMs, failedOn, stackOf } from './attempts.ts';
import { Failing } from './failing.ts';
import type { RepairContext } from './repair/context.ts';
import { executePlan, sizePlan } from './repair/execute-plan.ts';
import { type Looked, look, runsOf } from './repair/look.ts';
import { exhausted, planFor } from './repair/plan-for.ts';
import { afterwards, changing } from './repair/transaction.ts';
import { StepFailed } from './runner.ts';
import type { FailedAttempt } from './tools.ts';

/**
 * Look, plan, lock, do, prove. The environment's lock is taken only where something is to be done,
 * so that looking at a healthy environment changes no file in it.
 */
export const repair = async (context: RepairContext): Promise<Outcome> => {
  const { root, tools, request, run } = context;
  const attempts = await tools.journals.failedAttempts({
    environment: root,
    now: tools.clock.now(),
    maxAgeMs: attemptsLastMs,
  });
  const looked = await look(context);
  const plan = await planFor(context, looked, attempts);
  if (plan.steps.length > 0 && !(await tools.environments.isWritable(root)))
    throw new Failing({ code: 'environment-not-writable', path: root });
  if (request.dryRun) {
    await sizePlan(context, plan, looked);
    return { kind: 'looked', findings: looked.findings.filter(asksForRepair).length };
  }
  if (plan.steps.length === 0) {
    const outcome = nothingToDo(context, plan, looked);
    await tidyUp(context);
    return outcome;
  }
  const lock = await tools.locks.acquire(root, run);
  try {
    // What was seen before the lock was ours may be old: another run came first, or one that was
    // killed left a child that went on writing until the lock was taken over from it.
    const isOld = (await runsOf(tools, root)) !== looked.state;
    const seen = isOld ? await lookAndPlan(context, attempts) : { looked, plan };
    return await climb(context, attempts, await afterUndo(context, attempts, seen));
  } finally {
    await lock.release();
  }
};

/** A run that was killed after its last change has left its trash; nothing else is wrong, so it is only taken away. */
const tidyUp = async (context: RepairContext): Promise<void> => {
  const { root, tools, run, line } = context;
  if (!(await tools.trash.hasRemains(root)) || !(await tools.environments.isWritable(root))) return;
  try {
    const lock = await tools.locks.acquire(root, run);
    try {
      await afterwards(context);
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (!(error instanceof Failing)) throw error;
    line(null, 'warning', `Tidying up: ${error.failure.code}`);
  }
};

interface Seen {
  looked: Looked;
  plan: Plan;
}

const lookAndPlan = async (context: RepairContext, attempts: readonly FailedAttempt[]): Promise<Seen> => {
  const looked = await look(context);
  return { looked, plan: await planFor(context, looked, attempts) };
};

/** Runs that were interrupted are undone first, each in a plan of its own, and the environment is looked at again. */
const afterUndo = async (context: RepairContext, attempts: readonly FailedAttempt[], seen: Seen): Promise<Seen> => {
  let { plan, looked } = seen;
  while (plan.steps.some(({ kind }) => kind === 'undo-run')) {
    context.progress.undo = 'pending';
    await executePlan(context, { plan, looked, id: context.run, onChange: async () => undefined });
    context.progress.undo = 'restored';
    ({ plan, looked } = await lookAndPlan(context, attempts));
  }
  return { plan, looked };
};

/** Executes one plan after another, each on a higher rung than the one whose proof failed. */
const climb = async (
  context: RepairContext,
  earlier: readonly FailedAttempt[],
  { looked, plan: first }: Seen,
): Promise<Outcome> => {
  const { run, emit, choice, progress } = context;
  const attempts = [...earlier];
  const stack = stackOf(choice);
  let plan = first;
  let failed: StepFailed | null = null;
  for (let number = 1; ; number += 1) {
    if (failed !== null && (plan.steps.length === 0 || exhausted(plan, looked.homes).length > 0)) throw failed;
    if (plan.steps.length === 0 || exhausted(plan, looked.homes).length > 0) return nothingToDo(context, plan, looked);
    const current = plan;
    const id = number === 1 ? run : `${run}.${number}`;
    try {
      await changing(context, id, (onChange) => executePlan(context, { plan: current, looked, id, onChange }));
      return { kind: 'repaired', changed: [...progress.changed] };
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      // This rung could not even be stood on, so what the one below had to say is the answer.
      if (failed !== null && current.rung === 'python' && !isAboutProof(error)) throw failed;
      if (!isAboutProof(error) || progress.undo === 'pending' || current.rung === null) throw error;
      failed = error;
    }
    const tried = failedOn(current, failed.failure, looked.homes);
    emit({ type: 'rung-failed', rung: current.rung, tried, stack, failure: failed.failure });
    attempts.push(...tried.map((one) => ({ ...one, stack })));
    plan = await planFor(context, looked, attempts);
    if (plan.rung !== null) emit({ type: 'step-noted', step: null, note: 'rung-taken', detail: plan.rung });
  }
};

/** What more may heal than was done: the environment was changed as planned, and still is not as it should be. */
const isAboutProof = ({ failure }: StepFailed): boolean =>
  failure.code === 'proof-failed' || failure.code === 'not-healed';

/** Throws Failing not-healed where something is wrong with the stack and all that could help has failed before. */
const nothingToDo = ({ emit }: RepairContext, plan: Plan, { homes }: Looked): Outcome => {
  const findings = exhausted(plan, homes);
  if (findings.length > 0) throw new Failing({ code: 'not-healed', findings, fresh: true });
  for (const at of plan.leftAlone) {
    const finding = plan.findings[at];
    if (finding !== undefined && 'package' in finding)
      emit({ type: 'step-noted', step: null, note: 'left-alone', detail: finding.package ?? '' });
  }
  return { kind: 'nothing-to-do' };
};
