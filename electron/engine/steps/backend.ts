import type { Backend } from '../interfaces/backends.ts';
import type { StepContext } from './context.ts';

/** The run's backend, chosen once and said. `step` is the step that needs it first. */
export const backendOf = async (context: StepContext, step: string): Promise<Backend> => {
  const { work, tools, signal, wantedBackend, index, emit, line } = context;
  if (work.backend !== null) return work.backend;
  const { backend, detail, fallbackReason } = await tools.backends.choose({
    wanted: wantedBackend,
    python: async () => work.basePython ?? (await work.findBasePython()),
    index,
    signal,
    onLine: (text) => line('output', text),
  });
  if (fallbackReason !== null) emit({ type: 'step-noted', step, note: 'backend-fallback', detail: fallbackReason });
  else if (backend.name === 'uv') emit({ type: 'step-noted', step, note: 'uv-ready', detail });
  work.backend = backend;
  return backend;
};
