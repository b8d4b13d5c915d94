import type { Plan, StepOf, StepSize } from '../../shared/plan.ts';
import type { Pin } from './tools.ts';

/**
 * Pins that a layer's step installs: what is absent, and what is to be replaced. What is there and
 * not named stays in its version, whatever the resolution would have chosen; see also-needed.ts.
 */
export const wantedPins = (
  { replace }: Pick<StepOf<'install-layer'>, 'replace'>,
  pins: readonly Pin[],
  installed: ReadonlyMap<string, string>,
): Pin[] => pins.filter(({ name }) => !installed.has(name) || replace === 'layer' || replace.includes(name));

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
}

/** What the plan's steps download and move aside, once the resolution has said what each layer installs. Pure. */
export const sizesOf = (
  plan: Plan,
  pins: ReadonlyMap<string, { pins: readonly Pin[] }>,
  { versions, sizes }: Present,
): StepSize[] => {
  const isNew = plan.steps.some(({ kind }) => kind === 'create-environment');
  const bytesOf = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  return plan.steps.flatMap((step): StepSize[] => {
    switch (step.kind) {
      case 'create-environment':
        return [{ step: step.id, download: 0, aside: bytesOf(sizes.keys()), packages: [] }];
      case 'remove-packages':
        return [{ step: step.id, download: 0, aside: bytesOf(step.packages), packages: [] }];
      case 'install-layer': {
        const wanted = wantedPins(step, pins.get(step.layer.layer)?.pins ?? [], isNew ? new Map() : versions);
        const packages = wanted.map(({ name, version, bytes }) => ({ name, version, bytes }));
        const aside = isNew ? 0 : bytesOf(wanted.map(({ name }) => name));
        return [{ step: step.id, download: sumOf(packages.map(({ bytes }) => bytes)), aside, packages }];
      }
      default:
        return [];
    }
  });
};

/** Null where one of them is not known. */
const sumOf = (sizes: readonly (number | null)[]): number | null =>
  sizes.reduce<number | null>((sum, bytes) => (sum === null || bytes === null ? null : sum + bytes), 0);

/**
 * Unpacked wheels take about three times their size (measured on torch, numpy, sympy), and the
 * download itself stays in the cache. What is replaced is there until the proof.
 */
const unpackedFactor = 4;

/** Free bytes that the plan needs, as far as the index tells sizes. */
export const neededBytes = (sizes: readonly StepSize[]): number =>
  unpackedFactor *
  sizes.reduce((sum, { packages }) => sum + packages.reduce((part, { bytes }) => part + (bytes ?? 0), 0), 0);
