import type { StepOf } from '../../../shared/plan.ts';
import { Failing } from '../failing.ts';
import { backendOf } from './backend.ts';
import type { StepContext } from './context.ts';

/** A Python of our own (uv's builds), where the machine has none that suits. */
export const installPython = async (
  step: StepOf<'install-python'>,
  context: StepContext,
): Promise<'done' | 'not-needed'> => {
  // On the last rung the machine's own Python is what is replaced.
  if (context.work.basePython !== null && context.plan.rung !== 'python') return 'not-needed';
  const backend = await backendOf(context, step.id);
  if (backend.installPython === null)
    throw new Failing({ code: 'python-not-found', wanted: step.wanted, rejected: [] });
  const python = await backend.installPython({
    range: step.wanted,
    network: context.index.network,
    signal: context.signal,
    onLine: (text) => context.line('output', text),
  });
  context.work.basePython = python;
  context.emit({ type: 'step-noted', step: step.id, note: 'python-chosen', detail: python });
  return 'done';
};
