import { Failing } from '../failing.ts';
import type { WheelBuilder } from '../interfaces/wheels.ts';
import { backendOf } from './backend.ts';
import { type StepContext, targetPython } from './context.ts';

/** Builds wheels with the run's backend, for the environment's Python. Throws Failing python-unusable. */
export const wheelBuilder = async (step: string, context: StepContext): Promise<WheelBuilder> => {
  const { tools, work, index, signal, line } = context;
  const python = targetPython(context);
  const [backend, inspected] = [await backendOf(context, step), await tools.python.inspect(python, signal)];
  if (inspected === null)
    throw new Failing({ code: 'python-unusable', path: python, reason: 'it does not say for what it has to be built' });
  const { abi, markers } = inspected;
  const [implementation, version, system, processor] = [
    'implementation_name',
    'python_version',
    'sys_platform',
    'platform_machine',
  ].map((marker) => markers[marker] ?? 'unknown');
  return {
    tool: backend.name,
    tag: [implementation, abi ?? version, system, processor].join('-'),
    build: (source, folder) =>
      backend.buildWheel({
        python,
        source,
        folder,
        variantIndex: work.variantIndex,
        index,
        signal,
        onLine: (text) => line('output', text),
      }),
  };
};
