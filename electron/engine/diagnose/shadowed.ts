import type { Finding } from '../../../shared/finding.ts';
import { modulesOf } from '../proofs.ts';
import type { DiagnoseContext } from './context.ts';
import { ownerOf } from './import-cause.ts';

/**
 * A user's own numpy.py, or another NumPy on PYTHONPATH, that is found before the one installed
 * (NumPy's troubleshooting page names both). The proofs start Python isolated and would not meet them.
 */
export const shadowedFindings = async ({
  root,
  layers,
  choice,
  inventory,
  tools,
}: DiagnoseContext): Promise<Finding[]> => {
  const layerOf = new Map<string, string>();
  for (const { layer, packages } of choice.layers)
    for (const { name } of packages)
      for (const module of inventory.packages.find((one) => one.name === name)?.modules ?? [])
        if (!layerOf.has(module)) layerOf.set(module, layer);
  for (const { layer, module } of modulesOf(layers)) {
    const top = module.split('.')[0] ?? module;
    if (ownerOf(top, inventory.packages) !== null && !layerOf.has(top)) layerOf.set(top, layer);
  }
  const shadows = await tools.python.shadows({ root, modules: [...layerOf.keys()] });
  const findings: Finding[] = [];
  for (const { module, path, inside, atRoot } of shadows) {
    const owner = ownerOf(module, inventory.packages);
    // Some packages put scripts named like their module beside the environment's programs.
    if (inside && owner !== null && (await tools.packages.filesOf(root, owner)).includes(path)) continue;
    const place = { inside, ...(atRoot ? { atRoot: true as const } : {}) };
    findings.push({ code: 'module-shadowed', layer: layerOf.get(module) ?? '', module, path, ...place });
  }
  return findings;
};
