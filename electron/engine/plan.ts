import type { Finding } from '../../shared/finding.ts';
import type { LayerChoice, Plan, Rung, Step } from '../../shared/plan.ts';
import { otherPackages } from '../../shared/rungs.ts';
import { asksForRepair, findingKey } from '../../shared/severity.ts';
import { hasNoIndex } from './beside-stack.ts';
import type { Choice } from './choose-layers.ts';
import { higher, ladderOf } from './ladder.ts';
import { normalizeName, parseRequirement } from './requirement.ts';

/** What the plan is made from; all of it plain data. */
export interface PlanInput {
  findings: readonly Finding[];
  choice: Choice;
  /** Packages that the manifest wants absent. */
  remove: readonly string[];
  /** Normalised name → the layer that installs it, for all that the layers need. */
  homes: ReadonlyMap<string, string>;
  /** What is installed now, for those that no layer needs. */
  packages: readonly { name: string; version: string; local: boolean }[];
  /** The user's --rebuild: a new environment whatever was found. */
  rebuild: boolean;
  /** `findingKey` → the rungs that failed on it before. */
  tried: ReadonlyMap<string, readonly Rung[]>;
  /** Rungs that cannot be taken here: no Python to renew the interpreter from, no network to fetch again. */
  unavailable: ReadonlySet<Rung>;
  /** The manifest's Python range, and whether this machine has a Python in it. */
  python: { wanted: string; found: boolean };
}

interface Answer {
  /** Position of the finding in the plan. */
  at: number;
  finding: Finding;
  rung: Rung;
}

/**
 * Findings → ordered steps, least destructive first: each finding is answered on the lowest rung of
 * its ladder that has not failed before. Pure. Nothing to answer and no rebuild: no step. The order
 * is the original's: task 0 (clean-up), task A (removal), layer 1, layer 2, the rest.
 */
export const makePlan = (input: PlanInput): Plan => {
  const answers = input.findings.flatMap((finding, at): Answer[] => {
    const rung = rungFor(finding, input);
    return rung === null ? [] : [{ at, finding, rung }];
  });
  const answered = new Set(answers.map(({ at }) => at));
  const leftAlone = input.findings.flatMap((finding, at) => (asksForRepair(finding) && !answered.has(at) ? [at] : []));
  const plan = {
    findings: [...input.findings],
    accelerator: input.choice.accelerator,
    leftAlone,
    unpublished: leftAlone.filter((at) => input.findings.slice(at, at + 1).some((one) => hasNoIndex(one, input))),
  };
  const nothing = input.findings.map(() => null);
  const undo = undoStep(answers);
  if (undo !== null)
    return { ...plan, steps: [undo], answers: nothing, rung: 'leftovers', leftAlone: [], unpublished: [] };
  const rungs = [...answers.map(({ rung }) => rung), ...(input.rebuild ? (['environment'] as const) : [])];
  const [first, ...rest] = rungs;
  if (first === undefined) return { ...plan, steps: [], answers: nothing, rung: null };
  const rung = rest.reduce(higher, first);
  const fresh = rung === 'environment' || rung === 'python';
  const rungAt = new Map(answers.map((answer) => [answer.at, fresh ? rung : answer.rung]));
  return {
    ...plan,
    steps: fresh ? renewing(input, answers, rung) : mending(input, answers),
    answers: input.findings.map((_, at) => rungAt.get(at) ?? null),
    rung,
    climbed: answers.some((one) => one.rung === rung && (input.tried.get(findingKey(one.finding)) ?? []).length > 0),
  };
};

/** The next rung of the finding's ladder; null where it asks for nothing or all have failed. */
const rungFor = (finding: Finding, input: PlanInput): Rung | null => {
  const { tried, unavailable, homes } = input;
  if (hasNoIndex(finding, input)) return null;
  const name = packageOf(finding);
  // A new environment would not have what the manifest does not name, so it is no answer for it.
  const isOther = layerOf(finding) === null && name !== null && !homes.has(name) && isDamage(finding);
  const ladder = ladderOf(finding).filter((rung) => !isOther || rung === 'package' || rung === 'cache');
  const failed = tried.get(findingKey(finding)) ?? [];
  const highest = Math.max(-1, ...failed.map((rung) => ladder.indexOf(rung)));
  return ladder.slice(highest + 1).find((rung) => !unavailable.has(rung)) ?? null;
};

/** The earlier run's changes come first and alone: what is wrong after that is another question. */
const undoStep = (answers: readonly Answer[]): Step | null => {
  const because = answers.filter(({ finding }) => finding.code === 'unfinished-run');
  const [first] = because;
  return first?.finding.code === 'unfinished-run'
    ? { kind: 'undo-run', id: 'undo-run', because: because.map(({ at }) => at), run: first.finding.run }
    : null;
};

/** A new environment: whatever was found is answered by it. */
const renewing = (input: PlanInput, answers: readonly Answer[], rung: Rung): Step[] => {
  const { choice, python, findings } = input;
  const because = answers.map(({ at }) => at);
  const replace = !findings.some(({ code }) => code === 'environment-absent');
  return [
    ...(rung === 'python' || !python.found
      ? [{ kind: 'install-python' as const, id: 'install-python', because: [], wanted: python.wanted }]
      : []),
    ...fetching(choice.layers),
    { kind: 'create-environment', id: 'create-environment', because, replace },
    ...choice.layers.map((layer) => installStep(layer, { because: [], replace: new Set<string>(), evict: false })),
    proveStep(choice),
  ];
};

