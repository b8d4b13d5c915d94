import type { Finding } from '../../../shared/finding.ts';
import type { Plan, Rung } from '../../../shared/plan.ts';
import { asksForRepair } from '../../../shared/severity.ts';
import { stackOf, triedRungs } from '../attempts.ts';
import { isBesideStack } from '../beside-stack.ts';
import type { FailedAttempt } from '../interfaces/journals.ts';
import type { FoundPython } from '../interfaces/python.ts';
import { makePlan } from '../plan.ts';
import { narrower } from '../python-range.ts';
import { meets } from '../requirement.ts';
import type { RepairContext } from './context.ts';
import type { Looked } from './look.ts';

/** What a plan is made from beside what was found. */
export interface Asked {
  attempts: readonly FailedAttempt[];
  /** The user's --rebuild. */
  rebuild: boolean;
}

/**
 * The plan for what was found, on the lowest rungs that have not failed before. Without steps where
 * nothing that is left to do would heal all that the stack needs: see `exhausted`.
 */
export const planFor = async (context: RepairContext, looked: Looked, asked: Asked): Promise<Plan> => {
  const { findings, packages, homes } = looked;
  const { request, choice } = context;
  const input = {
    findings,
    choice,
    remove: request.manifest.remove,
    homes,
    packages,
    rebuild: asked.rebuild,
    tried: triedRungs(asked.attempts, stackOf(choice)),
    unavailable: await unavailableRungs(context, findings),
  };
  const wanted = narrower(request.manifest.python, choice.python);
  // Looking for Pythons starts each of them, so it is done only where a plan needs to know.
  const draft = makePlan({ ...input, python: { wanted, found: true } });
  // Whoever asks for a new environment has more than the journals to go by.
  if (!asked.rebuild && exhausted(draft, homes).length > 0)
    return { ...draft, steps: [], answers: findings.map(() => null), rung: null };
  const needsPython = draft.steps.some(({ kind }) => kind === 'create-environment');
  const found = !needsPython || (await context.findPython()).chosen !== null;
  return found ? draft : makePlan({ ...input, python: { wanted, found } });
};

/** Rungs that cannot be stood on here. */
const unavailableRungs = async (context: RepairContext, findings: readonly Finding[]): Promise<Set<Rung>> => {
  const { request } = context;
  const unavailable = new Set<Rung>();
  // What the cache holds is then all there is.
  if (request.index.offline) unavailable.add('cache').add('python');
  if (request.backend === 'pip' || request.python !== null) unavailable.add('python');
  if (findings.some(({ code }) => interpreterCodes.has(code)) && (await pythonToRenew(context)) === null)
    unavailable.add('interpreter');
  return unavailable;
};

const interpreterCodes: ReadonlySet<Finding['code']> = new Set<Finding['code']>([
  'interpreter-missing',
  'interpreter-dangling',
  'interpreter-broken',
  'configuration-missing',
]);

/** A Python of this machine for which the environment's packages were made, or null. */
export const pythonToRenew = async (context: RepairContext): Promise<string | null> => {
  const version = await context.tools.environments.pythonVersion(context.root);
  return version === null
    ? null
    : pythonOfVersion(await context.findPython(), version, context.request.manifest.python);
};

/** `version` is major and minor; extension modules fit no other one. */
const pythonOfVersion = ({ chosen, all }: FoundPython, version: string, range: string): string | null =>
  [...(chosen === null ? [] : [chosen]), ...all].find(
    (python) => python.version.startsWith(`${version}.`) && meets(python.version, range),
  )?.path ?? null;

/** Findings on what the manifest needs that every rung has failed on before: nothing that is left to do would help. */
export const exhausted = (plan: Plan, homes: ReadonlyMap<string, string>): Finding[] =>
  plan.leftAlone
    .flatMap((at) => plan.findings[at] ?? [])
    .filter((finding) => asksForRepair(finding) && !isBesideStack(finding, homes));
