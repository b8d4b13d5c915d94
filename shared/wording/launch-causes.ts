import type { Failure } from '../failure.ts';
import type { LaunchCause, LaunchCauseKind } from '../launch-cause.ts';

export type LaunchFailed = Extract<Failure, { code: 'launch-failed' }>;

interface CauseWords {
  /** Follows "The program could not be started: " or the like; no stop at its end. */
  cause: (cause: LaunchCause, failure: LaunchFailed) => string;
  /** What a person does where a repair does not answer it. */
  next: (cause: LaunchCause, failure: LaunchFailed) => string;
}

const about = ({ subject }: LaunchCause, before: string, otherwise: string): string =>
  subject === null ? otherwise : `${before}${subject}`;
const of = ({ package: name }: LaunchCause, otherwise = 'a package'): string => name ?? otherwise;
/** The name of the package in brackets, where the subject does not already say it. */
const inBrackets = ({ package: name, subject }: LaunchCause): string =>
  name === null || name === subject ? '' : ` (${name})`;

const look = 'Look at the last lines of its output, and tell whoever made the program.';
const anew = 'Make the environment anew: run smart-installer repair with --rebuild, then launch again.';
const withoutGpu = 'run smart-installer repair with --accelerator cpu to do without the card';

/** What a person is told of each cause, and asked to do. */
export const launchCauseWords: Record<LaunchCauseKind, CauseWords> = {
  'module-missing': {
    cause: (c) => `the Python module ${c.subject ?? 'that it needs'}${inBrackets(c)} is missing`,
    next: (c) => `Add ${of(c, 'the package that it comes with')} to the manifest, run repair, then launch again.`,
  },
  'name-missing': {
    cause: (c) => `${of(c)} does not have what the program needs of it${about(c, ': ', '')}`,
    next: () => 'Ask whoever made the program which versions it needs, and name them in the manifest.',
  },
  'numpy-torn': { cause: () => 'NumPy is damaged, or was made for another Python', next: () => anew },
  'abi-mix': {
    cause: (c) => `${of(c)} was compiled for another NumPy than the one that is installed`,
    next: () => 'Name a NumPy that fits in the manifest, such as numpy<2, run repair, then launch again.',
  },
  'library-missing': {
    cause: (c) => `a library cannot be loaded${about(c, ': ', '')}${inBrackets(c)}`,
    next: () =>
      'Install what it belongs to: on Windows mostly the Microsoft Visual C++ runtime, elsewhere a package of the system.',
  },
  'torch-mismatch': { cause: () => 'PyTorch and a package built for another PyTorch are mixed', next: () => anew },
  'wrong-build': {
    cause: () => 'the program wants the graphics card, and PyTorch is a build for the CPU',
    next: () => 'Start the program in its mode for the CPU, or name the build with repair --accelerator.',
  },
  'no-kernels': {
    cause: () => 'PyTorch has no code for this graphics card',
    next: () => `Name a build that has it with repair --accelerator, or ${withoutGpu}.`,
  },
  'version-conflict': {
    cause: (c) => `the installed versions do not fit together${about(c, ': ', '')}`,
    next: () => 'Name versions that fit in the manifest, run repair, then launch again.',
  },
  'metadata-missing': {
    cause: (c) => `what describes the package ${c.package ?? c.subject ?? ''} is missing`.replace('  ', ' '),
    next: (c) => `Add ${of(c, 'the package')} to the manifest, run repair, then launch again.`,
  },
  'file-damaged': {
    cause: (c) => `a file${c.package === null ? '' : ` of ${c.package}`} is damaged`,
    next: () => anew,
  },
  'interpreter-broken': { cause: () => 'the environment’s Python does not start', next: () => anew },
  'unfinished-run': {
    cause: () => 'an interrupted repair has left the environment half changed',
    next: () => 'Run smart-installer repair: it puts back what was changed, then launch again.',
  },
  crashed: {
    cause: (c) => `it crashed${about(c, ' with ', '')}${c.package === null ? '' : ` in ${c.package}`}`,
    next: () =>
      'Launch again; if it crashes again, update the graphics driver, or make the environment anew with --rebuild.',
  },
  'driver-too-old': {
    cause: () => 'the graphics driver is too old for this PyTorch',
    next: () => `Update the graphics driver, or ${withoutGpu}.`,
  },
  'driver-missing': {
    cause: () => 'no graphics driver for NVIDIA cards was found',
    next: () => `Install the graphics driver, or ${withoutGpu}.`,
  },
  'gpu-unavailable': {
    cause: () => 'the graphics card cannot be used at the moment',
    next: () => 'Close other programs that use the card, or restart the computer, then launch again.',
  },
  'gpu-memory': {
    cause: () => 'the memory of the graphics card is full',
    next: () => 'Close other programs that use the card, or use a smaller model, then launch again.',
  },
  memory: {
    cause: () => 'the memory of the computer is full',
    next: () => 'Close other programs, use a smaller model, or make the paging file or swap larger, then launch again.',
  },
  killed: {
    cause: () => 'it was killed, as the system does when memory runs out',
    next: () => 'Close other programs, or use a smaller model, then launch again.',
  },
  'address-in-use': {
    cause: (c) => `another program already uses ${c.subject ?? 'its network port'}`,
    next: () => 'End that program (it may be this one, started before), or change the port in the manifest’s launch.',
  },
  'permission-denied': {
    cause: (c) => `your account may not use ${c.subject ?? 'a file or port that it needs'}`,
    next: () => 'Get permission for it, or let the program use another place, then launch again.',
  },
  'disk-full': { cause: () => 'a disk is full', next: () => 'Free some space, then launch again.' },
  'file-in-use': {
    cause: (c) => `another program is using ${c.subject ?? 'a file that it needs'}`,
    next: () => 'Close that program, then launch again.',
  },
  'file-missing': {
    cause: (c) => `the file ${c.subject ?? 'that it wants to read'} is not there`,
    next: () => 'Put the file there, or correct the arguments in the manifest’s launch.',
  },
  network: {
    cause: () => 'something on the network could not be reached',
    next: () => 'Check the network connection and the proxy, then launch again.',
  },
  'system-too-old': {
    cause: (c) => `this system is too old for a package: it lacks ${c.subject ?? 'a newer system library'}`,
    next: () => 'Update the system, or name an older version of the package in the manifest.',
  },
  'processor-too-old': {
    cause: () => 'a package uses instructions that this processor does not have',
    next: () => 'Name a version of the package for older processors in the manifest.',
  },
  blocked: {
    cause: () => 'a security program or a policy of this computer blocks a file',
    next: () => 'Allow the environment’s folder there, run repair, then launch again.',
  },
  'display-missing': {
    cause: () => 'it wants to open a window, and there is no display',
    next: () => 'Start it where there is a display, or in its mode without windows.',
  },
  'wrong-arguments': {
    cause: () => 'it does not understand the arguments that the manifest gives it',
    next: () => 'Correct the arguments in the manifest’s launch.',
  },
  'own-error': { cause: (c) => `it failed with an error of its own${inWords(c)}`, next: () => look },
  'ended-early': {
    cause: () => 'it ended without an error before it was ready',
    next: () => 'Look at its output; if it was meant to end, the manifest’s launch must name no ready signal.',
  },
  'too-slow': {
    cause: () => 'it was not ready in time, and was ended',
    next: () => 'Launch again, or raise timeLimitSeconds or correct the ready signal in the manifest’s launch.',
  },
  'ended-from-outside': { cause: () => 'another program or the system has ended it', next: () => 'Launch it again.' },
  unknown: {
    cause: (_, f) =>
      f.exitCode === null ? 'it gave no reason' : `it ended with exit code ${wordExitCode(f.exitCode)}`,
    next: () => look,
  },
};

const inWords = ({ subject }: LaunchCause): string => (subject === null ? '' : ` (${subject})`);

/** Windows’ codes are known by their hexadecimal form. */
const wordExitCode = (code: number): string =>
  code < 0x80000000 ? String(code) : `0x${code.toString(16).toUpperCase()}`;
