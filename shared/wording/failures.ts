import { leavesCardInDoubt } from '../card-in-doubt.ts';
import type { Failure, FailureCode } from '../failure.ts';
import { bytes, listed, moment } from './amounts.ts';
import { bare } from './bare.ts';
import { wordAccelerator, wordVersions } from './builds.ts';
import { texts } from './catalogue.ts';
import type { Catalogue } from './en.ts';
import { wordFinding } from './findings.ts';
import { listHolders } from './holders.ts';
import { wordLaunchFailure } from './launch-failures.ts';
import { wordNetworkProblem } from './network-problems.ts';
import { commas, ended, inBrackets, sentences } from './sentences.ts';
import { wordSettingProblem } from './settings.ts';

/** What went wrong in a sentence, and the one thing to do next. */
export interface Wording {
  sentence: string;
  next: string;
}

type Words = Catalogue['failures'];
type Facts = { [C in FailureCode]: (failure: Extract<Failure, { code: C }>) => Parameters<Words[C]> };

/** A line of nothing but ^ points at something in the line before it. */
const lastOf = (detail: string[]): string =>
  bare(detail.findLast((line) => /[^\s^~]/.test(line)) ?? texts().failureParts.noReason);

const named = ({ package: name, version }: { package: string; version: string | null }): string =>
  version === null ? name : `${name} ${version}`;

const afterRepair = (failure: Extract<Failure, { code: 'proof-failed' | 'not-healed' }>): string => {
  const { cardNext } = texts().proofs;
  if (leavesCardInDoubt(failure)) return sentences([cardNext.driver, cardNext.withoutGpu]);
  return failure.fresh ? texts().failureParts.sameAnew : texts().failureParts.makeAnew;
};

/** Both ends of a path that would fill the screen. */
const shortened = (path: string): string => {
  const letters = [...path];
  return letters.length <= 80 ? path : `${letters.slice(0, 50).join('')}…${letters.slice(-29).join('')}`;
};

/** What the catalogue's texts are told of each failure. */
const facts: Facts = {
  usage: (f) => [bare(f.message)],
  'manifest-missing': (f) => [f.path],
  'manifest-invalid': (f) => [f.path, bare(f.problems.join('; '))],
  'profile-unknown': (f) => [f.profile, commas(f.known)],
  'accelerator-unknown': (f) => [f.accelerator, commas(['auto', ...f.known])],
  'launch-missing': (f) => [f.manifest],
  'environment-is-a-file': (f) => [f.path],
  'environment-not-ours': (f) => [f.path, f.found],
  'environment-not-writable': (f) => [f.path],
  'link-leads-out': (f) => [f.path, f.target],
  'environment-missing': (f) => [f.path],
  'environment-busy': (f) => [f.path, f.pid, moment(f.since)],
  'python-not-found': (f) => [wordVersions(f.wanted), inBrackets(f.rejected.join('; '))],
  'python-unusable': (f) => [f.path, bare(f.reason)],
  'environment-creation-failed': (f) => [f.python, lastOf(f.detail)],
  'uv-unavailable': (f) => [bare(f.reason)],
  'index-unreachable': ({ index, cause, problem }) => [index, ...network(cause, problem)],
  'download-failed': ({ package: name, cause, problem }) => [name, ...network(cause, problem)],
  'hash-mismatch': (f) => [f.package],
  'package-not-found': (f) => [f.requirement],
  'source-only': (f) => [named(f), f.package],
  'build-not-served': (f) => [
    f.version,
    wordAccelerator(f.build),
    wordAccelerator(f.accelerator),
    f.accelerator === 'cpu',
  ],
  'not-downloaded': (f) => [f.requirement],
  'wheels-missing': (f) => [
    listed(
      f.wheels.map(
        ({ name, version, bytes: size }) => `${name} ${version}${inBrackets(size === null ? null : bytes(size))}`,
      ),
    ),
  ],
  'requirements-conflict': (f) => [bare(f.detail.join(' ')) || null],
  'build-failed': (f) => [named(f), lastOf(f.detail)],
  'file-locked': ({ path, holders = [] }) => [path, holders.length === 0 ? null : listHolders(holders), holders.length],
  'permission-denied': (f) => [f.path],
  'path-too-long': (f) => [shortened(f.path)],
  'disk-full': (f) => [f.path],
  'disk-space-low': (f) => [
    f.path,
    bytes(f.freeBytes),
    bytes(f.neededBytes),
    bytes(Math.max(0, f.neededBytes - f.freeBytes)),
  ],
  'install-failed': (f) => [f.tool, f.layer, lastOf(f.detail)],
  'command-timed-out': (f) => [f.command, f.seconds],
  'command-failed': (f) => [f.command, lastOf(f.detail)],
  'proof-failed': (f) => [f.module, lastOf(f.detail), afterRepair(f)],
  'not-healed': (f) => [sentences(f.findings.map(wordFinding)), afterRepair(f)],
  'launch-failed': (f) => {
    const { sentence, next } = wordLaunchFailure(f);
    return [sentence, next];
  },
  'no-logs': (f) => [f.environment],
  'call-invalid': (f) => [f.call, bare(f.problems.join('; '))],
  'call-refused': (f) => [bare(f.reason)],
  'run-in-progress': () => [],
  'setting-invalid': (f) => {
    const { sentence, next } = wordSettingProblem(f.why);
    return [sentence, next];
  },
  'no-such-run': () => [],
  // the message may carry a stack, which is for the journal's readers
  bug: (f) => [bare(f.message.split('\n')[0] ?? ''), f.journal],
};

const network = (
  cause: string,
  problem: Extract<Failure, { code: 'index-unreachable' }>['problem'],
): [cause: string, next: string | null] => {
  if (problem === null) return [bare(cause), null];
  const worded = wordNetworkProblem(problem);
  return [worded.cause, worded.next];
};

/** The sentence and the next action for a failure. */
export const wordFailure = <C extends FailureCode>(failure: Extract<Failure, { code: C }>): Wording => {
  const told = (facts[failure.code] as (failure: Failure) => unknown[])(failure);
  const { sentence, next } = (texts().failures[failure.code] as (...told: unknown[]) => Wording)(...told);
  return { sentence: ended(sentence), next };
};
