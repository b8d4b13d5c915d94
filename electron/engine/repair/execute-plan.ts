import { type Plan, phaseOf } from '../../../shared/plan.ts';
import { isBesideStack } from '../beside-stack.ts';
import { Cancelled, Failing, throwIfCancelled } from '../failing.ts';
import { kept } from '../kept.ts';
import { isFresh } from '../plan.ts';
import { normalizeName } from '../requirement.ts';
import { runSteps } from '../runner.ts';
import type { StepContext, Work } from '../steps/context.ts';
import { executeStep } from '../steps/execute.ts';
import type { RepairContext } from './context.ts';
import type { Looked } from './look.ts';
import { pythonToRenew } from './plan-for.ts';

export interface PlanRun {
  plan: Plan;
  looked: Looked;
  /** Name under which its changes are recorded. */
  id: string;
  /** Called before the first step that changes the environment, and before each one after it. */
  onChange: () => Promise<void>;
}

/** Executes the plan's steps. Throws StepFailed or Cancelled; what was changed until then stays. */
export const executePlan = async (context: RepairContext, { plan, looked, id, onChange }: PlanRun): Promise<void> => {
  const { request, tools, waits, signal, emit, line, unforeseen } = context;
  const work = await workFor(context, plan, looked);
  const surroundings = { ...context, run: id, plan, work };
  // What is downloaded must still be there when it is installed.
  const downloads = plan.steps.some(({ kind }) => kind === 'download');
  const letGo = downloads ? await tools.wheels.hold(signal) : null;
  try {
    await runSteps(plan, {
      policy: {
        attempts: request.manifest.retry.attempts,
        waitMs: request.manifest.retry.waitSeconds.map((seconds) => seconds * 1000),
      },
      clock: tools.clock,
      waits,
      signal,
      emit,
      line,
      unforeseen,
      execute: async (step, stepRun) => {
        if (phaseOf(step) === 'change') await onChange();
        return executeStep(step, { ...surroundings, ...stepRun, ...requested(context) });
      },
    });
  } finally {
    await work.ahead?.close();
    await letGo?.();
  }
  if (signal.aborted) throw new Cancelled();
};

/**
 * For a plan that is only shown: resolves what it would install, so that sizes can be told. Changes
 * nothing in the environment. What keeps it from resolving is noted; the plan is worth showing all the same.
 */
export const sizePlan = async (context: RepairContext, plan: Plan, looked: Looked): Promise<void> => {
  const step = plan.steps.find(({ kind }) => kind === 'resolve');
  if (step === undefined) return;
  const { emit, line, signal, run } = context;
  const limited = limitedSignal(signal, sizesLimitMs);
  try {
    await executeStep(step, {
      ...context,
      signal: limited.signal,
      ...requested(context),
      run,
      plan,
      work: await workFor(context, plan, looked),
      attempt: 1,
      attempts: 1,
      line: (level, text) => line(step.id, level, text),
    });
  } catch (error) {
    throwIfCancelled(signal);
    const isLate = error instanceof Cancelled;
    if (!isLate && (!(error instanceof Failing) || error.failure.code === 'disk-space-low')) throw error;
    const detail = isLate ? 'the index does not answer in time' : error.failure.code;
    emit({ type: 'step-noted', step: step.id, note: 'sizes-unknown', detail });
  } finally {
    limited.forget();
  }
};

/** A plan is waited for; what it weighs is worth no longer wait than this. */
const sizesLimitMs = 30_000;

/** Aborted with the outer signal, or after the time. */
const limitedSignal = (outer: AbortSignal, ms: number): { signal: AbortSignal; forget: () => void } => {
  const inner = new AbortController();
  const abort = () => inner.abort();
  outer.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(abort, ms);
  return {
    signal: inner.signal,
    forget: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
};

/** What the steps get of the request, and of the run as a whole; `run` in a step's context names one plan's changes. */
const requested = ({
  request,
  run,
  tools,
  line,
}: RepairContext): Pick<
  StepContext,
  'index' | 'wantedBackend' | 'manifest' | 'buildFromSource' | 'keepLock' | 'asks' | 'endHolders'
> => ({
  keepLock: (pins) =>
    tools.journals.keepLock(run, pins).catch((error: unknown) => {
      // As with the journal: the user is better served by a repair without it.
      if (!(error instanceof Failing)) throw error;
      line(null, 'warning', `What was resolved could not be kept: ${error.failure.code}`);
    }),
  index: request.index,
  asks: request.asks,
  endHolders: request.endHolders,
  wantedBackend: request.backend,
  manifest: request.manifest,
  buildFromSource: new Set([...request.manifest.buildFromSource, ...request.buildFromSource].map(normalizeName)),
});

const workFor = async (context: RepairContext, plan: Plan, looked: Looked): Promise<Work> => {
  const { emit, progress } = context;
  const fresh = isFresh(plan);
  const renews = plan.steps.some(({ kind }) => kind === 'renew-interpreter');
  const findChosen = async () => (await context.findPython()).chosen;
  // Looking for Pythons starts each of them. One that the user named is looked at in any case, for it may not do.
  const chosen = fresh || renews || context.request.python !== null ? await findChosen() : null;
  throwIfCancelled(context.signal);
  if (chosen !== null && fresh)
    emit({ type: 'step-noted', step: null, note: 'python-chosen', detail: `${chosen.version} (${chosen.path})` });
  noteLeftAlone(context, fresh ? { ...plan, leftAlone: [] } : plan, looked);
  return {
    withoutPython: fresh || renews,
    findBasePython: async () => (await findChosen())?.path ?? null,
    basePython: renews ? await pythonToRenew(context) : (chosen?.path ?? null),
    backend: null,
    pins: new Map(),
    variantIndex: null,
    round: 0,
    installed: looked.packages,
    wheels: new Map(),
    ahead: null,
    tolerated: new Set(),
    asked: 0,
    fresh,
    keep: fresh ? [] : kept(looked, plan),
    homes: looked.homes,
    leftAlone: progress.leftAlone,
    changed: progress.changed,
  };
};

/** What the plan does nothing about, because nothing can be done or all has been tried; of the stack there is none such. */
export const noteLeftAlone = (
  { progress }: Pick<RepairContext, 'progress'>,
  { leftAlone, unpublished = [], findings }: Plan,
  { homes, packages }: Looked,
): void => {
  progress.leftAlone.clear();
  for (const at of leftAlone) {
    const finding = findings[at];
    if (finding === undefined || !isBesideStack(finding, homes) || !('package' in finding)) continue;
    const found = packages.find(({ name }) => name === finding.package);
    const reason = unpublished.includes(at) ? 'not-on-index' : 'tried-in-vain';
    progress.leftAlone.set(`${finding.package}==${found?.version ?? ''}`, reason);
  }
};
