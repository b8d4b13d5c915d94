import { isCardInDoubt } from '../../shared/card-in-doubt.ts';
import type { Fact } from '../../shared/events.ts';
import type { Finding } from '../../shared/finding.ts';
import type { Machine } from '../../shared/machine.ts';
import type { Layer, Manifest } from '../../shared/manifest.ts';
import { asksForRepair } from '../../shared/severity.ts';
import type { Choice } from './choose-layers.ts';
import { auditFindings, findingsOf } from './diagnose/audit.ts';
import { auditInTwo } from './diagnose/audit-in-two.ts';
import { checkFindings } from './diagnose/checks.ts';
import { withoutConsequences } from './diagnose/consequences.ts';
import type { DiagnoseContext } from './diagnose/context.ts';
import { dependencyFindings } from './diagnose/dependencies.ts';
import { diskFindings } from './diagnose/disk.ts';
import { type Imports, importBeside, importFindings } from './diagnose/imports.ts';
import { interpreterFindings } from './diagnose/interpreter.ts';
import { leftoverFindings } from './diagnose/leftovers.ts';
import { requirementFindings } from './diagnose/requirements.ts';
import { shadowedFindings } from './diagnose/shadowed.ts';
import { torchBuildFindings } from './diagnose/torch-build.ts';
import { torchTripleFindings } from './diagnose/torch-triple.ts';
import { unfinishedFindings } from './diagnose/unfinished.ts';
import { unwantedFindings } from './diagnose/unwanted.ts';
import { withoutDoubles } from './diagnose/without-doubles.ts';
import { throwIfCancelled } from './failing.ts';
import { homesOf } from './homes.ts';
import type { AuditPackages } from './interfaces/audit.ts';
import type { FolderKind } from './interfaces/environments.ts';
import type { InstalledPackage } from './interfaces/packages.ts';
import type { InspectedPython } from './interfaces/python.ts';
import { narrower } from './python-range.ts';
import type { Tools } from './tools.ts';

export interface DiagnoseRequest {
  root: string;
  folder: FolderKind;
  manifest: Manifest;
  layers: readonly Layer[];
  choice: Choice;
  machine: Machine;
  /** Every file is hashed; `last`: only where nothing else is wrong, for whoever asks for a repair has a reason. */
  deep: boolean | 'last';
  tools: Tools;
  signal: AbortSignal;
  emit: (fact: Fact) => void;
}

export interface Diagnosis {
  findings: Finding[];
  /** What is installed now. */
  packages: readonly InstalledPackage[];
  /** Which layer needs each package, by normalised name; what is in none was installed beside the stack. */
  homes: ReadonlyMap<string, string>;
}

/** Each kind of finding that the files tell, in the order in which they are told. */
const diagnoses: readonly ((context: DiagnoseContext) => Promise<Finding[]>)[] = [
  leftoverFindings,
  auditFindings,
  unwantedFindings,
  requirementFindings,
  dependencyFindings,
  torchBuildFindings,
  torchTripleFindings,
  shadowedFindings,
];

/** What is wrong by the look of the files, without starting Python. */
export const stateFindings = async (context: DiagnoseContext): Promise<Finding[]> => {
  const found: Finding[] = [];
  for (const look of diagnoses) found.push(...(await look(context)));
  return withoutDoubles(found);
};

