import { valid } from '@renovatebot/pep440';
import type { Failure } from '../../shared/failure.ts';
import type { Finding } from '../../shared/finding.ts';
import type { Plan } from '../../shared/plan.ts';
import { asksForRepair } from '../../shared/severity.ts';
import type { Diagnosis } from './diagnose.ts';
import { parseRequirement } from './requirement.ts';
import { torchTriple } from './torch-triple.ts';

/** An installed version that the resolution keeps where it can. */
export interface Kept {
  name: string;
  version: string;
  /** The layer that needs it; null for what was installed beside the stack. */
  layer: string | null;
}

/**
 * What is installed in the right version, as constraints for the resolution, so that a repair
 * changes nothing else. Damaged files are no reason for another version, and a notice is none
 * either; a layer that is replaced as a whole is free, because its packages together were the
 * trouble. No installer takes a version that is none (PEP 440) for a constraint.
 */
export const kept = ({ findings, packages, homes }: Diagnosis, plan: Plan): Kept[] => {
  const free = new Set(findings.filter(asksForRepair).flatMap(atWrongVersion));
  const replaced = new Set(
    plan.steps.flatMap((step) => (step.kind === 'install-layer' && step.replace === 'layer' ? [step.layer.layer] : [])),
  );
  return packages
    .filter(({ name, version }) => !free.has(name) && !replaced.has(homes.get(name) ?? '') && valid(version) !== null)
    .map(({ name, version }) => ({ name, version, layer: homes.get(name) ?? null }));
};

/** As the resolution takes them. */
export const constraintsOf = (keep: readonly Pick<Kept, 'name' | 'version'>[]): string[] =>
  keep.map(({ name, version }) => `${name}==${version}`);

/**
 * What may still be kept after a resolution that failed: without the one version that no index has,
 * else without the packages beside the stack, else without the layers that are mended (`concerned`),
 * else without any. Null where nothing is left to give up. Each call gives up something, so that a
 * loop of them ends. Pure.
 */
export const looser = (
  keep: readonly Kept[],
  failure: Failure,
  concerned: ReadonlySet<string>,
): readonly Kept[] | null => {
  if (keep.length === 0) return null;
  const absent =
    failure.code === 'source-only'
      ? failure.package
      : 'requirement' in failure
        ? parseRequirement(failure.requirement).name
        : null;
  const choices = [
    keep.filter(({ name }) => name !== absent),
    keep.filter(({ layer }) => layer !== null),
    keep.filter(({ layer }) => layer !== null && !concerned.has(layer)),
  ];
  return choices.find((rest) => rest.length < keep.length) ?? [];
};

/** Packages whose version itself is what a finding is about. */
const atWrongVersion = (finding: Finding): string[] => {
  switch (finding.code) {
    case 'wrong-build':
      return [finding.package, ...torchTriple];
    case 'version-outside':
    case 'torch-mismatch':
    case 'unwanted-package':
    case 'dependency-missing':
    case 'abi-mix':
      return [finding.package];
    case 'dependency-conflict':
      return [finding.package, finding.by];
    case 'requirement-missing':
      return [parseRequirement(finding.requirement).name];
    default:
      return [];
  }
};
