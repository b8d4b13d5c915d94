import type { Finding } from '../../../shared/finding.ts';
import { normalizeName } from '../requirement.ts';
import type { DiagnoseContext } from './context.ts';

/** Packages that the manifest wants absent, such as torchao, whose mismatch with torch breaks imports. */
export const unwantedFindings = async ({ inventory, manifest }: DiagnoseContext): Promise<Finding[]> => {
  const unwanted = new Set(manifest.remove.map(normalizeName));
  return inventory.packages
    .filter(({ name }) => unwanted.has(name))
    .map(({ name, version }) => ({ code: 'unwanted-package', package: name, version }));
};
