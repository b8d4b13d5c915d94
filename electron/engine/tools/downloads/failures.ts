import type { NetworkProblem } from '../../../../shared/network-problem.ts';
import { Failing } from '../../failing.ts';
import type { WantedWheel } from '../wheelhouse/wheel.ts';

export const downloadFailed = (wanted: WantedWheel, problem: NetworkProblem): Failing =>
  new Failing({ code: 'download-failed', package: wanted.name, cause: `${problem.host}: ${problem.detail}`, problem });

/** What its index said and what came, as two lines. */
export const hashMismatch = (wanted: WantedWheel, expected: string, found: string): Failing =>
  new Failing({
    code: 'hash-mismatch',
    package: wanted.name,
    detail: [`${wanted.filename}: its index says ${expected}`, `what came is ${found}`],
  });

/** Names every wheel that is missing, with its size where the index tells one. */
export const wheelsMissing = (missing: readonly WantedWheel[]): Failing =>
  new Failing({
    code: 'wheels-missing',
    wheels: missing.map(({ name, version, bytes }) => ({ name, version, bytes })),
  });
