import type { FailureCode } from '../../failure.ts';
import { product } from '../../product.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

interface Said {
  sentence: string;
  next: string;
}

const withNetwork = 'Run once with network, or name a folder of wheels with --find-links.';
const lookAtLog = 'Look at the log for the reason, then run again.';

/** What went wrong in a sentence, and the one thing to do next. */
export const failures = {
  usage: (message: string): Said => ({ sentence: message, next: `See ${product.id} --help.` }),
  'manifest-missing': (path: string): Said => ({
    sentence: `There is no manifest at ${path}.`,
    next: 'Check the path given with --manifest.',
  }),
  'manifest-invalid': (path: string, problems: string): Said => ({
    sentence: `The manifest ${path} cannot be used: ${problems}.`,
    next: 'Correct the manifest, then run again.',
  }),
  'profile-unknown': (profile: string, known: string): Said => ({
    sentence: `The manifest has no profile "${profile}".`,
    next: `Choose one of: ${known}.`,
  }),
  'accelerator-unknown': (accelerator: string, known: string): Said => ({
    sentence: `The manifest has no build for "${accelerator}" on this system.`,
    next: `Choose one of: ${known}.`,
  }),
  'launch-missing': (manifest: string): Said => ({
    sentence: `The manifest "${manifest}" names no program to launch.`,
    next: 'Add launch to the manifest, or name another one with --manifest.',
  }),
  'environment-is-a-file': (path: string): Said => ({
    sentence: `${path} is a file, and an environment needs a folder.`,
    next: 'Choose a folder for the environment.',
  }),
  'environment-not-ours': (path: string, found: string): Said => ({
    sentence: `${path} already holds something else (${found}), so nothing in it was touched.`,
    next: 'Choose a new or empty folder, or one that already holds an environment.',
  }),
  'environment-not-writable': (path: string): Said => ({
    sentence: `Your account may not write to ${path}.`,
    next: 'Choose another folder.',
  }),
  'link-leads-out': (path: string, target: string): Said => ({
    sentence: `${path} is a link that leads out of the environment, to ${target}, and packages would be installed there.`,
    next: 'Put a folder in the place of the link, then run again.',
  }),
  'environment-missing': (path: string): Said => ({
    sentence: `There is no environment in ${path} yet.`,
    next: `Install it first: ${product.id} repair --env "${path}"`,
  }),
  'environment-busy': (path: string, pid: number, since: string): Said => ({
    sentence: `Another run (process ${pid}, since ${since}) is working on ${path}.`,
    next: 'Wait until it has ended, then run again.',
  }),
  'python-not-found': (wanted: string, rejected: string): Said => ({
    sentence: `No Python ${wanted} was found, and none could be installed${rejected}.`,
    next: 'Install Python 3.12 from python.org or with your system’s package manager, then run again.',
  }),
  'python-unusable': (path: string, reason: string): Said => ({
    sentence: `The Python at ${path} cannot be used: ${reason}.`,
    next: 'Name another one with --python, or leave that option out.',
  }),
  'environment-creation-failed': (python: string, reason: string): Said => ({
    sentence: `The environment could not be created with ${python}: ${reason}.`,
    next: 'Name another Python with --python, then run again.',
  }),
  'uv-unavailable': (reason: string): Said => ({
    sentence: `The package installer uv could not be had: ${reason}.`,
    next: 'Run again with --backend pip.',
  }),
  'index-unreachable': (index: string, cause: string, next: string | null): Said => ({
    sentence: `The package index ${index} cannot be reached: ${cause}.`,
    next: next ?? 'Check the network connection and the proxy, then run again.',
  }),
  'download-failed': (name: string | null, cause: string, next: string | null): Said => ({
    sentence: `The download of ${name ?? 'a package'} failed: ${cause}.`,
    next: next ?? 'Check the network connection, then run again.',
  }),
  'hash-mismatch': (name: string | null): Said => ({
    sentence: `${name ?? 'A package'} did not arrive as its index describes it, so it was not used.`,
    next: 'Run again; if it happens again, ask whoever runs the index or the proxy.',
  }),
  'package-not-found': (requirement: string): Said => ({
    sentence: `${requirement} is not available for this Python and system.`,
    next: 'Change the requirement in the manifest, or use another Python.',
  }),
  'source-only': (named: string, name: string): Said => ({
    sentence: `${named} is available for this Python and system only as source code; building it runs the package’s own code and may need a compiler.`,
    next: `If you trust it, allow that: run again with --build ${name}`,
  }),
  'build-not-served': (version: string, build: string, accelerator: string, forCpu: boolean): Said => ({
    sentence: `The package index has torch ${version} as a ${build} build only, and this computer needs the one for ${accelerator}.`,
    next: `Let this computer reach the index that the manifest names${forCpu ? ', then run again' : ', or run again with --accelerator cpu'}.`,
  }),
  'not-downloaded': (requirement: string): Said => ({
    sentence: `${requirement} is not among what was downloaded before.`,
    next: withNetwork,
  }),
  'wheels-missing': (wheels: string): Said => ({
    sentence: `Not among what was downloaded before: ${wheels}.`,
    next: withNetwork,
  }),
  'requirements-conflict': (detail: string | null): Said => ({
    sentence: `The requirements contradict each other: ${detail ?? 'the installer gave no reason'}.`,
    next: 'Change the requirements in the manifest, then run again.',
  }),
  'build-failed': (named: string, reason: string): Said => ({
    sentence: `${named} could not be built from its source code: ${reason}.`,
    next: 'Install what the build asks for, such as a compiler, then run again.',
  }),
  /** `holders`: the programs by name; null where it is not known which they are. */
  'file-locked': (path: string, holders: string | null, count: number): Said => ({
    sentence:
      holders === null
        ? `Another program is using ${path}.`
        : `${holders} ${plural(count, { one: 'is', other: 'are' })} using ${path}.`,
    next: 'Close the programs that use this environment, then run again.',
  }),
  'permission-denied': (path: string): Said => ({
    sentence: `Your account may not change ${path}.`,
    next: 'Get write permission for it, then run again.',
  }),
  'path-too-long': (path: string): Said => ({
    sentence: `The path ${path} is too long.`,
    next: 'Choose a shorter folder.',
  }),
  'disk-full': (path: string): Said => ({
    sentence: `The disk that holds ${path} is full.`,
    next: 'Free some space, then run again.',
  }),
  'disk-space-low': (path: string, free: string, needed: string, missing: string): Said => ({
    sentence: `The disk that holds ${path} has ${free} free, and ${needed} are needed.`,
    next: `Free at least ${missing}, then run again.`,
  }),
  'install-failed': (tool: string, layer: string, reason: string): Said => ({
    sentence: `${tool} could not install the layer ${layer}: ${reason}.`,
    next: lookAtLog,
  }),
  'command-timed-out': (command: string, seconds: number): Said => ({
    sentence: `${command} did not end within ${seconds} seconds and was stopped.`,
    next: 'Run again; if it happens again, restart the computer first.',
  }),
  'command-failed': (command: string, reason: string): Said => ({
    sentence: `${command} failed: ${reason}.`,
    next: lookAtLog,
  }),
  'proof-failed': (module: string, reason: string, next: string): Said => ({
    sentence: `${module} does not work after the repair: ${reason}.`,
    next,
  }),
  'not-healed': (findings: string, next: string): Said => ({
    sentence: `After the repair this is still wrong: ${findings}`,
    next,
  }),
  'launch-failed': (sentence: string, next: string): Said => ({ sentence, next }),
  'no-logs': (environment: string | null): Said =>
    environment === null
      ? { sentence: 'There are no logs yet.', next: 'Diagnose or repair an environment first.' }
      : {
          sentence: `There are no logs of a run on ${environment}.`,
          next: 'Check the folder, or export the logs of all environments.',
        },
  'call-invalid': (call: string, problems: string): Said => ({
    sentence: `The call "${call}" was not understood: ${problems}.`,
    next: 'Reload the page, then try again.',
  }),
  'call-refused': (reason: string): Said => ({
    sentence: `The call was refused: ${reason}.`,
    next: 'Open the address that the program printed.',
  }),
  'run-in-progress': (): Said => ({
    sentence: 'A run is already in progress.',
    next: 'Wait until it has ended, or stop it.',
  }),
  'setting-invalid': (sentence: string, next: string): Said => ({ sentence, next }),
  'no-such-run': (): Said => ({ sentence: 'That run has ended.', next: 'Reload the page.' }),
  bug: (message: string, journal: string | null): Said => ({
    sentence: `Something unforeseen happened: ${message}.`,
    next: journal === null ? 'Please report it.' : `Please report it with the journal at ${journal}`,
  }),
} satisfies Record<FailureCode, (...facts: never[]) => Said>;

/** What failures have in common. */
export const failureParts = {
  noReason: 'it gave no reason',
  sameAnew: 'A new environment fails in the same way: report it to whoever made the manifest.',
  makeAnew: 'Make the environment anew: run repair with --rebuild.',
};