const mending = (input: PlanInput, answers: readonly Answer[]): Step[] => {
  const { choice, remove } = input;
  const of = (wanted: (answer: Answer) => boolean) => answers.filter(wanted);
  const codes = (code: Finding['code']) => of(({ finding }) => finding.code === code);
  const because = (some: readonly Answer[]) => some.map(({ at }) => at);
  const interpreter = of(({ rung }) => rung === 'interpreter');
  const cleaning = of(({ rung }) => rung === 'leftovers');
  const closed = of(({ finding, rung }) => finding.code === 'files-protected' && rung === 'package');
  const unwanted = codes('unwanted-package');
  const layers = [...choice.layers, ...otherLayer(input, answers)];
  const installs = layers.flatMap((layer) => {
    const change = changeOf(layer, input, answers);
    return change.because.length === 0 ? [] : [installStep(layer, change)];
  });
  const names = new Set(unwanted.flatMap(({ finding }) => packageOf(finding) ?? []));
  return [
    ...(installs.length > 0 ? fetching(layers) : []),
    ...(closed.length > 0
      ? [
          {
            kind: 'restore-permissions' as const,
            id: 'restore-permissions',
            because: because(closed),
            packages: closed.flatMap(({ finding }) => packageOf(finding) ?? []),
          },
        ]
      : []),
    ...(interpreter.length > 0
      ? [{ kind: 'renew-interpreter' as const, id: 'renew-interpreter', because: because(interpreter) }]
      : []),
    ...(cleaning.length > 0
      ? [
          {
            kind: 'clean-up' as const,
            id: 'clean-up',
            because: because(cleaning),
            paths: cleaning.flatMap(({ finding }) => ('path' in finding ? [finding.path] : [])),
          },
        ]
      : []),
    ...(unwanted.length > 0
      ? [
          {
            kind: 'remove-packages' as const,
            id: 'remove-packages',
            because: because(unwanted),
            packages: remove.map(normalizeName).filter((name) => names.has(name)),
          },
        ]
      : []),
    ...installs,
    proveStep(choice),
  ];
};

interface Change {
  because: number[];
  replace: 'layer' | Set<string>;
  evict: boolean;
}

/** What the answers want of one layer. */
const changeOf = (layer: LayerChoice, input: PlanInput, answers: readonly Answer[]): Change => {
  const change: Change = { because: [], replace: new Set(), evict: false };
  for (const { at, finding, rung } of answers) {
    if (!isInstalled(finding, rung) || homeOf(finding, input) !== layer.layer) continue;
    change.because.push(at);
    const name = packageOf(finding);
    if (rung !== 'package' || name === null) change.replace = 'layer';
    else if (change.replace !== 'layer') change.replace.add(name);
    if (rung === 'cache') change.evict = true;
  }
  return change;
};

const isInstalled = (finding: Finding, rung: Rung): boolean =>
  (rung === 'package' || rung === 'layer' || rung === 'cache') &&
  finding.code !== 'unwanted-package' &&
  // Its first rung opens the files; those that another name leads to are replaced instead.
  (finding.code !== 'files-protected' || rung !== 'package');

const homeOf = (finding: Finding, { homes }: PlanInput): string =>
  layerOf(finding) ?? homes.get(packageOf(finding) ?? '') ?? otherPackages;

const layerOf = (finding: Finding): string | null => ('layer' in finding ? finding.layer : null);

/** The package that a finding is about, normalised; null where it is about none or cannot tell. */
const packageOf = (finding: Finding): string | null => {
  if (finding.code === 'requirement-missing') return parseRequirement(finding.requirement).name;
  return 'package' in finding ? finding.package : null;
};

/** Something is wrong with a package's own files, so that installing it again at its version is an answer. */
const isDamage = (finding: Finding): boolean => finding.code !== 'unwanted-package' && finding.code !== 'leftover';

/** Damaged packages that no layer needs: somebody installed them, so they come back at their version. */
const otherLayer = (input: PlanInput, answers: readonly Answer[]): LayerChoice[] => {
  const names = new Set(
    answers
      .filter(({ finding, rung }) => isInstalled(finding, rung) && homeOf(finding, input) === otherPackages)
      .flatMap(({ finding }) => packageOf(finding) ?? []),
  );
  const packages = input.packages
    .filter(({ name }) => names.has(name))
    .map(({ name, version }) => ({ name, requirement: `${name}==${version}` }));
  if (packages.length === 0) return [];
  return [
    {
      layer: otherPackages,
      title: 'Other packages',
      accelerator: null,
      packages,
      sources: [{ index: null, requirements: packages.map(({ requirement }) => requirement) }],
    },
  ];
};

const installStep = (layer: LayerChoice, { because, replace, evict }: Change): Step => ({
  kind: 'install-layer',
  id: `install:${layer.layer}`,
  because,
  layer,
  replace: replace === 'layer' ? replace : [...replace],
  evict,
});

/** Before anything is changed, all that is needed is on the disk. */
const fetching = (layers: LayerChoice[]): Step[] => [
  { kind: 'resolve', id: 'resolve', because: [], layers },
  { kind: 'download', id: 'download', because: [] },
];

const proveStep = ({ layers }: Choice): Step => ({
  kind: 'prove',
  id: 'prove',
  because: [],
  layers: layers.map(({ layer }) => layer),
});

/** Whether the plan makes a new environment. */
export const isFresh = ({ rung }: Plan): boolean => rung === 'environment' || rung === 'python';
