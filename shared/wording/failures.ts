import { leavesCardInDoubt } from '../card-in-doubt.ts';
import type { Failure, FailureCode } from '../failure.ts';
import type { NetworkProblem } from '../network-problem.ts';
import { bytes, listed, moment } from './amounts.ts';
import { bare } from './bare.ts';
import { wordAccelerator, wordVersions } from './builds.ts';
import { wordFinding } from './findings.ts';
import { listHolders } from './holders.ts';
import { wordLaunchFailure } from './launch-failures.ts';
import { type NetworkWording, wordNetworkProblem } from './network-problems.ts';
import { cardNext } from './proofs.ts';

/** What went wrong in a sentence, and the one thing to do next. */
export interface Wording {
  sentence: string;
  next: string;
}

type Catalogue = { [C in FailureCode]: (failure: Extract<Failure, { code: C }>) => Wording };

const sentence = (text: string): string => `${bare(text)}.`;
/** A line of nothing but ^ points at something in the line before it. */
const lastOf = (detail: string[]): string => detail.findLast((line) => /[^\s^~]/.test(line)) ?? 'it gave no reason';

const named = ({ package: name, version }: { package: string; version: string | null }): string =>
  version === null ? name : `${name} ${version}`;

const afterRepair = (failure: Extract<Failure, { code: 'proof-failed' | 'not-healed' }>): string => {
  if (leavesCardInDoubt(failure)) return `${cardNext.driver} ${cardNext.withoutGpu}`;
  return failure.fresh
    ? 'A new environment fails in the same way: report it to whoever made the manifest.'
    : 'Make the environment anew: run repair with --rebuild.';
};

/** Both ends of a path that would fill the screen. */
const shortened = (path: string): string => {
  const letters = [...path];
  return letters.length <= 80 ? path : `${letters.slice(0, 50).join('')}…${letters.slice(-29).join('')}`;
};

const wordProblem = (problem: NetworkProblem | null): NetworkWording | null =>
  problem === null ? null : wordNetworkProblem(problem);

