import { Failing } from '../failing.ts';
import type { Pin } from '../interfaces/wheels.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';
import { explained, type Wanted } from './explained.ts';

export interface Resolved {
  pins: readonly Pin[];
  variantIndex: string | null;
}

/** Failures that other versions may not have. */
export const canBeFreed: ReadonlySet<string> = new Set([
  'requirements-conflict',
  'package-not-found',
  'source-only',
  'not-downloaded',
]);

/**
 * One resolution for the environment's Python; throws Failing as the backend does. A package that can
 * be had as source code only is taken so where somebody has said yes to it, and only then: as long as
 * there is a wheel that will do, that is taken.
 */
export const resolveWith = async (step: string, context: StepContext, wanted: Wanted): Promise<Pin[]> => {
  const fromSource: string[] = [];
  for (;;) {
    try {
      return await resolveOnce(step, context, wanted, fromSource);
    } catch (error) {
      const failure = error instanceof Failing ? error.failure : null;
      const name = failure?.code === 'source-only' ? failure.package : null;
      if (name === null || fromSource.includes(name) || !context.buildFromSource.has(name)) throw error;
      fromSource.push(name);
    }
  }
};

const resolveOnce = async (
  step: string,
  context: StepContext,
  wanted: Wanted,
  fromSource: readonly string[],
): Promise<Pin[]> => {
  const backend = await backendOf(context, step);
  const { index, signal, tools } = context;
  const onLine = (text: string) => context.line('output', text);
  const request = { python: targetPython(context), ...wanted, fromSource, index, signal, onLine };
  // Certificates and code take this process a while, and the tool's start would wait for that.
  const onStart = (): void => tools.wheels.prepare(request);
  try {
    return await backend.resolve({ ...request, wheelLinks: [], onStart });
  } catch (error) {
    // What the tool's own cache does not tell any more, the wheels themselves may, those that were built here among them.
    if (index.offline && error instanceof Failing && notInCache.has(error.failure.code))
      return backend.resolve({ ...request, wheelLinks: await tools.wheels.links() });
    throw await explained(error, context, wanted);
  }
};

const notInCache: ReadonlySet<string> = new Set(['not-downloaded', 'source-only']);
