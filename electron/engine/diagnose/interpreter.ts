import type { Finding } from '../../../shared/finding.ts';
import type { Manifest } from '../../../shared/manifest.ts';
import type { EnvironmentFrame } from '../interfaces/environments.ts';
import type { InspectedPython } from '../interfaces/python.ts';
import { meets } from '../requirement.ts';

interface Place {
  /** Its range, narrowed to what the chosen builds have wheels for. */
  manifest: Pick<Manifest, 'python'>;
  /** Path of the environment's interpreter. */
  python: string;
  /** The environment's root, as it was given and without links. */
  root: string;
  realRoot: string;
}

/** The environment's own Python: it must be there, start, be of this environment and be in the manifest's range. */
export const interpreterFindings = (
  { manifest, python, root, realRoot }: Place,
  interpreter: InspectedPython | null,
  frame: EnvironmentFrame,
): Finding[] => {
  const broken = (detail: string[]): Finding[] => [{ code: 'interpreter-broken', path: python, detail }];
  if (frame.python === 'missing') return [{ code: 'interpreter-missing', path: python }];
  if (frame.python === 'dangling')
    return [{ code: 'interpreter-dangling', path: python, target: frame.target ?? python }];
  // Whatever is installed with a Python without it would land outside the environment.
  if (frame.configuration !== 'whole') return [{ code: 'configuration-missing', path: root }];
  if (interpreter === null) return broken([]);
  if (!interpreter.inEnvironment) return broken(['it is the computer’s own Python']);
  if (interpreter.prefix !== realRoot) return broken([`it belongs to ${interpreter.prefix}`]);
  if (!meets(interpreter.version, manifest.python))
    return [{ code: 'interpreter-outside-range', version: interpreter.version, wanted: manifest.python }];
  return [];
};
