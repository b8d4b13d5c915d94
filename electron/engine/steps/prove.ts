import type { Proof } from '../../../shared/events.ts';
import type { Layer } from '../../../shared/manifest.ts';
import type { StepOf } from '../../../shared/plan.ts';
import { Failing } from '../failing.ts';
import { importLimitMs, modulesOf, proofOf } from '../proofs.ts';
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
      });
  };
  context.emit({ type: 'step-progressed', step: step.id, done, total, unit: 'checks' });
  await proveImports(layers, context, tell);
  for (const layer of layers) await proveRuns(layer, context, tell);
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

const proveRuns = async (layer: Layer, { root, tools, signal, choice }: StepContext, tell: Tell): Promise<void> => {
  const python = tools.environments.pythonOf(root);
  const accelerator = choice.layers.find((one) => one.layer === layer.id)?.accelerator ?? 'cpu';
  for (const check of layer.checks) {
    if (check.kind === 'accelerator')
      tell({ layer: layer.id, kind: 'accelerator', ...(await tools.prover.accelerator(python, accelerator, signal)) });
    if (check.kind === 'run')
      tell({
        layer: layer.id,
        kind: 'run',
        ...(await tools.prover.module(python, check.module, check.arguments, signal)),
      });
  }
};
