import { Failing } from '../failing.ts';
import { parseRequirement } from '../requirement.ts';
import type { Pin } from '../tools.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';

export interface Resolved {
  pins: readonly Pin[];
  variantIndex: string | null;
}

/** Failures that other versions may not have. */
export const canBeFreed: ReadonlySet<string> = new Set([
  'requirements-conflict',
  'package-not-found',
  'not-downloaded',
]);

/** One resolution for the environment's Python; throws Failing as the backend does. */
export const resolveWith = async (
  step: string,
  context: StepContext,
  wanted: { requirements: readonly string[]; constraints: readonly string[]; variantIndex: string | null },
): Promise<Pin[]> => {
  const backend = await backendOf(context, step);
  const { index, signal, tools } = context;
  const onLine = (text: string) => context.line('output', text);
  const request = { python: targetPython(context), ...wanted, index, signal, onLine };
  try {
    return await backend.resolve({ ...request, wheelLinks: [] });
  } catch (error) {
    // What the tool's own cache does not tell any more, the wheels themselves may.
    if (index.offline && error instanceof Failing && error.failure.code === 'not-downloaded')
      return backend.resolve({ ...request, wheelLinks: await tools.wheels.links() });
    throw await explained(error, context, wanted);
  }
};

/** An index that could not be reached is asked once more by ourselves, to tell a proxy from a certificate and a sign-in. */
const explained = async (
  error: unknown,
  { tools, index, signal, line }: StepContext,
  { variantIndex, requirements }: { variantIndex: string | null; requirements: readonly string[] },
): Promise<unknown> => {
  if (!(error instanceof Failing) || error.failure.code !== 'index-unreachable' || signal.aborted) return error;
  const project = parseRequirement(requirements[0] ?? '').name;
  const onLine = (text: string) => line('output', text);
  const named = error.failure.index;
  const problem = await tools.explainIndex({ named, project, variantIndex, index, signal, onLine });
  return problem === null ? error : new Failing({ ...error.failure, problem });
};
