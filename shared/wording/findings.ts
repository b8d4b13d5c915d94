import type { Finding, FindingCode } from '../finding.ts';
import { moment } from './amounts.ts';
import { wordAccelerator, wordVersions } from './builds.ts';

type Catalogue = { [C in FindingCode]: (finding: Extract<Finding, { code: C }>) => string };

const folderName = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

const findings: Catalogue = {
  'environment-absent': (f) => `There is no environment in ${f.path} yet.`,
  'interpreter-broken': (f) =>
    f.detail.length === 0
      ? `The environment’s Python does not start (${f.path}).`
      : `The environment’s Python cannot be used (${f.path}): ${f.detail.join(', ').replace(/[\s.]+$/, '')}.`,
  'interpreter-outside-range': (f) =>
    `The environment has Python ${f.version}, but ${wordVersions(f.wanted)} is needed.`,
  leftover: (f) => `An interrupted removal of ${f.package} left the folder ${folderName(f.path)} behind.`,
  'unwanted-package': (f) =>
    `${f.package}${f.version === null ? '' : ` ${f.version}`} is installed, but it breaks this environment.`,
  'requirement-missing': (f) => `${f.requirement} is not installed.`,
  'version-outside': (f) => `${f.package} ${f.version} is installed, but ${f.requirement} is needed.`,
  'wrong-build': (f) =>
    `${f.package} is a ${wordAccelerator(f.build)} build, but this computer needs the one for ${wordAccelerator(f.wanted)}.`,
  'import-broken': (f) => `${f.module} is installed but does not work (${f.error.replace(/[\s.]+$/, '')}).`,
  'check-failed': (f) => `${f.detail.replace(/[\s.]+$/, '')}.`,
  'unfinished-run': (f) => `An earlier run (${moment(f.at)}) was interrupted before it ended.`,
};

/** One sentence that says what is wrong. */
export const wordFinding = (finding: Finding): string =>
  (findings[finding.code] as (finding: Finding) => string)(finding);
