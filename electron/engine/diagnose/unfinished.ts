import type { Finding } from '../../../shared/finding.ts';
import type { Tools } from '../tools.ts';

/** A run that was killed while it changed the environment: what it did has to be undone first. */
export const unfinishedFindings = async ({ root, tools }: { root: string; tools: Tools }): Promise<Finding[]> =>
  (await tools.trash.open(root)).map(({ run, at }) => ({ code: 'unfinished-run', run, at }));
