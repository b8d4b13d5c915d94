import type { Finding } from '../../../shared/finding.ts';
import type { ImportReport } from '../interfaces/python.ts';
import { importLimitMs, modulesOf, proofOf } from '../proofs.ts';
import type { DiagnoseContext } from './context.ts';
import { importCause } from './import-cause.ts';

/** What the layers' checks import, and what became of it. */
export interface Imports {
  reports: readonly ImportReport[];
  /** The environment's root without links. */
  realRoot: string;
}

/**
 * Imports what the layers' checks name, in the environment's own interpreter, writing nothing in it.
 * It needs nothing of what the files tell, so it goes on beside the look at them.
 */
const importAll = async ({ root, tools, layers, python, signal }: DiagnoseContext): Promise<Imports> => {
  const modules = modulesOf(layers).map(({ module }) => module);
  if (modules.length === 0) return { reports: [], realRoot: root };
  const options = { bytecode: await tools.bytecode.open(root), timeLimitMs: importLimitMs, signal };
  const [reports, realRoot] = await Promise.all([
    tools.python.importModules(python, modules, options),
    tools.environments.realRoot(root),
  ]);
  return { reports, realRoot };
};

/** Python’s imports, begun while the files are looked at; null where the interpreter cannot be used. */
export const importBeside = (
  context: DiagnoseContext,
): { imports: Promise<Imports>; stop: () => Promise<void> } | null => {
  if (context.interpreter === null) return null;
  const ending = new AbortController();
  // AbortSignal.any is not in Node 18.
  const end = (): void => ending.abort();
  context.signal.addEventListener('abort', end, { once: true });
  if (context.signal.aborted) end();
  const imports = importAll({ ...context, signal: ending.signal });
  const ended = imports.then(
    () => undefined,
    () => undefined, // said to whoever waits for the imports, if anybody still does
  );
  return {
    imports,
    stop: () => {
      context.signal.removeEventListener('abort', end);
      end();
      return ended;
    },
  };
};

/** Layers with a missing requirement are passed over: their imports fail for a reason already found. */
export const importFindings = (
  { layers, inventory, emit }: DiagnoseContext,
  { reports, realRoot }: Imports,
  incomplete: ReadonlySet<string>,
): Finding[] =>
  modulesOf(layers)
    .filter(({ layer }) => !incomplete.has(layer))
    .flatMap(({ layer, module }): Finding[] => {
      const report = reports.find((one) => one.module === module);
      if (report === undefined) return [];
      emit({ type: 'proof-made', proof: proofOf(layer, report) });
      const cause = importCause(report, { layer, packages: inventory.packages, realRoot });
      return cause === null ? [] : [cause];
    });
