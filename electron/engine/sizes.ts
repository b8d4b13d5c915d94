import type { Plan, StepOf, StepSize } from '../../shared/plan.ts';
import type { Pin } from './interfaces/wheels.ts';
import { torchTriple } from './torch-triple.ts';

/**
 * Pins that a layer's step installs: what is absent, and what is to be replaced. What is there and
 * not named stays in its version, whatever the resolution would have chosen; see also-needed.ts. But
 * what belongs to torch comes along where it has another version or build for the new one.
 */
export const wantedPins = (
  { replace }: Pick<StepOf<'install-layer'>, 'replace'>,
  pins: readonly Pin[],
  installed: ReadonlyMap<string, string>,
): Pin[] =>
  pins.filter(({ name, version }) => {
    if (!installed.has(name) || replace === 'layer' || replace.includes(name)) return true;
    return torchTriple.includes(name) && replace.includes('torch') && installed.get(name) !== version;
  });

/** numpy 2.2.6 → 2.4.6: installed packages that get another version. */
export const versionChanges = (
  wanted: readonly Pick<Pin, 'name' | 'version'>[],
  installed: ReadonlyMap<string, string>,
): string[] =>
  wanted.flatMap(({ name, version }) => {
    const old = installed.get(name);
    return old === undefined || old === version ? [] : [`${name} ${old} → ${version}`];
  });

/** What is there before the plan, by normalised name. */
export interface Present {
  versions: ReadonlyMap<string, string>;
  /** Bytes by RECORD. */
  sizes: ReadonlyMap<string, number>;
  /** Bytes that still have to be downloaded of each package's wheel; null where no index tells. */
  missing: ReadonlyMap<string, number | null>;
}

interface Moves {
  step: string;
  /** What it installs; null where it installs nothing, and so downloads nothing. */
  wanted: readonly Pin[] | null;
  /** Normalised names of the packages whose files it moves aside. */
  aside: readonly string[];
}

/** What each step installs and moves aside, of those that do. */
const movesOf = (
  plan: Plan,
  pins: ReadonlyMap<string, readonly Pin[]>,
  versions: ReadonlyMap<string, string>,
): Moves[] => {
  const isNew = plan.steps.some(({ kind }) => kind === 'create-environment');
  const present = (names: readonly string[]): string[] => names.filter((name) => versions.has(name));
  return plan.steps.flatMap((step): Moves[] => {
    switch (step.kind) {
      case 'create-environment':
        return [{ step: step.id, wanted: null, aside: [...versions.keys()] }];
      case 'remove-packages':
        return [{ step: step.id, wanted: null, aside: present(step.packages) }];
      case 'install-layer': {
        const wanted = wantedPins(step, pins.get(step.layer.layer) ?? [], isNew ? new Map() : versions);
        return [{ step: step.id, wanted, aside: isNew ? [] : present(wanted.map(({ name }) => name)) }];
      }
      default:
        return [];
    }
  });
};

/** What the plan's steps download and move aside, once the resolution has said what each layer installs. Pure. */
export const sizesOf = (
  plan: Plan,
  pins: ReadonlyMap<string, readonly Pin[]>,
  { versions, sizes, missing }: Present,
): StepSize[] =>
  movesOf(plan, pins, versions).map(({ step, wanted, aside }) => ({
    step,
    download: wanted === null ? 0 : sumOf(wanted.map(({ name }) => missing.get(name) ?? null)),
    aside: aside.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0),
    packages: (wanted ?? []).map(({ name, version, bytes }) => ({ name, version, bytes })),
  }));

/** Normalised names of the packages whose files the plan's steps move aside. Pure. */
export const movedAside = (
  plan: Plan,
  pins: ReadonlyMap<string, readonly Pin[]>,
  versions: ReadonlyMap<string, string>,
): ReadonlySet<string> => new Set(movesOf(plan, pins, versions).flatMap(({ aside }) => aside));

/** Null where one of them is not known. */
export const sumOf = (sizes: readonly (number | null)[]): number | null =>
  sizes.reduce<number | null>((sum, bytes) => (sum === null || bytes === null ? null : sum + bytes), 0);
