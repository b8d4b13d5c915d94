import { basename } from 'node:path';
import { compare } from '@renovatebot/pep440';
import type { Failure } from '../../../../shared/failure.ts';
import { meets, meetsDependency, normalizeName, parseDependency } from '../../requirement.ts';
import { readSourceName } from '../../source-archive.ts';
import { readWheelName } from '../wheelhouse/wheel-name.ts';

/** Longer output is looked at only so far: it is a page's doing. */
const mostLetters = 16 * 1024 * 1024;

/**
 * `source-only` where pip found nothing because it may take wheels alone: its log names every source
 * archive that it passed over (`LinkEvaluator` in pip's package_finder.py, pip 22 to 26). It looks at
 * indexes and folders as the resolution does, with the same credentials, so no page is asked for once
 * more. Any other failure as it is. `python` is the version that is installed for; null where nobody knows.
 */
export const sourceOnly = (output: string, failure: Failure, python: string | null): Failure => {
  const log = output.slice(-mostLetters);
  for (const [name, specifiers] of askedFor(failure)) {
    const fits = (version: string): boolean => specifiers.every((one) => meets(version, one));
    if (wheelsOf(log, name).some(fits)) continue;
    const [version] = sourcesOf(log, name, python)
      .filter(fits)
      .sort((a, b) => compare(b, a));
    if (version !== undefined) return { code: 'source-only', package: name, version, detail: detailOf(failure) };
  }
  return failure;
};

const detailOf = (failure: Failure): string[] => ('detail' in failure ? failure.detail : []);

/** What nothing was found for: normalised name → specifiers that all have to be met. */
const askedFor = (failure: Failure): Map<string, string[]> => {
  const asked = new Map<string, string[]>();
  for (const text of requirementsIn(failure)) {
    const wanted = parseDependency(text);
    if (wanted !== null) asked.set(wanted.name, [...(asked.get(wanted.name) ?? []), wanted.specifiers]);
  }
  return asked;
};

const requirementsIn = (failure: Failure): string[] => {
  switch (failure.code) {
    case 'package-not-found':
      return [failure.requirement];
    // A constraint that no wheel meets is called a conflict: `The user requested (constraint) a==1`.
    case 'requirements-conflict':
      return failure.detail.flatMap(
        (line) => /(?: depends on | requested )(?:\(constraint\) )?(\S.*)$/.exec(line)?.[1] ?? [],
      );
    default:
      return [];
  }
};

/** Versions of the project whose source archives were passed over and are for this Python. */
const sourcesOf = (log: string, name: string, python: string | null): string[] =>
  [
    ...log.matchAll(
      /Skipping link: No sources permitted for (\S+): (\S+)(?: \(from \S+\))?(?: \(requires-python:([^)\n]*)\))?\s*$/gm,
    ),
  ].flatMap(([, project = '', url = '', requiresPython = '']) => {
    if (normalizeName(project) !== name) return [];
    if (python !== null && !meetsDependency(python, requiresPython)) return [];
    return readSourceName(fileOf(url), name)?.version ?? [];
  });

/** Versions of the project of which pip found a wheel that suits the system. */
const wheelsOf = (log: string, name: string): string[] =>
  [...log.matchAll(/Found link (\S+) /g)].flatMap(([, url = '']) => {
    const wheel = readWheelName(fileOf(url));
    return wheel?.name === name ? [wheel.version] : [];
  });

const fileOf = (url: string): string => {
  const name = basename(url.replace(/[?#].*$/, ''));
  try {
    return decodeURIComponent(name);
  } catch {
    // No address of a file that could be downloaded.
    return name;
  }
};