const failures: Catalogue = {
  usage: (f) => ({ sentence: sentence(f.message), next: 'See smart-installer --help.' }),
  'manifest-missing': (f) => ({
    sentence: `There is no manifest at ${f.path}.`,
    next: 'Check the path given with --manifest.',
  }),
  'manifest-invalid': (f) => ({
    sentence: sentence(`The manifest ${f.path} cannot be used: ${f.problems.join('; ')}`),
    next: 'Correct the manifest, then run again.',
  }),
  'profile-unknown': (f) => ({
    sentence: `The manifest has no profile "${f.profile}".`,
    next: `Choose one of: ${f.known.join(', ')}.`,
  }),
  'accelerator-unknown': (f) => ({
    sentence: `The manifest has no build for "${f.accelerator}" on this system.`,
    next: `Choose one of: ${['auto', ...f.known].join(', ')}.`,
  }),
  'launch-missing': (f) => ({
    sentence: `The manifest "${f.manifest}" names no program to launch.`,
    next: 'Add launch to the manifest, or name another one with --manifest.',
  }),
  'environment-is-a-file': (f) => ({
    sentence: `${f.path} is a file, and an environment needs a folder.`,
    next: 'Choose a folder for the environment.',
  }),
  'environment-not-ours': (f) => ({
    sentence: `${f.path} already holds something else (${f.found}), so nothing in it was touched.`,
    next: 'Choose a new or empty folder, or one that already holds an environment.',
  }),
  'environment-not-writable': (f) => ({
    sentence: `Your account may not write to ${f.path}.`,
    next: 'Choose another folder.',
  }),
  'link-leads-out': (f) => ({
    sentence: `${f.path} is a link that leads out of the environment, to ${f.target}, and packages would be installed there.`,
    next: 'Put a folder in the place of the link, then run again.',
  }),
  'environment-missing': (f) => ({
    sentence: `There is no environment in ${f.path} yet.`,
    next: `Install it first: smart-installer repair --env "${f.path}"`,
  }),
  'environment-busy': (f) => ({
    sentence: `Another run (process ${f.pid}, since ${moment(f.since)}) is working on ${f.path}.`,
    next: 'Wait until it has ended, then run again.',
  }),
  'python-not-found': (f) => ({
    sentence: `No Python ${wordVersions(f.wanted)} was found, and none could be installed${f.rejected.length === 0 ? '' : ` (${f.rejected.join('; ')})`}.`,
    next: 'Install Python 3.12 from python.org or with your system’s package manager, then run again.',
  }),
  'python-unusable': (f) => ({
    sentence: sentence(`The Python at ${f.path} cannot be used: ${f.reason}`),
    next: 'Name another one with --python, or leave that option out.',
  }),
  'environment-creation-failed': (f) => ({
    sentence: sentence(`The environment could not be created with ${f.python}: ${lastOf(f.detail)}`),
    next: 'Name another Python with --python, then run again.',
  }),
  'uv-unavailable': (f) => ({
    sentence: sentence(`The package installer uv could not be had: ${f.reason}`),
    next: 'Run again with --backend pip.',
  }),
  'index-unreachable': ({ index, cause, problem }) => ({
    sentence: sentence(`The package index ${index} cannot be reached: ${wordProblem(problem)?.cause ?? cause}`),
    next: wordProblem(problem)?.next ?? 'Check the network connection and the proxy, then run again.',
  }),
  'download-failed': ({ package: name, cause, problem }) => ({
    sentence: sentence(`The download of ${name ?? 'a package'} failed: ${wordProblem(problem)?.cause ?? cause}`),
    next: wordProblem(problem)?.next ?? 'Check the network connection, then run again.',
  }),
  'hash-mismatch': (f) => ({
    sentence: `${f.package ?? 'A package'} did not arrive as its index describes it, so it was not used.`,
    next: 'Run again; if it happens again, ask whoever runs the index or the proxy.',
  }),
  'package-not-found': (f) => ({
    sentence: `${f.requirement} is not available for this Python and system.`,
    next: 'Change the requirement in the manifest, or use another Python.',
  }),
  'source-only': (f) => ({
    sentence: `${named(f)} is available for this Python and system only as source code; building it runs the package’s own code and may need a compiler.`,
    next: `If you trust it, allow that: run again with --build ${f.package}`,
  }),
  'build-not-served': (f) => ({
    sentence: `The package index has torch ${f.version} as a ${wordAccelerator(f.build)} build only, and this computer needs the one for ${wordAccelerator(f.accelerator)}.`,
    next: `Let this computer reach the index that the manifest names${f.accelerator === 'cpu' ? ', then run again' : ', or run again with --accelerator cpu'}.`,
  }),
  'not-downloaded': (f) => ({
    sentence: `${f.requirement} is not among what was downloaded before.`,
    next: 'Run once with network, or name a folder of wheels with --find-links.',
  }),
  'wheels-missing': (f) => ({
    sentence: `Not among what was downloaded before: ${listed(
      f.wheels.map(({ name, version, bytes: size }) => `${name} ${version}${size === null ? '' : ` (${bytes(size)})`}`),
    )}.`,
    next: 'Run once with network, or name a folder of wheels with --find-links.',
  }),
  'requirements-conflict': (f) => ({
    sentence: sentence(
      `The requirements contradict each other: ${f.detail.join(' ') || 'the installer gave no reason'}`,
    ),
    next: 'Change the requirements in the manifest, then run again.',
  }),
  'build-failed': (f) => ({
    sentence: sentence(`${named(f)} could not be built from its source code: ${lastOf(f.detail)}`),
    next: 'Install what the build asks for, such as a compiler, then run again.',
  }),
  'file-locked': (f) => ({
    sentence:
      f.holders === undefined || f.holders.length === 0
        ? `Another program is using ${f.path}.`
        : `${listHolders(f.holders)} ${f.holders.length === 1 ? 'is' : 'are'} using ${f.path}.`,
    next: 'Close the programs that use this environment, then run again.',
  }),
  'permission-denied': (f) => ({
    sentence: `Your account may not change ${f.path}.`,
    next: 'Get write permission for it, then run again.',
  }),
  'path-too-long': (f) => ({
    sentence: `The path ${shortened(f.path)} is too long.`,
    next: 'Choose a shorter folder.',
  }),
  'disk-full': (f) => ({
    sentence: `The disk that holds ${f.path} is full.`,
    next: 'Free some space, then run again.',
  }),
  'disk-space-low': (f) => ({
    sentence: `The disk that holds ${f.path} has ${bytes(f.freeBytes)} free, and ${bytes(f.neededBytes)} are needed.`,
    next: `Free at least ${bytes(Math.max(0, f.neededBytes - f.freeBytes))}, then run again.`,
  }),
  'install-failed': (f) => ({
    sentence: sentence(`${f.tool} could not install the layer ${f.layer}: ${lastOf(f.detail)}`),
    next: 'Look at the log for the reason, then run again.',
  }),
  'command-timed-out': (f) => ({
    sentence: `${f.command} did not end within ${f.seconds} seconds and was stopped.`,
    next: 'Run again; if it happens again, restart the computer first.',
  }),
  'command-failed': (f) => ({
    sentence: sentence(`${f.command} failed: ${lastOf(f.detail)}`),
    next: 'Look at the log for the reason, then run again.',
  }),
  'proof-failed': (f) => ({
    sentence: sentence(`${f.module} does not work after the repair: ${lastOf(f.detail)}`),
    next: afterRepair(f),
  }),
  'not-healed': (f) => ({
    sentence: `After the repair this is still wrong: ${f.findings.map(wordFinding).join(' ')}`,
    next: afterRepair(f),
  }),
  'launch-failed': wordLaunchFailure,
  'no-logs': (f) => ({
    sentence: f.environment === null ? 'There are no logs yet.' : `There are no logs of a run on ${f.environment}.`,
    next:
      f.environment === null
        ? 'Diagnose or repair an environment first.'
        : 'Check the folder, or export the logs of all environments.',
  }),
  'call-invalid': (f) => ({
    sentence: sentence(`The call "${f.call}" was not understood: ${f.problems.join('; ')}`),
    next: 'Reload the page, then try again.',
  }),
  'call-refused': (f) => ({
    sentence: sentence(`The call was refused: ${f.reason}`),
    next: 'Open the address that the program printed.',
  }),
  'run-in-progress': () => ({
    sentence: 'A run is already in progress.',
    next: 'Wait until it has ended, or stop it.',
  }),
  'no-such-run': () => ({ sentence: 'That run has ended.', next: 'Reload the page.' }),
  bug: (f) => ({
    // the message may carry a stack, which is for the journal's readers
    sentence: sentence(`Something unforeseen happened: ${f.message.split('\n')[0] ?? ''}`),
    next: f.journal === null ? 'Please report it.' : `Please report it with the journal at ${f.journal}`,
  }),
};

/** The sentence and the next action for a failure. */
export const wordFailure = <C extends FailureCode>(failure: Extract<Failure, { code: C }>): Wording =>
  (failures[failure.code] as (failure: Failure) => Wording)(failure);
