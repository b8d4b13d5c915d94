import type { LaunchCauseKind } from '../../launch-cause.ts';
import { product } from '../../product.ts';

interface CauseWords {
  /** Follows "The program could not be launched: " or the like; no stop at its end. */
  cause: string;
  /** What a person does where a repair does not answer it. */
  next: string;
}

/** Of a cause: what it is about, and the package; null where that is not known. */
interface About {
  subject: string | null;
  name: string | null;
  /** The package in brackets, with a space before, where the subject does not already say it; empty elsewhere. */
  inBrackets: string;
}

const look = 'Look at the last lines of its output, and tell whoever made the program.';
const anew = `Make the environment anew: run ${product.id} repair with --rebuild, then launch again.`;
const withoutGpu = `run ${product.id} repair with --accelerator cpu to do without the card`;

const after = (before: string, text: string | null): string => (text === null ? '' : `${before}${text}`);

/** What a person is told of each cause, and asked to do. */
export const launchCauses = {
  'module-missing': ({ subject, name, inBrackets }: About) => ({
    cause: `the Python module ${subject ?? 'that it needs'}${inBrackets} is missing`,
    next: `Add ${name ?? 'the package that it comes with'} to the manifest, run repair, then launch again.`,
  }),
  'name-missing': ({ subject, name }: About) => ({
    cause: `${name ?? 'a package'} does not have what the program needs of it${after(': ', subject)}`,
    next: 'Ask whoever made the program which versions it needs, and name them in the manifest.',
  }),
  'numpy-torn': () => ({ cause: 'NumPy is damaged, or was made for another Python', next: anew }),
  'abi-mix': ({ name }: About) => ({
    cause: `${name ?? 'a package'} was compiled for another NumPy than the one that is installed`,
    next: 'Name a NumPy that fits in the manifest, such as numpy<2, run repair, then launch again.',
  }),
  'library-missing': ({ subject, inBrackets }: About) => ({
    cause: `a library cannot be loaded${after(': ', subject)}${inBrackets}`,
    next: 'Install what it belongs to: on Windows mostly the Microsoft Visual C++ runtime, elsewhere a package of the system.',
  }),
  'torch-mismatch': () => ({ cause: 'PyTorch and a package built for another PyTorch are mixed', next: anew }),
  'wrong-build': () => ({
    cause: 'the program wants the graphics card, and PyTorch is a build for the CPU',
    next: 'Start the program in its mode for the CPU, or name the build with repair --accelerator.',
  }),
  'no-kernels': () => ({
    cause: 'PyTorch has no code for this graphics card',
    next: `Name a build that has it with repair --accelerator, or ${withoutGpu}.`,
  }),
  'version-conflict': ({ subject }: About) => ({
    cause: `the installed versions do not fit together${after(': ', subject)}`,
    next: 'Name versions that fit in the manifest, run repair, then launch again.',
  }),
  'metadata-missing': ({ subject, name }: About) => ({
    cause: `what describes the package${after(' ', name ?? subject)} is missing`,
    next: `Add ${name ?? 'the package'} to the manifest, run repair, then launch again.`,
  }),
  'file-damaged': ({ name }: About) => ({ cause: `a file${after(' of ', name)} is damaged`, next: anew }),
  'interpreter-broken': () => ({ cause: 'the environment’s Python does not start', next: anew }),
  'unfinished-run': () => ({
    cause: 'an interrupted repair has left the environment half changed',
    next: `Run ${product.id} repair: it puts back what was changed, then launch again.`,
  }),
  crashed: ({ subject, name }: About) => ({
    cause: `it crashed${after(' with ', subject)}${after(' in ', name)}`,
    next: 'Launch again; if it crashes again, update the graphics driver, or make the environment anew with --rebuild.',
  }),
  'driver-too-old': () => ({
    cause: 'the graphics driver is too old for this PyTorch',
    next: `Update the graphics driver, or ${withoutGpu}.`,
  }),
  'driver-missing': () => ({
    cause: 'no graphics driver for NVIDIA cards was found',
    next: `Install the graphics driver, or ${withoutGpu}.`,
  }),
  'gpu-unavailable': () => ({
    cause: 'the graphics card cannot be used at the moment',
    next: 'Close other programs that use the card, or restart the computer, then launch again.',
  }),
  'gpu-memory': () => ({
    cause: 'the memory of the graphics card is full',
    next: 'Close other programs that use the card, or use a smaller model, then launch again.',
  }),
  memory: () => ({
    cause: 'the memory of the computer is full',
    next: 'Close other programs, use a smaller model, or make the paging file or swap larger, then launch again.',
  }),
  killed: () => ({
    cause: 'it was killed, as the system does when memory runs out',
    next: 'Close other programs, or use a smaller model, then launch again.',
  }),
  'address-in-use': ({ subject }: About) => ({
    cause: `another program already uses ${subject ?? 'its network port'}`,
    next: 'End that program (it may be this one, started before), or change the port in the manifest’s launch.',
  }),
  'permission-denied': ({ subject }: About) => ({
    cause: `your account may not use ${subject ?? 'a file or port that it needs'}`,
    next: 'Get permission for it, or let the program use another place, then launch again.',
  }),
  'disk-full': () => ({ cause: 'a disk is full', next: 'Free some space, then launch again.' }),
  'file-in-use': ({ subject }: About) => ({
    cause: `another program is using ${subject ?? 'a file that it needs'}`,
    next: 'Close that program, then launch again.',
  }),
  'file-missing': ({ subject }: About) => ({
    cause: `the file ${subject ?? 'that it wants to read'} is not there`,
    next: 'Put the file there, or correct the arguments in the manifest’s launch.',
  }),
  network: () => ({
    cause: 'something on the network could not be reached',
    next: 'Check the network connection and the proxy, then launch again.',
  }),
  'system-too-old': ({ subject }: About) => ({
    cause: `this system is too old for a package: it lacks ${subject ?? 'a newer system library'}`,
    next: 'Update the system, or name an older version of the package in the manifest.',
  }),
  'processor-too-old': () => ({
    cause: 'a package uses instructions that this processor does not have',
    next: 'Name a version of the package for older processors in the manifest.',
  }),
  blocked: () => ({
    cause: 'a security program or a policy of this computer blocks a file',
    next: 'Allow the environment’s folder there, run repair, then launch again.',
  }),
  'display-missing': () => ({
    cause: 'it wants to open a window, and there is no display',
    next: 'Start it where there is a display, or in its mode without windows.',
  }),
  'wrong-arguments': () => ({
    cause: 'it does not understand the arguments that the manifest gives it',
    next: 'Correct the arguments in the manifest’s launch.',
  }),
  'own-error': ({ subject }: About) => ({
    cause: `it failed with an error of its own${subject === null ? '' : ` (${subject})`}`,
    next: look,
  }),
  'ended-early': () => ({
    cause: 'it ended without an error before it was ready',
    next: 'Look at its output; if it was meant to end, the manifest’s launch must name no ready signal.',
  }),
  'too-slow': () => ({
    cause: 'it was not ready in time, and was ended',
    next: 'Launch again, or raise timeLimitSeconds or correct the ready signal in the manifest’s launch.',
  }),
  'ended-from-outside': () => ({ cause: 'another program or the system has ended it', next: 'Launch it again.' }),
  unknown: ({ exitCode }: { exitCode: string | null }) => ({
    cause: exitCode === null ? 'it gave no reason' : `it ended with exit code ${exitCode}`,
    next: look,
  }),
} satisfies Record<LaunchCauseKind, (about: About & { exitCode: string | null }) => CauseWords>;
