import type { Proof } from '../../../shared/events.ts';
import type { Layer } from '../../../shared/manifest.ts';
import type { StepOf } from '../../../shared/plan.ts';
import { stateFindings } from '../diagnose.ts';
import { Failing } from '../failing.ts';
import { importLimitMs, modulesOf, proofOf, proveChecks } from '../proofs.ts';
import type { StepContext } from './context.ts';

/**
 * Every check of every layer: first the imports, all in one start of Python, then what runs. Here
 * bytecode is written: later checks and the user's program start faster, and a healthy run then
 * changes no file.
 */
export const prove = async (step: StepOf<'prove'>, context: StepContext): Promise<'done'> => {
  const layers = context.layers.filter(({ id }) => step.layers.includes(id));
  const total = layers.reduce((sum, { checks }) => sum + checks.length, 0);
  let done = 0;
  const tell = (proof: Proof, detail: readonly string[] = []): void => {
    done += 1;
    context.emit({ type: 'proof-made', proof });
    context.emit({ type: 'step-progressed', step: step.id, done, total, unit: 'checks' });
    if (!proof.ok)
      throw new Failing({
        code: 'proof-failed',
        layer: proof.layer,
        module: proof.subject,
        detail: [...detail, proof.detail],
        fresh: context.work.fresh,
      });
  };
  context.emit({ type: 'step-progressed', step: step.id, done, total, unit: 'checks' });
  await proveImports(layers, context, tell);
  const { root, tools, signal, choice } = context;
  const python = tools.environments.pythonOf(root);
  for await (const proof of proveChecks(layers, { tools, python, choice, writeBytecode: true, signal })) tell(proof);
  await proveState(context, python);
  return 'done';
};

type Tell = (proof: Proof, detail?: readonly string[]) => void;

const proveImports = async (
  layers: readonly Layer[],
  { root, tools, signal }: StepContext,
  tell: Tell,
): Promise<void> => {
  const checks = modulesOf(layers);
  if (checks.length === 0) return;
  const modules = checks.map(({ module }) => module);
  const options = { writeBytecode: true, timeLimitMs: importLimitMs, signal };
  const reports = await tools.python.importModules(tools.environments.pythonOf(root), modules, options);
  for (const { layer, module } of checks) {
    const report = reports.find((one) => one.module === module) ?? {
      module,
      ok: false,
      version: null,
      error: 'it was not imported',
      detail: [],
    };
    tell(proofOf(layer, report), report.detail);
  }
};

/** What runs must also be what the manifest wants: the next diagnosis must find nothing. */
const proveState = async (context: StepContext, python: string): Promise<void> => {
  const { root, tools, work, manifest, layers, choice, signal } = context;
  const inventory = await tools.packages.list(root);
  if (inventory === null) throw new Failing({ code: 'environment-missing', path: root });
  const emit = (): void => undefined;
  const findings = await stateFindings({ root, manifest, layers, choice, tools, signal, emit, inventory, python });
  if (findings.length > 0) throw new Failing({ code: 'not-healed', findings, fresh: work.fresh });
};
