import type { Finding } from '../../../shared/finding.ts';
import type { DiagnoseContext } from './context.ts';

/** `~umpy` and the like: what an interrupted uninstall left (pypa/pip#10452). */
export const leftoverFindings = async ({ inventory }: DiagnoseContext): Promise<Finding[]> =>
  inventory.leftovers.map(({ path, package: name, only }) => ({ code: 'leftover', path, package: name, only }));
