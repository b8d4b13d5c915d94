import type { Proof } from '../../shared/events.ts';
import type { Layer } from '../../shared/manifest.ts';
import type { Choice } from './choose-layers.ts';
import type { ProofOptions } from './interfaces/prover.ts';
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

/** The checks beyond imports, one after another: each may start a program that loads gigabytes. */
export async function* proveChecks(
  layers: readonly Layer[],
  { tools, python, choice, ...options }: ProofOptions & { tools: Tools; python: string; choice: Choice },
): AsyncGenerator<Proof> {
  for (const { id, checks } of layers) {
    const accelerator = choice.layers.find(({ layer }) => layer === id)?.accelerator ?? 'cpu';
    for (const check of checks) {
      if (check.kind === 'accelerator')
        yield { layer: id, kind: 'accelerator', ...(await tools.prover.accelerator(python, accelerator, options)) };
      if (check.kind === 'run')
        yield {
          layer: id,
          kind: 'run',
          ...(await tools.prover.module(python, check.module, check.arguments, options)),
        };
    }
  }
}
