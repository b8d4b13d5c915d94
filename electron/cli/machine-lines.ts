import type { Gpu, Interpreter, Machine } from '../../shared/machine.ts';
import { machineLabels as labels } from '../../shared/wording/terminal.ts';
import { bytes, counted, memory } from '../../shared/wording.ts';

/** The machine for people, a label and a value a line. Plain text, not cut. */
export const machineLines = (machine: Machine): string[] => [
  ...labelled(labels.system, [`${machine.system} (${machine.architecture})`]),
  ...labelled(labels.processor, [counted(machine.cpus, 'core', 'cores')]),
  ...labelled(labels.memory, [memory(machine.memoryBytes)]),
  ...labelled(labels.gpu, gpus(machine)),
  ...labelled(labels.python, machine.interpreters.length === 0 ? [labels.none] : machine.interpreters.map(interpreter)),
  ...labelled(labels.freeSpace, freeSpace(machine)),
];

const labelWidth =
  Math.max(
    ...Object.values(labels)
      .slice(0, 6)
      .map(({ length }) => length),
  ) + 2;

const labelled = (label: string, values: readonly string[]): string[] =>
  values.map((value, at) => (at === 0 ? label : '').padEnd(labelWidth) + value);

const gpus = ({ gpus: found, gpuProblem }: Machine): string[] => [
  ...found.map(gpu),
  ...(gpuProblem === null ? (found.length === 0 ? [labels.none] : []) : [gpuProblem]),
];

const gpu = ({ name, capability, memoryBytes, driver }: Gpu): string =>
  [
    name,
    ...(capability === null ? [] : [`capability ${capability.toFixed(1)}`]),
    ...(memoryBytes === null ? [] : [memory(memoryBytes)]),
    ...(driver === null ? [] : [`driver ${driver}`]),
  ].join(' · ');

const interpreter = ({ version, path, canMakeEnvironments }: Interpreter): string =>
  `${version.padEnd(8)} ${path}${canMakeEnvironments ? '' : ` (${labels.noEnvironments})`}`;

const freeSpace = ({ freeBytes: { environment, cache } }: Machine): string[] => {
  const parts = [
    ...(environment === null ? [] : [`${bytes(environment)} for the environment`]),
    ...(cache === null ? [] : [`${bytes(cache)} for downloads`]),
  ];
  return parts.length === 0 ? [] : [parts.join(' · ')];
};
