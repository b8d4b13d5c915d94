import type { Fact } from '../../shared/events.ts';
import type { Finding } from '../../shared/finding.ts';
import type { Layer, Manifest } from '../../shared/manifest.ts';
import type { Choice } from './choose-layers.ts';
import { checkFindings } from './diagnose/checks.ts';
import type { DiagnoseContext } from './diagnose/context.ts';
import { importFindings } from './diagnose/imports.ts';
import { interpreterFindings } from './diagnose/interpreter.ts';
import { leftoverFindings } from './diagnose/leftovers.ts';
import { requirementFindings } from './diagnose/requirements.ts';
import { torchBuildFindings } from './diagnose/torch-build.ts';
import { unwantedFindings } from './diagnose/unwanted.ts';
import { throwIfCancelled } from './failing.ts';
import type { FolderKind, InstalledPackage, Tools } from './tools.ts';

export interface DiagnoseRequest {
  root: string;
  folder: FolderKind;
  manifest: Manifest;
  layers: readonly Layer[];
  choice: Choice;
  tools: Tools;
  signal: AbortSignal;
  emit: (fact: Fact) => void;
}

export interface Diagnosis {
  findings: Finding[];
  /** What is installed now. */
  packages: readonly InstalledPackage[];
}

/** Each kind of finding that needs a whole interpreter, in the order in which they are told. */
const diagnoses: readonly ((context: DiagnoseContext) => Promise<Finding[]>)[] = [
  leftoverFindings,
  unwantedFindings,
  requirementFindings,
  torchBuildFindings,
];

/** What is wrong by the look of the files, without starting Python. */
export const stateFindings = async (context: DiagnoseContext): Promise<Finding[]> => {
  const found: Finding[] = [];
  for (const look of diagnoses) found.push(...(await look(context)));
  return found;
};

/** Everything that is wrong with an environment; each finding is also an event. Changes nothing. */
export const diagnose = async (request: DiagnoseRequest): Promise<Diagnosis> => {
  const { root, folder, manifest, tools, signal, emit } = request;
  const tell = (findings: Finding[]): Finding[] => {
    for (const finding of findings) emit({ type: 'finding-found', finding });
    return findings;
  };
  if (folder.kind !== 'environment')
    return { findings: tell([{ code: 'environment-absent', path: root }]), packages: [] };
  const python = tools.environments.pythonOf(root);
  const expected = [
    ...manifest.remove,
    ...request.choice.layers.flatMap((layer) => layer.packages.map(({ name }) => name)),
  ];
  const [interpreter, realRoot, inventory, mark] = await Promise.all([
    tools.python.inspect(python, signal),
    tools.environments.realRoot(root),
    tools.packages.list(root, expected),
    tools.environments.readMark(root),
  ]);
  const unfit = interpreterFindings({ manifest, python, realRoot }, interpreter);
  if (unfit.length > 0 || inventory === null)
    return {
      findings: tell(unfit.length > 0 ? unfit : [{ code: 'interpreter-broken', path: python, detail: [] }]),
      packages: [],
    };
  const { packages } = inventory;
  emit({
    type: 'environment-inspected',
    python: interpreter?.version ?? null,
    packages: Object.fromEntries(packages.map(({ name, version }) => [name, version])),
  });
  const context: DiagnoseContext = { ...request, inventory, python };
  const unfinished: Finding[] =
    mark?.state === 'changing' ? [{ code: 'unfinished-run', run: mark.run, at: mark.at }] : [];
  const found = [...tell(unfinished)];
  found.push(...tell(await stateFindings(context)));
  throwIfCancelled(signal);
  const incomplete = new Set(
    found.flatMap((finding) => (finding.code === 'requirement-missing' ? [finding.layer] : [])),
  );
  found.push(...tell(await importFindings(context, incomplete)));
  const broken = new Set(found.flatMap((finding) => ('layer' in finding ? [finding.layer] : [])));
  found.push(...tell(await checkFindings(context, broken)));
  return { findings: found, packages };
};
