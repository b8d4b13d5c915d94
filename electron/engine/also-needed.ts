import { dependenciesOf } from './homes.ts';
import type { InstalledPackage } from './interfaces/packages.ts';
import type { Pin } from './interfaces/wheels.ts';
import type { MarkerEnvironment } from './markers.ts';
import { meets } from './requirement.ts';

interface Chosen {
  /** All that the layer's resolution chose. */
  pins: readonly Pin[];
  /** The new packages that are made ready to take the places of the old ones. */
  staged: readonly InstalledPackage[];
  installed: readonly InstalledPackage[];
  markers: MarkerEnvironment | null;
}

/** Pins of another version than the installed one that nobody has asked to replace. */
export const stillOld = ({ pins, staged, installed }: Omit<Chosen, 'markers'>): Pin[] => {
  const ready = new Set(staged.map(({ name }) => name));
  const versions = new Map(installed.map(({ name, version }) => [name, version]));
  return pins.filter(({ name, version }) => !ready.has(name) && versions.get(name) !== version);
};

/**
 * Pins that have to come along: an installed package that the new ones need in another version, and
 * one that does not get on with them. What meets all that is asked of it stays, whatever version the
 * resolution would have chosen. Pure.
 */
export const alsoNeeded = (chosen: Chosen): Pin[] => {
  const { staged, installed, markers } = chosen;
  const old = new Map(installed.map((one) => [one.name, one]));
  const ready = new Map(staged.map(({ name, version }) => [name, version]));
  const asked = staged.flatMap((one) => dependenciesOf(one, markers, new Set()));
  return stillOld(chosen).filter(({ name }) => {
    const found = old.get(name);
    if (found === undefined) return true;
    if (asked.some((need) => need.name === name && !meets(found.version, need.specifiers))) return true;
    return dependenciesOf(found, markers, new Set()).some((need) => {
      const version = ready.get(need.name);
      return version !== undefined && !meets(version, need.specifiers);
    });
  });
};
