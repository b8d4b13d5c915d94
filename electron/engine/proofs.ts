import type { Proof } from '../../shared/events.ts';
import type { Layer } from '../../shared/manifest.ts';
import type { ImportReport } from './tools.ts';

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
