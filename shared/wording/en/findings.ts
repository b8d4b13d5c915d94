import type { FindingCode } from '../../finding.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** 1 file is, 3 files are. */
const files = (count: number): string => plural(count, { one: `${count} file is`, other: `${count} files are` });

/** Of what may be a folder as well. */
const entries = (count: number, one: string, other: string): string =>
  plural(count, { one: `${count} file or folder ${one}`, other: `${count} files or folders ${other}` });

/**
 * One sentence that says what is wrong; a second one where only the user can do something about it.
 * `examples`: the first files by name.
 */
export const findings = {
  'environment-absent': (path: string) => `There is no environment in ${path} yet.`,
  'unfinished-run': (at: string) => `An earlier run (${at}) was interrupted before it ended.`,
  'interpreter-missing': (path: string) => `The environment’s Python is missing (${path}).`,
  'interpreter-dangling': (target: string) =>
    `The environment’s Python leads to ${target}, which is not there any more: that Python was moved, updated or removed.`,
  'configuration-missing': (path: string) =>
    `The environment in ${path} has lost its pyvenv.cfg, or that file is damaged.`,
  'interpreter-broken': (path: string, detail: string | null) =>
    detail === null
      ? `The environment’s Python does not start (${path}).`
      : `The environment’s Python cannot be used (${path}): ${detail}.`,
  'interpreter-outside-range': (version: string, wanted: string) =>
    `The environment has Python ${version}, but ${wanted} is needed.`,
  'disk-low': (path: string, free: string, wanted: string) =>
    `The disk that holds ${path} has only ${free} free; make room for at least ${wanted}.`,
  /** `only`: the package itself is not there whole. */
  leftover: (name: string, folder: string, only: boolean) =>
    only
      ? `An interrupted installation left ${name} only in pieces, in the folder ${folder}.`
      : `An interrupted removal of ${name} left the folder ${folder} behind.`,
  'files-missing': (name: string, count: number, examples: string) => `${name}: ${files(count)} missing (${examples}).`,
  'files-truncated': (name: string, count: number, examples: string) =>
    `${name}: ${files(count)} not of the right size (${examples}).`,
  'files-altered': (name: string, count: number, examples: string) =>
    `${name}: ${files(count)} damaged or changed (${examples}).`,
  'files-customized': (name: string, count: number, examples: string) =>
    `${name}: ${plural(count, { one: `${count} file was`, other: `${count} files were` })} changed after the installation, as settings may be (${examples}).`,
  'files-linked': (name: string, count: number, examples: string) =>
    `${name}: ${plural(count, {
      one: `${count} file is a link to outside the environment and was not checked`,
      other: `${count} files are links to outside the environment and were not checked`,
    })} (${examples}).`,
  'foreign-abi': (name: string, count: number, examples: string) =>
    `${name}: ${files(count)} made for another Python or system (${examples}).`,
  'metadata-missing': (name: string, folder: string) => `${name} has lost its description (${folder}/METADATA).`,
  'metadata-empty': (name: string, folder: string) =>
    `The description of ${name} is empty or unreadable (${folder}/METADATA).`,
  'record-missing': (name: string, folder: string) => `${name} has lost the list of its files (${folder}/RECORD).`,
  'record-empty': (name: string, folder: string) =>
    `The list of ${name}’s files is empty, incomplete or unreadable (${folder}/RECORD).`,
  'record-unsafe': (name: string, count: number, example: string) =>
    `The list of ${name}’s files names ${plural(count, {
      one: `${count} place outside the environment, which is never touched`,
      other: `${count} places outside the environment, which are never touched`,
    })} (${example}).`,
  'dist-info-duplicated': (name: string, times: number, versions: string) =>
    `${name} is registered ${times} times (${versions}).`,
  'package-gone': (name: string, version: string) =>
    `${name} ${version} is registered, but none of its files is there.`,
  'dist-info-missing': (name: string, folder: string) =>
    `${name} is there, but not registered as installed (${folder}).`,
  /** `hinders`: they cannot even be read. */
  'files-protected': (name: string, count: number, hinders: boolean, examples: string) =>
    `${name}: ${entries(count, 'is', 'are')} ${hinders ? 'closed to' : 'read-only for'} the environment’s owner (${examples}).`,
  'wrong-owner': (name: string, count: number, examples: string) =>
    `${name}: ${entries(count, 'belongs', 'belong')} to another user (${examples}).`,
  'unwanted-package': (named: string) => `${named} is installed, but it breaks this environment.`,
  'requirement-missing': (requirement: string) => `${requirement} is not installed.`,
  'version-outside': (named: string, requirement: string) => `${named} is installed, but ${requirement} is needed.`,
  'dependency-missing': (by: string, requirement: string) => `${by} needs ${requirement}, which is not installed.`,
  'dependency-conflict': (by: string, requirement: string, named: string) =>
    `${by} needs ${requirement}, but ${named} is installed.`,
  /** `asked`: the user named the build. */
  'wrong-build': (name: string, build: string, wanted: string, asked: boolean) =>
    asked
      ? `${name} is a ${build} build, and you asked for the one for ${wanted}.`
      : `${name} is a ${build} build, but this computer needs the one for ${wanted}.`,
  'torch-mismatch': (named: string, torch: string, wanted: string) =>
    `${named} does not belong to torch ${torch}, which needs ${wanted}.`,
  'import-broken': (module: string, error: string) => `${module} is installed but does not work (${error}).`,
  'numpy-torn': (module: string) =>
    `${module} does not work because NumPy’s own files are incomplete or do not fit this Python.`,
  'library-missing': (module: string, library: string | null) =>
    library === null
      ? `${module} does not work because a library that it needs cannot be loaded.`
      : `${module} does not work because it needs the library ${library}, which cannot be loaded.`,
  'abi-mix': (name: string, numpy: string | null) =>
    `${name} was made for another NumPy than ${numpy === null ? 'the installed one' : `the installed ${numpy}`}.`,
  'module-shadowed': (path: string, module: string, renamed: string, where: 'inside' | 'root' | 'path') => {
    if (where === 'inside')
      return `${path} is found instead of the package ${module}; a repair renames it to ${renamed}.`;
    if (where === 'root')
      return `${path} is found instead of the package ${module} by a program that is started in that folder; rename it.`;
    return `${path} can be found instead of the package ${module}; rename it, or take its folder out of PYTHONPATH.`;
  },
  'accelerator-unproven': (detail: string, next: string) => `${detail}. ${next}`,
  'check-failed': (detail: string) => `${detail}.`,
} satisfies Record<FindingCode, (...facts: never[]) => string>;

/** What findings have in common. */
export const findingParts = {
  andMore: (examples: string, more: number): string => `${examples} and ${more} more`,
  compared: (path: string, found: string, expected: string): string => `${path}: ${found} instead of ${expected}`,
  notNeeded: (by: string): string => `The environment itself does not need ${by}; install or remove it as you like.`,
  runtimeHint: 'If a repair does not help, install Microsoft’s Visual C++ runtime.',
};
