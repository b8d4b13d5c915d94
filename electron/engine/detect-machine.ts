import type { Machine } from '../../shared/machine.ts';
import type { FoundPython } from './interfaces/python.ts';
import type { Tools } from './tools.ts';

interface Look {
  /** Whose volume is looked at; null for none. */
  environment: string | null;
  /** The Pythons that were found; null where nobody needs to know. */
  pythons: Promise<FoundPython> | null;
  signal: AbortSignal;
}

/** What was found about this computer. Throws Cancelled, and what the search for Pythons throws. */
export const detectMachine = async (tools: Tools, { environment, pythons, signal }: Look): Promise<Machine> => {
  const [detected, found, ofEnvironment, cache] = await Promise.all([
    tools.hardware.detect(signal),
    pythons,
    environment === null ? null : tools.disk.freeBytes(environment),
    tools.disk.freeBytes(tools.cacheFolder),
  ]);
  return { ...detected, interpreters: found?.all ?? [], freeBytes: { environment: ofEnvironment, cache } };
};
