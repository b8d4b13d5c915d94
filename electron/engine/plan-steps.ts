import type { Finding } from '../../shared/finding.ts';
import type { LayerChoice, Rung, Step } from '../../shared/plan.ts';
import { otherPackages } from '../../shared/rungs.ts';
import { layerOf, packageOf } from './about-package.ts';
import type { Choice } from './choose-layers.ts';
import type { Answer, PlanInput } from './plan-input.ts';
import { normalizeName } from './requirement.ts';

/** The earlier run's changes come first and alone: what is wrong after that is another question. */
export const undoStep = (answers: readonly Answer[]): Step | null => {
  const because = answers.filter(({ finding }) => finding.code === 'unfinished-run');
  const [first] = because;
  return first?.finding.code === 'unfinished-run'
    ? { kind: 'undo-run', id: 'undo-run', because: because.map(({ at }) => at), run: first.finding.run }
    : null;
};

/** A new environment: whatever was found is answered by it. */
export const renewing = (input: PlanInput, answers: readonly Answer[], rung: Rung): Step[] => {
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

/** What is there stays, but for what is answered: cleaned, removed, installed again. */
export const mending = (input: PlanInput, answers: readonly Answer[]): Step[] => {
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
