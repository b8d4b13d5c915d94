import type { Failure } from '../../../../shared/failure.ts';
import { normalizeName } from '../../requirement.ts';
import { buildFailed } from '../backends/build-failed.ts';
import { failedCommand } from './failed-command.ts';

/**
 * `build-failed` where pip's output says that a source archive's own code did not tell what the
 * package needs, which pip asks while it resolves. Null where it says no such thing.
 */
export const badMetadata = (output: string, fromSource: readonly string[]): Failure | null => {
  const failed = fromSource.length === 0 ? null : failedCommand(output);
  if (failed === null) return null;
  const begun = failed.before.flatMap((line) => /^Collecting ([A-Za-z0-9._-]*[A-Za-z0-9])/.exec(line)?.[1] ?? []);
  const name = begun.map(normalizeName).findLast((one) => fromSource.includes(one)) ?? fromSource[0] ?? '';
  return buildFailed({ name, version: null }, 'pip', failed.exitCode, failed.said);
};
