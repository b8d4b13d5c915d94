import type { Finding } from '../../shared/finding.ts';
import type { Plan, Step } from '../../shared/plan.ts';
import type { Choice } from './choose-layers.ts';
import { normalizeName } from './requirement.ts';

/** What the plan is made from; all of it plain data. */
export interface PlanInput {
  findings: readonly Finding[];
  choice: Choice;
  /** Packages that the manifest wants absent. */
  remove: readonly string[];
  /** The ladder's rung that makes the environment anew, or the user's --rebuild. */
  rebuild: boolean;
  /** The manifest's Python range where a new environment needs a Python that this machine lacks. */
  missingPython: string | null;
}

/**
 * Findings → ordered steps, least destructive first. Pure. No finding and no rebuild: no step.
 * The order is the original's: task 0 (clean-up), task A (removal), NumPy, layer 1, layer 2, the rest.
 */
export const makePlan = (input: PlanInput): Plan => {
  const { findings, choice } = input;
  if (findings.length === 0 && !input.rebuild)
    return { steps: [], findings: [], accelerator: choice.accelerator, rebuild: false };
  const fresh = input.rebuild || findings.some(asksForNewEnvironment);
  const replace = fresh && !findings.some(({ code }) => code === 'environment-absent');
  const layers = fresh
    ? choice.layers
    : choice.layers.filter(({ layer }) => findings.some((finding) => layerOf(finding) === layer));
  const steps: Step[] = [
    ...(fresh && input.missingPython !== null
      ? [{ kind: 'install-python' as const, id: 'install-python', wanted: input.missingPython }]
      : []),
    ...(layers.length > 0 ? [{ kind: 'resolve' as const, id: 'resolve', layers: choice.layers }] : []),
    ...(fresh ? [{ kind: 'create-environment' as const, id: 'create-environment', replace }] : mending(input)),
    ...layers.map((layer) => ({ kind: 'install-layer' as const, id: `install:${layer.layer}`, layer })),
    { kind: 'prove', id: 'prove', layers: choice.layers.map(({ layer }) => layer) },
  ];
  return { steps, findings: [...findings], accelerator: choice.accelerator, rebuild: input.rebuild };
};

/** Whether these findings can only be answered by a new environment. */
export const asksForNewEnvironment = ({ code }: Finding): boolean =>
  code === 'environment-absent' || code === 'interpreter-broken' || code === 'interpreter-outside-range';

/** Task 0, task A and the NumPy check: for an environment that stays. */
const mending = ({ findings, remove, choice }: PlanInput): Step[] => {
  const unwanted = findings.flatMap((finding) => (finding.code === 'unwanted-package' ? [finding.package] : []));
  const hasNumpy = choice.layers.some(({ packages }) => packages.some(({ name }) => name === 'numpy'));
  return [
    {
      kind: 'clean-up',
      id: 'clean-up',
      leftovers: findings.flatMap((finding) => (finding.code === 'leftover' ? [finding.path] : [])),
      packages: [...new Set(findings.flatMap((finding) => brokenPackages(finding, choice)))],
    },
    ...(unwanted.length > 0
      ? [
          {
            kind: 'remove-packages' as const,
            id: 'remove-packages',
            packages: remove.map(normalizeName).filter((name) => unwanted.includes(name)),
          },
        ]
      : []),
    ...(hasNumpy ? [{ kind: 'check-numpy' as const, id: 'check-numpy' }] : []),
  ];
};

/**
 * Packages whose files must go before they are installed again. A module whose package bears its
 * name is that package's; for any other the whole layer's packages are replaced.
 */
const brokenPackages = (finding: Finding, choice: Choice): string[] => {
  if (finding.code === 'wrong-build') return [finding.package];
  if (finding.code !== 'import-broken' && finding.code !== 'check-failed') return [];
  const packages = choice.layers.find(({ layer }) => layer === finding.layer)?.packages.map(({ name }) => name) ?? [];
  if (finding.code === 'check-failed') return packages;
  const own = normalizeName(finding.module.split('.')[0] ?? finding.module);
  return packages.includes(own) ? [own] : packages;
};

const layerOf = (finding: Finding): string | null => ('layer' in finding ? finding.layer : null);