/** Everything that is wrong with an environment; each finding is also an event. Changes nothing. */
export const diagnose = async (request: DiagnoseRequest): Promise<Diagnosis> => {
  const { root, folder, choice, signal, emit } = request;
  const told: Finding[] = [];
  const tell = (findings: Finding[]): void => {
    for (const finding of findings) emit({ type: 'finding-found', finding });
    told.push(...findings);
  };
  tell(await unfinishedFindings(request));
  tell(diskFindings(request));
  if (folder.kind !== 'environment') {
    tell([{ code: 'environment-absent', path: root }]);
    return { findings: told, packages: [], homes: new Map() };
  }
  const audit = auditInTwo(request.tools);
  const { context, unfit } = await lookAtInterpreter(request, audit.first);
  tell(unfit);
  if (context === null) return { findings: told, packages: [], homes: new Map() };
  const { packages } = context.inventory;
  const homes = homesOf(choice.layers, packages, context.interpreter?.markers ?? null);
  emit({
    type: 'environment-inspected',
    python: context.interpreter?.version ?? null,
    packages: Object.fromEntries(packages.map(({ name, version }) => [name, version])),
  });
  const beside = importBeside(context);
  try {
    tell(await stateFindings(context));
    throwIfCancelled(signal);
    const isClear = (findings: readonly Finding[]): boolean =>
      !findings.some((finding) => asksForRepair(finding) && !mayBeCard(finding));
    // Most environments are whole: what is to be hashed last is hashed while Python imports.
    const rest = request.deep === 'last' && isClear(told) ? audit.hashRest() : null;
    // Where nobody comes to wait for it, its end is of no interest.
    rest?.catch(() => undefined);
    const checks = beside === null ? [] : await lookAtWhatRuns(context, { homes, told, tell }, await beside.imports);
    // Where a card or the packages may be why a calculation fails, every byte is looked at before one of them is blamed.
    if (rest !== null && isClear([...told, ...checks]))
      tell(withoutTold(findingsOf(await rest, context.inventory), told));
    const damaged = layersFrom(context, homes, told);
    tell(checks.filter((finding) => !asksForRepair(finding) || !('layer' in finding && damaged.has(finding.layer))));
    return { findings: told, packages, homes };
  } finally {
    await Promise.all([beside?.stop(), audit.close()]);
  }
};

/** What is no fault, such as changed settings, was said by the first look. */
const withoutTold = (findings: readonly Finding[], told: readonly Finding[]): Finding[] => {
  const known = new Set(told.map((finding) => JSON.stringify(finding)));
  return findings.filter((finding) => !known.has(JSON.stringify(finding)));
};

const mayBeCard = (finding: Finding): boolean =>
  finding.code === 'check-failed' && isCardInDoubt(finding.subject, finding.trouble);

/** The imports of the layers, which are told, and what their checks find; what fails for a reason already found is passed over. */
const lookAtWhatRuns = async (
  context: DiagnoseContext,
  {
    homes,
    told,
    tell,
  }: { homes: ReadonlyMap<string, string>; told: readonly Finding[]; tell: (findings: Finding[]) => void },
  imports: Imports,
): Promise<Finding[]> => {
  const incomplete = told.flatMap((finding) => (finding.code === 'requirement-missing' ? [finding.layer] : []));
  const failed = importFindings(context, imports, new Set(incomplete));
  tell(withoutConsequences(failed, told, { homes, packages: context.inventory.packages }));
  return checkFindings(context, layersFrom(context, homes, told));
};

/** The first layer in which something is wrong, and all after it, which stand on it. */
const layersFrom = (
  { layers }: DiagnoseContext,
  homes: ReadonlyMap<string, string>,
  told: readonly Finding[],
): Set<string> => {
  const wrong = new Set(
    told.filter(asksForRepair).flatMap((finding) => {
      if ('layer' in finding) return [finding.layer];
      return 'package' in finding ? (homes.get(finding.package ?? '') ?? []) : [];
    }),
  );
  const first = layers.findIndex(({ id }) => wrong.has(id));
  return new Set(first < 0 ? [] : layers.slice(first).map(({ id }) => id));
};

/** `context` is null where the environment has no place for packages that could be looked at. */
const lookAtInterpreter = async (
  request: DiagnoseRequest,
  audit: AuditPackages,
): Promise<{ context: DiagnoseContext | null; unfit: Finding[] }> => {
  const { root, manifest, tools, signal, choice } = request;
  const python = tools.environments.pythonOf(root);
  const range = { python: narrower(manifest.python, choice.python) };
  const expected = [...manifest.remove, ...choice.layers.flatMap((layer) => layer.packages.map(({ name }) => name))];
  const [started, frame, realRoot, inventory] = await Promise.all([
    tools.python.inspect(python, signal),
    tools.environments.frame(root),
    tools.environments.realRoot(root),
    tools.packages.list(root, expected),
  ]);
  const unfit = interpreterFindings({ manifest: range, python, realRoot, root }, started, frame);
  if (inventory === null) {
    const empty: Finding = {
      code: 'interpreter-broken',
      path: python,
      detail: ['it has no site-packages'],
      noPackages: true,
    };
    return { context: null, unfit: [...unfit, empty] };
  }
  const interpreter: InspectedPython | null = unfit.length > 0 ? null : started;
  return { context: { ...request, deep: request.deep === true, audit, inventory, python, interpreter }, unfit };
};
