import type { FoundPython, PythonTool } from './interfaces/python.ts';
import { narrower } from './python-range.ts';
import { meets } from './requirement.ts';

/**
 * The machine's interpreters; `within` are further specifiers (PEP 440) that the chosen one has to
 * meet, null for none. Throws Failing python-unusable for one that the user named and that does not.
 */
export type PythonSearch = (within: string | null) => Promise<FoundPython>;

/** Looks once a run, because each look starts every Python, and again only where a choice is narrower than what was found. */
export const createPythonSearch = (
  python: Pick<PythonTool, 'find'>,
  { range, preferred, signal }: Parameters<PythonTool['find']>[0],
): PythonSearch => {
  const looks = new Map<string, Promise<FoundPython>>();
  const look = (wanted: string): Promise<FoundPython> => {
    const known = looks.get(wanted) ?? python.find({ range: wanted, preferred, signal });
    looks.set(wanted, known);
    return known;
  };
  return async (within) => {
    const found = await look(range);
    const fits = within === null || found.chosen === null || meets(found.chosen.version, within);
    return fits ? found : look(narrower(range, within));
  };
};
