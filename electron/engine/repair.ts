import type { Outcome } from '../../shared/events.ts';
import type { Plan } from '../../shared/plan.ts';
import { attemptsLastMs } from './attempts.ts';
import { mendable } from './beside-stack.ts';
import { Failing } from './failing.ts';
import type { FailedAttempt } from './interfaces/journals.ts';
import { climb } from './repair/climb.ts';
import type { RepairContext } from './repair/context.ts';
import { executePlan, noteLeftAlone, sizePlan } from './repair/execute-plan.ts';
import { type Looked, look, runsOf } from './repair/look.ts';
import { exhausted, planFor } from './repair/plan-for.ts';
import { afterwards } from './repair/transaction.ts';

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
  const plan = await planAndTell(context, looked, attempts);
  if (plan.steps.length > 0 && !(await tools.environments.isWritable(root)))
    throw new Failing({ code: 'environment-not-writable', path: root });
  if (request.dryRun) {
    await sizePlan(context, plan, looked);
    tellLeftAlone(context);
    const asking = mendable(looked.findings, looked, await tools.environments.readMark(root));
    return { kind: 'looked', findings: asking.length };
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
    const left = await afterUndo(context, attempts, seen);
    if (left.plan.steps.length === 0) return nothingToDo(context, left.plan, left.looked);
    const outcome = await climb(context, { ...left, attempts });
    tellLeftAlone(context);
    return outcome;
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
  return { looked, plan: await planAndTell(context, looked, attempts) };
};

const planAndTell = async (
  context: RepairContext,
  looked: Looked,
  attempts: readonly FailedAttempt[],
): Promise<Plan> => {
  context.emit({ type: 'phase-started', phase: 'plan' });
  const plan = await planFor(context, looked, { attempts, rebuild: context.request.rebuild });
  context.emit({ type: 'plan-made', plan });
  return plan;
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

/** Throws Failing not-healed where something is wrong with the stack and all that could help has failed before. */
const nothingToDo = (context: RepairContext, plan: Plan, looked: Looked): Outcome => {
  const findings = exhausted(plan, looked.homes);
  if (findings.length > 0) throw new Failing({ code: 'not-healed', findings, fresh: true });
  noteLeftAlone(context, plan, looked);
  tellLeftAlone(context);
  return { kind: 'nothing-to-do' };
};

/** The last that is said of a run that went well. */
const tellLeftAlone = ({ progress, emit }: RepairContext): void => {
  for (const [note, reason] of [
    ['left-alone', 'not-on-index'],
    ['given-up', 'tried-in-vain'],
  ] as const) {
    const left = [...progress.leftAlone].flatMap(([one, why]) => (why === reason ? [one.replace('==', ' ')] : []));
    if (left.length > 0) emit({ type: 'step-noted', step: null, note, detail: left.join(', ') });
  }
};
