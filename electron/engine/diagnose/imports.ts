import type { Finding } from '../../../shared/finding.ts';
import { importLimitMs, modulesOf, proofOf } from '../proofs.ts';
import type { DiagnoseContext } from './context.ts';
import { importCause } from './import-cause.ts';

/**
 * Imports what the layers' checks name, in the environment's own interpreter, writing nothing in it.
 * Layers with a missing requirement are passed over: their imports fail for a reason already found.
 */
export const importFindings = async (context: DiagnoseContext, incomplete: ReadonlySet<string>): Promise<Finding[]> => {
  const { root, tools, inventory, python, signal } = context;
  const checks = modulesOf(context.layers).filter(({ layer }) => !incomplete.has(layer));
  if (checks.length === 0 || context.interpreter === null) return [];
  const modules = checks.map(({ module }) => module);
  const options = { bytecode: await tools.bytecode.open(root), timeLimitMs: importLimitMs, signal };
  const [reports, realRoot] = await Promise.all([
    tools.python.importModules(python, modules, options),
    tools.environments.realRoot(root),
  ]);
  return checks.flatMap(({ layer, module }): Finding[] => {
    const report = reports.find((one) => one.module === module);
    if (report === undefined) return [];
    context.emit({ type: 'proof-made', proof: proofOf(layer, report) });
    const cause = importCause(report, { layer, packages: inventory.packages, realRoot });
    return cause === null ? [] : [cause];
  });
};
