import type { Fact, LineLevel, Outcome } from '../../shared/events.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Finding } from '../../shared/finding.ts';
import type { Layer } from '../../shared/manifest.ts';
import type { Plan } from '../../shared/plan.ts';
import type { Choice } from './choose-layers.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { Cancelled, Failing, throwIfCancelled } from './failing.ts';
import { kept } from './kept.ts';
import { asksForNewEnvironment, makePlan } from './plan.ts';
import type { RunRequest } from './run-request.ts';
import { runSteps, StepFailed } from './runner.ts';
import type { Work } from './steps/context.ts';
import { executeStep } from './steps/execute.ts';
import type { FolderKind, FoundPython, Tools } from './tools.ts';
import type { Waits } from './waits.ts';

/** A repair's surroundings: what the machine is like and what is wanted is known by now. */
export interface RepairContext {
  run: string;
  request: RunRequest;
  root: string;
  layers: readonly Layer[];
  choice: Choice;
  tools: Tools;
  waits: Waits;
  signal: AbortSignal;
  emit: (fact: Fact) => void;
  line: (step: string | null, level: LineLevel, text: string) => void;
  unforeseen: (error: unknown) => Failure;
  /** The machine's interpreters, looked for once a run and only where it needs one. */
  findPython: () => Promise<FoundPython>;
  /** Packages that this run has changed so far, for the outcome. */
  changed: Set<string>;
}

/**
 * Look, plan, lock, do, prove. The environment's lock is taken only where something is to be done,
 * so that looking at a healthy environment changes no file in it.
 */
export const repair = async (context: RepairContext): Promise<Outcome> => {
  const { root, tools, request, run } = context;
  const before = await look(context);
  const plan = await planFor(context, before.findings, request.rebuild);
  if (plan.steps.length > 0 && !(await tools.environments.isWritable(root)))
    throw new Failing({ code: 'environment-not-writable', path: root });
  if (request.dryRun) return { kind: 'looked', findings: before.findings.length };
  if (plan.steps.length === 0) return { kind: 'nothing-to-do' };
  const lock = await tools.locks.acquire(root, run);
  try {
    // What was seen before the lock was ours may be old: another run came first, or one that was
    // killed left a child that went on writing until the lock was taken over from it.
    const mark = await tools.environments.readMark(root);
    const lookAgain = mark !== null && (mark.run !== before.lastRun || mark.state === 'changing');
    return await change(context, lookAgain ? await look(context) : before, lookAgain ? null : plan);
  } finally {
    await lock.release();
  }
};

interface Looked extends Diagnosis {
  folder: FolderKind;
  /** The run that changed the environment last, to notice another that did so while this one looked. */
  lastRun: string | null;
}

const look = async ({ root, request, layers, choice, tools, signal, emit }: RepairContext): Promise<Looked> => {
  emit({ type: 'phase-started', phase: 'diagnose' });
  const lastRun = (await tools.environments.readMark(root))?.run ?? null;
  const folder = await lookAtFolder(tools, root);
  return {
    ...(await diagnose({ root, folder, manifest: request.manifest, layers, choice, tools, signal, emit })),
    folder,
    lastRun,
  };
};

/** What is at the environment's path; a file and a folder that is none of ours are refused. */
export const lookAtFolder = async (tools: Tools, root: string): Promise<FolderKind> => {
  const folder = await tools.environments.look(root);
  if (folder.kind === 'file') throw new Failing({ code: 'environment-is-a-file', path: root });
  if (folder.kind === 'foreign') throw new Failing({ code: 'environment-not-ours', path: root, found: folder.found });
  return folder;
};

const planFor = async (context: RepairContext, findings: readonly Finding[], rebuild: boolean): Promise<Plan> => {
  const { request, choice, emit } = context;
  emit({ type: 'phase-started', phase: 'plan' });
  const fresh = rebuild || findings.some(asksForNewEnvironment);
  const missingPython = fresh && (await context.findPython()).chosen === null ? request.manifest.python : null;
  const plan = makePlan({ findings, choice, remove: request.manifest.remove, rebuild, missingPython });
  emit({ type: 'plan-made', plan });
  return plan;
};

/** Executes the plan; where the proof fails on a mended environment, the next rung makes it anew. */
const change = async (context: RepairContext, looked: Looked, first: Plan | null): Promise<Outcome> => {
  const { tools, root, run, request, signal, emit } = context;
  const plan = first ?? (await planFor(context, looked.findings, request.rebuild));
  if (plan.steps.length === 0) return { kind: 'nothing-to-do' };
  try {
    await execute(context, looked, plan);
  } catch (error) {
    const mended = !plan.steps.some(({ kind }) => kind === 'create-environment');
    if (!(error instanceof StepFailed) || !healable.has(error.failure.code) || !mended) throw error;
    emit({
      type: 'step-noted',
      step: null,
      note: 'rung-taken',
      detail: 'mending was not enough, so the environment is made anew',
    });
    await execute(context, looked, await planFor(context, looked.findings, true));
  }
  await tools.environments.writeMark(root, {
    manifest: request.manifest.name,
    profile: request.profile,
    run,
    state: 'ready',
    at: tools.clock.now(),
  });
  await tools.trash.empty(root, signal);
  return { kind: 'repaired', changed: [...context.changed] };
};

const execute = async (context: RepairContext, looked: Looked, plan: Plan): Promise<void> => {
  const { run, request, root, layers, choice, tools, waits, signal, emit, line, unforeseen, changed } = context;
  const fresh = plan.steps.some(({ kind }) => kind === 'create-environment');
  const { chosen } = await context.findPython();
  throwIfCancelled(signal);
  const work: Work = {
    fresh,
    basePython: chosen?.path ?? null,
    backend: null,
    pins: new Map(),
    keep: fresh ? [] : kept(looked),
    broken: new Set(),
    changed,
  };
  if (chosen !== null && fresh)
    emit({ type: 'step-noted', step: null, note: 'python-chosen', detail: `${chosen.version} (${chosen.path})` });
  let marked = false;
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
      if (!marked && changesFiles.has(step.kind)) {
        await tools.environments.writeMark(root, {
          manifest: request.manifest.name,
          profile: request.profile,
          run,
          state: 'changing',
          at: tools.clock.now(),
        });
        marked = true;
      }
      return executeStep(step, {
        ...stepRun,
        run,
        root,
        tools,
        signal,
        index: request.index,
        wantedBackend: request.backend,
        manifest: request.manifest,
        layers,
        choice,
        work,
      });
    },
  });
  if (signal.aborted) throw new Cancelled();
};

/** What a new environment may heal where mending did not. */
const healable: ReadonlySet<string> = new Set(['proof-failed', 'not-healed']);

/** Steps after which the environment is not as it was: the mark says so before the first of them. */
const changesFiles: ReadonlySet<string> = new Set([
  'create-environment',
  'clean-up',
  'remove-packages',
  'check-numpy',
  'install-layer',
]);
