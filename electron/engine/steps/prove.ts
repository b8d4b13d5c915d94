import { outsideTrouble } from '../../../shared/accelerator-trouble.ts';
import type { Proof } from '../../../shared/events.ts';
import type { Finding } from '../../../shared/finding.ts';
import type { Layer } from '../../../shared/manifest.ts';
import type { StepOf } from '../../../shared/plan.ts';
import { asksForRepair } from '../../../shared/severity.ts';
import { findingsOf } from '../diagnose/audit.ts';
import { importCause } from '../diagnose/import-cause.ts';
import { stateFindings } from '../diagnose.ts';
import { Failing } from '../failing.ts';
import type { Inventory } from '../interfaces/packages.ts';
import type { ImportReport, InspectedPython } from '../interfaces/python.ts';
import { importLimitMs, modulesOf, proofOf, proveChecks } from '../proofs.ts';
import { namesLeftAlone, type StepContext } from './context.ts';

/**
 * Every check of every layer: first the imports, all in one start of Python, then what runs, then
 * all that the diagnosis looks at. Compiled code is written outside of the environment, so that nothing
 * is left of a run that is put back.
 */
export const prove = async (step: StepOf<'prove'>, context: StepContext): Promise<'done'> => {
  const layers = context.layers.filter(({ id }) => step.layers.includes(id));
  const total = layers.reduce((sum, { checks }) => sum + checks.length, 0);
  let done = 0;
  const tell = (proof: Proof, detail: readonly string[] = []): void => {
    done += 1;
    context.emit({ type: 'proof-made', proof });
    context.emit({ type: 'step-progressed', step: step.id, done, total, unit: 'checks' });
    // What lies outside of the environment no other packages heal: it is said, and these stay.
    if (!proof.ok && outsideTrouble(proof.trouble) === null)
      throw new Failing({
        code: 'proof-failed',
        layer: proof.layer,
        module: proof.subject,
        detail: [...detail, proof.detail],
        fresh: context.work.fresh,
        ...(proof.trouble === undefined ? {} : { trouble: proof.trouble }),
      });
  };
  context.emit({ type: 'step-progressed', step: step.id, done, total, unit: 'checks' });
  const { root, tools, signal, choice, machine } = context;
  const inventory = await tools.packages.list(root);
  if (inventory === null) throw new Failing({ code: 'environment-missing', path: root });
  const bytecode = await tools.bytecode.renew(root, await changedParts(context, inventory));
  const python = tools.environments.pythonOf(root);
  const looking = lookAtState(context, inventory, python);
  const looked = looking.then(ended, ended);
  // Some disks take a second for the folders alone, in which the processor has nothing to do.
  const cleared = context.work.ahead?.close();
  context.work.ahead = null;
  try {
    await proveImports(layers, context, { inventory, bytecode, tell });
    const proving = { tools, python, choice, machine, bytecode, signal };
    for await (const proof of proveChecks(layers, proving)) tell(proof);
  } finally {
    // Whoever puts everything back must meet no file that is open.
    await Promise.all([looked, cleared]);
  }
  const { interpreter, findings } = await looking;
  refuse(context, findings);
  const only = notInstalledAnew(context);
  if (only.length > 0)
    refuse(
      context,
      findingsOf(await tools.audit({ root, deep: true, only, abi: interpreter?.abi ?? null, signal }), inventory),
    );
  return 'done';
};

/**
 * Packages that the plan was to install again and that no step has; of what was installed, every file
 * was compared before it came to its place.
 */
const notInstalledAnew = ({ plan, work }: StepContext): string[] => {
  const answered = plan.findings.flatMap((finding, at) => {
    const rung = plan.answers[at] ?? null;
    return 'package' in finding && (rung === 'package' || rung === 'layer' || rung === 'cache')
      ? (finding.package ?? [])
      : [];
  });
  return [...new Set(answered)].filter((name) => !work.changed.has(name));
};

/** What runs must also be what the manifest wants: the next diagnosis must find nothing. */
const refuse = ({ work }: StepContext, found: readonly Finding[]): void => {
  const left = namesLeftAlone(work);
  const findings = found.filter(
    (finding) => asksForRepair(finding) && !('package' in finding && left.has(finding.package ?? '')),
  );
  if (findings.length > 0) throw new Failing({ code: 'not-healed', findings, fresh: work.fresh });
};

/** What a diagnosis would find by the files, looked for while Python imports. */
const lookAtState = async (
  context: StepContext,
  inventory: Inventory,
  python: string,
): Promise<{ interpreter: InspectedPython | null; findings: Finding[] }> => {
  const { tools, signal } = context;
  const interpreter = await tools.python.inspect(python, signal);
  const emit = (): void => undefined;
  const state = { ...context, audit: tools.audit, emit, inventory, python, interpreter, deep: false };
  return { interpreter, findings: await stateFindings(state) };
};

/** Its failure is told to whoever waits for the findings. */
const ended = (): void => undefined;

/** Modules and files in whose place there may have been other ones when they were compiled. */
const changedParts = async ({ root, tools, work }: StepContext, { packages }: Inventory): Promise<string[] | 'all'> => {
  if (work.fresh || work.changed.has('environment')) return 'all';
  const changed = packages.filter(({ name }) => work.changed.has(name));
  const names = changed.map(({ name }) => name);
  const files = await tools.packages.filesOfEach(root, names);
  // A package that only has a part in a folder of several, such as google, has no module of its own.
  return [...changed.flatMap(({ modules }) => modules), ...files.flat()];
};

type Tell = (proof: Proof, detail?: readonly string[]) => void;

const proveImports = async (
  layers: readonly Layer[],
  context: StepContext,
  { inventory: { packages }, bytecode, tell }: { inventory: Inventory; bytecode: string | null; tell: Tell },
): Promise<void> => {
  const { root, tools, signal } = context;
  const checks = modulesOf(layers);
  if (checks.length === 0) return;
  const modules = checks.map(({ module }) => module);
  const options = { bytecode, timeLimitMs: importLimitMs, signal };
  const [reports, realRoot] = await Promise.all([
    tools.python.importModules(tools.environments.pythonOf(root), modules, options),
    tools.environments.realRoot(root),
  ]);
  for (const { layer, module } of checks) {
    const report = reports.find((one) => one.module === module) ?? notImported(module);
    tell(proofOf(layer, report), report.detail);
    // A module may import and say all the same that it was made for another NumPy.
    const cause = importCause(report, { layer, packages, realRoot });
    if (cause !== null) refuse(context, [cause]);
  }
};

const notImported = (module: string): ImportReport => ({
  module,
  ok: false,
  version: null,
  file: null,
  error: 'it was not imported',
  detail: [],
});
