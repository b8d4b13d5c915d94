import type { FileEvidence, Finding, FindingCode, FindingOf } from '../finding.ts';
import { bytes, counted, listed, moment } from './amounts.ts';
import { bare } from './bare.ts';
import { wordAccelerator, wordVersions } from './builds.ts';
import { acceleratorNext } from './proofs.ts';

type Catalogue = { [C in FindingCode]: (finding: FindingOf<C>) => string };

const nameOf = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

/** 1 file is, 3 files are. */
const files = (count: number): string => (count === 1 ? '1 file is' : `${count} files are`);

/** Of what may be a folder as well. */
const entries = (count: number): string => (count === 1 ? '1 file or folder' : `${count} files or folders`);

/** The first files by name, as the package sees them, and how many more there are. */
const examples = (evidence: readonly FileEvidence[], count: number, word: (file: FileEvidence) => string): string => {
  const shown = evidence.slice(0, 2).map(word);
  const more = count - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** numpy/_core/_simd.so: where a package lies is of no interest here. */
const short = (path: string): string => path.replace(/^.*?site-packages\//, '');

const named = ({ path }: FileEvidence): string => short(path);
const compared = ({ path, expected, found }: FileEvidence): string => `${short(path)}: ${found} instead of ${expected}`;

const beside = (needed: boolean, by: string): string =>
  needed ? '' : ` The environment itself does not need ${by}; install or remove it as you like.`;

/** Most libraries that Windows misses are the runtime’s, which no package brings. */
const runtimeHint = ({ library, detail }: FindingOf<'library-missing'>): string =>
  /\.dll$/i.test(library ?? '') || detail.some((line) => /DLL load failed|\[WinError /.test(line))
    ? ' If a repair does not help, install Microsoft’s Visual C++ runtime.'
    : '';

const findings: Catalogue = {
  'environment-absent': (f) => `There is no environment in ${f.path} yet.`,
  'unfinished-run': (f) => `An earlier run (${moment(f.at)}) was interrupted before it ended.`,
  'interpreter-missing': (f) => `The environment’s Python is missing (${f.path}).`,
  'interpreter-dangling': (f) =>
    `The environment’s Python leads to ${f.target}, which is not there any more: that Python was moved, updated or removed.`,
  'configuration-missing': (f) => `The environment in ${f.path} has lost its pyvenv.cfg, or that file is damaged.`,
  'interpreter-broken': (f) =>
    f.detail.length === 0
      ? `The environment’s Python does not start (${f.path}).`
      : `The environment’s Python cannot be used (${f.path}): ${bare(f.detail.join(', '))}.`,
  'interpreter-outside-range': (f) =>
    `The environment has Python ${f.version}, but ${wordVersions(f.wanted)} is needed.`,
  'disk-low': (f) =>
    `The disk that holds ${f.path} has only ${bytes(f.freeBytes)} free; make room for at least ${bytes(f.wantedBytes)}.`,
  leftover: (f) =>
    f.only
      ? `An interrupted installation left ${f.package} only in pieces, in the folder ${nameOf(f.path)}.`
      : `An interrupted removal of ${f.package} left the folder ${nameOf(f.path)} behind.`,
  'files-missing': (f) => `${f.package}: ${files(f.count)} missing (${examples(f.files, f.count, named)}).`,
  'files-truncated': (f) =>
    `${f.package}: ${files(f.count)} not of the right size (${examples(f.files, f.count, compared)}).`,
  'files-altered': (f) =>
    `${f.package}: ${files(f.count)} damaged or changed (${examples(f.files, f.count, compared)}).`,
  'files-customized': (f) =>
    `${f.package}: ${f.count === 1 ? '1 file was' : `${f.count} files were`} changed after the installation, as settings may be (${examples(f.files, f.count, named)}).`,
  'files-linked': (f) =>
    `${f.package}: ${f.count === 1 ? '1 file is a link' : `${f.count} files are links`} to outside the environment and ${f.count === 1 ? 'was' : 'were'} not checked (${examples(f.files, f.count, named)}).`,
  'foreign-abi': (f) =>
    `${f.package}: ${files(f.count)} made for another Python or system (${examples(f.files, f.count, compared)}).`,
  'metadata-missing': (f) => `${f.package} has lost its description (${nameOf(f.path)}/METADATA).`,
  'metadata-empty': (f) => `The description of ${f.package} is empty or unreadable (${nameOf(f.path)}/METADATA).`,
  'record-missing': (f) => `${f.package} has lost the list of its files (${nameOf(f.path)}/RECORD).`,
  'record-empty': (f) =>
    `The list of ${f.package}’s files is empty, incomplete or unreadable (${nameOf(f.path)}/RECORD).`,
  'record-unsafe': (f) =>
    `The list of ${f.package}’s files names ${counted(f.count, 'place', 'places')} outside the environment, which ${f.count === 1 ? 'is' : 'are'} never touched (${f.entries[0] ?? ''}).`,
  'dist-info-duplicated': (f) => `${f.package} is registered ${f.paths.length} times (${listed(f.versions)}).`,
  'package-gone': (f) => `${f.package} ${f.version} is registered, but none of its files is there.`,
  'dist-info-missing': (f) => `${f.package} is there, but not registered as installed (${nameOf(f.path)}).`,
  'files-protected': (f) =>
    `${f.package}: ${entries(f.count)} ${f.count === 1 ? 'is' : 'are'} ${f.hinders ? 'closed to' : 'read-only for'} the environment’s owner (${examples(f.files, f.count, compared)}).`,
  'wrong-owner': (f) =>
    `${f.package}: ${entries(f.count)} ${f.count === 1 ? 'belongs' : 'belong'} to another user (${examples(f.files, f.count, compared)}).`,
  'unwanted-package': (f) =>
    `${f.package}${f.version === null ? '' : ` ${f.version}`} is installed, but it breaks this environment.`,
  'requirement-missing': (f) => `${f.requirement} is not installed.`,
  'version-outside': (f) => `${f.package} ${f.version} is installed, but ${f.requirement} is needed.`,
  'dependency-missing': (f) => `${f.by} needs ${f.requirement}, which is not installed.${beside(f.needed, f.by)}`,
  'dependency-conflict': (f) =>
    `${f.by} needs ${f.requirement}, but ${f.package} ${f.version} is installed.${beside(f.needed, f.by)}`,
  'wrong-build': (f) =>
    f.asked
      ? `${f.package} is a ${wordAccelerator(f.build)} build, and you asked for the one for ${wordAccelerator(f.wanted)}.`
      : `${f.package} is a ${wordAccelerator(f.build)} build, but this computer needs the one for ${wordAccelerator(f.wanted)}.`,
  'torch-mismatch': (f) => `${f.package} ${f.version} does not belong to torch ${f.torch}, which needs ${f.wanted}.`,
  'import-broken': (f) => `${f.module} is installed but does not work (${bare(f.error)}).`,
  'numpy-torn': (f) => `${f.module} does not work because NumPy’s own files are incomplete or do not fit this Python.`,
  'library-missing': (f) =>
    f.library === null
      ? `${f.module} does not work because a library that it needs cannot be loaded.${runtimeHint(f)}`
      : `${f.module} does not work because it needs the library ${f.library}, which cannot be loaded.${runtimeHint(f)}`,
  'abi-mix': (f) =>
    `${f.package} was made for another NumPy than ${f.numpy === null ? 'the installed one' : `the installed ${f.numpy}`}.`,
  'module-shadowed': (f) => {
    if (f.inside)
      return `${f.path} is found instead of the package ${f.module}; a repair renames it to ${nameOf(f.path)}.moved-aside.`;
    if (f.atRoot)
      return `${f.path} is found instead of the package ${f.module} by a program that is started in that folder; rename it.`;
    return `${f.path} can be found instead of the package ${f.module}; rename it, or take its folder out of PYTHONPATH.`;
  },
  'accelerator-unproven': (f) => `${bare(f.detail)}. ${acceleratorNext(f.trouble) ?? ''}`,
  'check-failed': (f) => `${bare(f.detail)}.`,
};

/** One sentence that says what is wrong; a second one where only the user can do something about it. */
export const wordFinding = (finding: Finding): string =>
  (findings[finding.code] as (finding: Finding) => string)(finding);
