import type { Finding } from '../../../shared/finding.ts';
import { normalizeName } from '../requirement.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * Packages that the manifest wants absent, such as torchao, whose mismatch with torch breaks imports.
 * Absent means not importable, so a folder that lost its dist-info counts, unless it is another package's.
 */
export const unwantedFindings = async ({ root, inventory, manifest, tools }: DiagnoseContext): Promise<Finding[]> => {
  const findings = await Promise.all(
    manifest.remove.map(normalizeName).map(async (name): Promise<Finding[]> => {
      const installed = inventory.packages.find((one) => one.name === name);
      if (installed !== undefined) return [{ code: 'unwanted-package', package: name, version: installed.version }];
      if (!inventory.entries.some((entry) => normalizeName(entry.replace(/\.py$/, '')) === name)) return [];
      const left = await tools.packages.filesOf(root, name);
      return left.length === 0 ? [] : [{ code: 'unwanted-package', package: name, version: null }];
    }),
  );
  return findings.flat();
};
