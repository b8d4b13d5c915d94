import type { StepOf } from '../../../shared/plan.ts';
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
  step: StepOf<'resolve'>,
  context: StepContext,
  wanted: { requirements: readonly string[]; constraints: readonly string[]; variantIndex: string | null },
): Promise<Pin[]> => {
  const backend = await backendOf(context, step.id);
  const { index, signal } = context;
  const onLine = (text: string) => context.line('output', text);
  return backend.resolve({ python: targetPython(context), ...wanted, index, signal, onLine });
};
