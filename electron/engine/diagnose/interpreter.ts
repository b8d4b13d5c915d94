import type { Finding } from '../../../shared/finding.ts';
import type { Manifest } from '../../../shared/manifest.ts';
import { meets } from '../requirement.ts';
import type { InspectedPython } from '../tools.ts';

interface Place {
  manifest: Manifest;
  /** Path of the environment's interpreter. */
  python: string;
  /** The environment's root without links. */
  realRoot: string;
}

/** The environment's own Python: it must start, be of this environment and be in the manifest's range. */
export const interpreterFindings = (
  { manifest, python, realRoot }: Place,
  interpreter: InspectedPython | null,
): Finding[] => {
  const broken = (detail: string[]): Finding[] => [{ code: 'interpreter-broken', path: python, detail }];
  if (interpreter === null) return broken([]);
  // Whatever is installed with such a Python would land outside the environment.
  if (!interpreter.inEnvironment)
    return broken(['it is the computer’s own Python, because pyvenv.cfg is missing or damaged']);
  if (interpreter.prefix !== realRoot) return broken([`it belongs to ${interpreter.prefix}`]);
  if (!meets(interpreter.version, manifest.python))
    return [{ code: 'interpreter-outside-range', version: interpreter.version, wanted: manifest.python }];
  return [];
};
