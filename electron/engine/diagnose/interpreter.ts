import type { Finding } from '../../../shared/finding.ts';
import type { Interpreter } from '../../../shared/machine.ts';
import type { Manifest } from '../../../shared/manifest.ts';
import { meets } from '../requirement.ts';

/** The environment's own Python: it must start and be in the manifest's range. */
export const interpreterFindings = (manifest: Manifest, path: string, interpreter: Interpreter | null): Finding[] => {
  if (interpreter === null) return [{ code: 'interpreter-broken', path, detail: [] }];
  if (!meets(interpreter.version, manifest.python))
    return [{ code: 'interpreter-outside-range', version: interpreter.version, wanted: manifest.python }];
  return [];
};
