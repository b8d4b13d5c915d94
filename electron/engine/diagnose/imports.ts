import type { Finding } from '../../../shared/finding.ts';
import { importLimitMs, modulesOf, proofOf } from '../proofs.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * Imports what the layers' checks name, in the environment's own interpreter, writing no bytecode.
 * Layers with a missing requirement are passed over: their imports fail for a reason already found.
 */
export const importFindings = async (context: DiagnoseContext, incomplete: ReadonlySet<string>): Promise<Finding[]> => {
  const checks = modulesOf(context.layers).filter(({ layer }) => !incomplete.has(layer));
  if (checks.length === 0) return [];
  const reports = await context.tools.python.importModules(
    context.python,
    checks.map(({ module }) => module),
    { writeBytecode: false, timeLimitMs: importLimitMs, signal: context.signal },
  );
  return checks.flatMap(({ layer, module }): Finding[] => {
    const report = reports.find((one) => one.module === module);
    if (report === undefined) return [];
    context.emit({ type: 'proof-made', proof: proofOf(layer, report) });
    return report.ok
      ? []
      : [{ code: 'import-broken', layer, module, error: report.error ?? 'unknown', detail: report.detail }];
  });
};
