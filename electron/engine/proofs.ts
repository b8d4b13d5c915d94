import type { Proof } from '../../shared/events.ts';
import type { Machine } from '../../shared/machine.ts';
import type { Layer } from '../../shared/manifest.ts';
import type { Choice } from './choose-layers.ts';
import type { ProofOptions, ProofReport } from './interfaces/prover.ts';
import type { ImportReport } from './interfaces/python.ts';
import type { Tools } from './tools.ts';

/** The first import of torch from a cold disk takes tens of seconds; a hang must end all the same. */
export const importLimitMs = 180_000;

/** Modules that layers' checks import, in order. */
export const modulesOf = (layers: readonly Layer[]): { layer: string; module: string }[] =>
  layers.flatMap((layer) =>
    layer.checks.flatMap((check) => (check.kind === 'import' ? [{ layer: layer.id, module: check.module }] : [])),
  );

export const proofOf = (layer: string, report: ImportReport): Proof => ({
  layer,
  kind: 'import',
  subject: report.module,
  version: report.version,
  ok: report.ok,
  detail: report.ok
    ? `${report.module}${report.version === null ? '' : ` ${report.version}`} imports`
    : `${report.module} does not import: ${report.error ?? 'unknown'}`,
});

interface Proving extends ProofOptions {
  tools: Pick<Tools, 'prover'>;
  python: string;
  choice: Choice;
  machine: Pick<Machine, 'gpus'>;
}

/** The checks beyond imports, one after another: each may start a program that loads gigabytes. */
export async function* proveChecks(layers: readonly Layer[], proving: Proving): AsyncGenerator<Proof> {
  const { tools, python, bytecode, signal } = proving;
  for (const { id, checks } of layers) {
    for (const check of checks) {
      if (check.kind === 'accelerator') yield { layer: id, kind: 'accelerator', ...(await calculate(id, proving)) };
      if (check.kind === 'run')
        yield {
          layer: id,
          kind: 'run',
          ...(await tools.prover.module(python, check.module, check.arguments, { bytecode, signal })),
        };
    }
  }
}

const calculate = async (
  layer: string,
  { tools, python, choice, machine, bytecode, signal }: Proving,
): Promise<ProofReport> => {
  const build = choice.layers.find((one) => one.layer === layer)?.accelerator ?? 'cpu';
  const cardsSeen = machine.gpus.some(({ vendor }) => vendor === 'nvidia');
  const options = { bytecode, signal, cardsSeen };
  const report = await tools.prover.accelerator(python, choice.onCpu ? 'cpu' : build, options);
  // The card that the build has code for is the one that is lost.
  return choice.cardLost && report.trouble === 'no-kernels' ? { ...report, trouble: 'restart-needed' } : report;
};
