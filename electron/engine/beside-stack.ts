import { valid } from '@renovatebot/pep440';
import type { Finding } from '../../shared/finding.ts';
import { asksForRepair } from '../../shared/severity.ts';
import type { EnvironmentMark } from './interfaces/environments.ts';
import type { InstalledPackage } from './interfaces/packages.ts';

/** What tells whether a package belongs to the stack, and whether an index could have it. */
interface Surroundings {
  /** Normalised name → the layer that needs it. */
  homes: ReadonlyMap<string, string>;
  packages: readonly Pick<InstalledPackage, 'name' | 'version' | 'local'>[];
}

/** About a package that somebody installed beside the stack. */
export const isBesideStack = (finding: Finding, homes: ReadonlyMap<string, string>): boolean =>
  'package' in finding && finding.package !== null && !('layer' in finding) && !homes.has(finding.package);

/**
 * About the files of a package beside the stack that came from a folder, a file or a URL, or whose
 * version is none (PEP 440): no index is asked for it, for another package may bear its name there.
 */
export const hasNoIndex = (finding: Finding, { homes, packages }: Surroundings): boolean => {
  if (!isBesideStack(finding, homes) || !('package' in finding)) return false;
  // These are answered without an installation.
  if (['files-protected', 'unwanted-package', 'leftover'].includes(finding.code)) return false;
  const found = packages.find(({ name }) => name === finding.package);
  return found !== undefined && (found.local || valid(found.version) === null);
};

/**
 * Findings that a repair is asked for. Damage beside the stack that no repair can mend is none of
 * them: what no index has, and what the last repair had to leave as it is in that very version.
 */
export const mendable = (
  findings: readonly Finding[],
  surroundings: Surroundings,
  mark: EnvironmentMark | null,
): Finding[] => {
  const versions = new Map(surroundings.packages.map(({ name, version }) => [name, version]));
  const wasLeft = (finding: Finding): boolean =>
    isBesideStack(finding, surroundings.homes) &&
    'package' in finding &&
    (mark?.leftAlone ?? []).includes(`${finding.package}==${versions.get(finding.package ?? '')}`);
  return findings.filter(
    (finding) => asksForRepair(finding) && !hasNoIndex(finding, surroundings) && !wasLeft(finding),
  );
};
