import type { FileEvidence, Finding, FindingCode, FindingOf } from '../finding.ts';
import { bytes, listed, moment } from './amounts.ts';
import { bare } from './bare.ts';
import { wordAccelerator, wordVersions } from './builds.ts';
import { texts } from './catalogue.ts';
import type { Catalogue } from './en.ts';
import { acceleratorNext } from './proofs.ts';
import { commas, sentences } from './sentences.ts';

type Words = Catalogue['findings'];
type Facts = { [C in FindingCode]: (finding: FindingOf<C>) => Parameters<Words[C]> };

const nameOf = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

/** The first files by name, as the package sees them, and how many more there are. */
const examples = (
  { files, count }: { files: readonly FileEvidence[]; count: number },
  word: (file: FileEvidence) => string,
): string => {
  const shown = files.slice(0, 2).map(word);
  const more = count - shown.length;
  return more > 0 ? texts().findingParts.andMore(commas(shown), more) : commas(shown);
};

/** numpy/_core/_simd.so: where a package lies is of no interest here. */
const short = (path: string): string => path.replace(/^.*?site-packages\//, '');

const byName = ({ path }: FileEvidence): string => short(path);
const compared = ({ path, expected, found }: FileEvidence): string =>
  texts().findingParts.compared(short(path), found, expected);

const named = ({ package: name, version }: { package: string; version: string | null }): string =>
  version === null ? name : `${name} ${version}`;

/** What each kind of finding is told by the catalogue's texts. */
const facts: Facts = {
  'environment-absent': (f) => [f.path],
  'unfinished-run': (f) => [moment(f.at)],
  'interpreter-missing': (f) => [f.path],
  'interpreter-dangling': (f) => [f.target],
  'configuration-missing': (f) => [f.path],
  'interpreter-broken': (f) => [f.path, f.detail.length === 0 ? null : bare(f.detail.join(', '))],
  'interpreter-outside-range': (f) => [f.version, wordVersions(f.wanted)],
  'disk-low': (f) => [f.path, bytes(f.freeBytes), bytes(f.wantedBytes)],
  leftover: (f) => [f.package, nameOf(f.path), f.only],
  'files-missing': (f) => [f.package, f.count, examples(f, byName)],
  'files-truncated': (f) => [f.package, f.count, examples(f, compared)],
  'files-altered': (f) => [f.package, f.count, examples(f, compared)],
  'files-customized': (f) => [f.package, f.count, examples(f, byName)],
  'files-linked': (f) => [f.package, f.count, examples(f, byName)],
  'foreign-abi': (f) => [f.package, f.count, examples(f, compared)],
  'metadata-missing': (f) => [f.package, nameOf(f.path)],
  'metadata-empty': (f) => [f.package, nameOf(f.path)],
  'record-missing': (f) => [f.package, nameOf(f.path)],
  'record-empty': (f) => [f.package, nameOf(f.path)],
  'record-unsafe': (f) => [f.package, f.count, f.entries[0] ?? ''],
  'dist-info-duplicated': (f) => [f.package, f.paths.length, listed(f.versions)],
  'package-gone': (f) => [f.package, f.version],
  'dist-info-missing': (f) => [f.package, nameOf(f.path)],
  'files-protected': (f) => [f.package, f.count, f.hinders, examples(f, compared)],
  'wrong-owner': (f) => [f.package, f.count, examples(f, compared)],
  'unwanted-package': (f) => [named(f)],
  'requirement-missing': (f) => [f.requirement],
  'version-outside': (f) => [named(f), f.requirement],
  'dependency-missing': (f) => [f.by, f.requirement],
  'dependency-conflict': (f) => [f.by, f.requirement, named(f)],
  'wrong-build': (f) => [f.package, wordAccelerator(f.build), wordAccelerator(f.wanted), f.asked === true],
  'torch-mismatch': (f) => [named(f), f.torch, f.wanted],
  'import-broken': (f) => [f.module, bare(f.error)],
  'numpy-torn': (f) => [f.module],
  'library-missing': (f) => [f.module, f.library],
  'abi-mix': (f) => [f.package, f.numpy],
  'module-shadowed': (f) => [
    f.path,
    f.module,
    `${nameOf(f.path)}.moved-aside`,
    f.inside ? 'inside' : f.atRoot ? 'root' : 'path',
  ],
  'accelerator-unproven': (f) => [bare(f.detail), acceleratorNext(f.trouble) ?? ''],
  'check-failed': (f) => [bare(f.detail)],
};

/** What is added for those that need it; empty for the rest. */
const more = (finding: Finding): string => {
  switch (finding.code) {
    case 'dependency-missing':
    case 'dependency-conflict':
      return finding.needed ? '' : texts().findingParts.notNeeded(finding.by);
    case 'library-missing':
      return isOfTheRuntime(finding) ? texts().findingParts.runtimeHint : '';
    default:
      return '';
  }
};

/** Most libraries that Windows misses are the runtime’s, which no package brings. */
const isOfTheRuntime = ({ library, detail }: FindingOf<'library-missing'>): boolean =>
  /\.dll$/i.test(library ?? '') || detail.some((line) => /DLL load failed|\[WinError /.test(line));

/** One sentence that says what is wrong; a second one where only the user can do something about it. */
export const wordFinding = (finding: Finding): string => {
  const told = (facts[finding.code] as (finding: Finding) => unknown[])(finding);
  const sentence = (texts().findings[finding.code] as (...told: unknown[]) => string)(...told);
  return sentences([sentence, more(finding)]);
};
