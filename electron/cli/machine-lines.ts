import type { Gpu, Interpreter, Machine } from '../../shared/machine.ts';
import { machineLabels as labels, machineWords as words } from '../../shared/wording/terminal.ts';
import { bytes, inBrackets, memory, capability as wordCapability } from '../../shared/wording.ts';
import { padded, widthOf } from './terminal-text.ts';

/** The machine for people, a label and a value a line. Plain text, not cut. */
export const machineLines = (machine: Machine): string[] => [
  ...labelled(labels.system, [`${machine.system} (${machine.architecture})`]),
  ...labelled(labels.processor, [words.cores(machine.cpus)]),
  ...labelled(labels.memory, [memory(machine.memoryBytes)]),
  ...labelled(labels.gpu, gpus(machine)),
  ...labelled(labels.python, machine.interpreters.length === 0 ? [words.none] : machine.interpreters.map(interpreter)),
  ...labelled(labels.freeSpace, freeSpace(machine)),
];

const labelled = (label: string, values: readonly string[]): string[] => {
  const width = Math.max(...Object.values(labels).map(widthOf)) + 2;
  return values.map((value, at) => padded(at === 0 ? label : '', width) + value);
};

const gpus = ({ gpus: found, gpuProblem }: Machine): string[] => [
  ...found.map(gpu),
  ...(gpuProblem === null ? (found.length === 0 ? [words.none] : []) : [gpuProblem]),
];

const gpu = ({ name, capability, memoryBytes, driver }: Gpu): string =>
  [
    name,
    ...(capability === null ? [] : [words.capability(wordCapability(capability))]),
    ...(memoryBytes === null ? [] : [memory(memoryBytes)]),
    ...(driver === null ? [] : [words.driver(driver)]),
  ].join(' · ');

const interpreter = ({ version, path, canMakeEnvironments }: Interpreter): string =>
  `${version.padEnd(8)} ${path}${inBrackets(canMakeEnvironments ? null : words.noEnvironments)}`;

const freeSpace = ({ freeBytes: { environment, cache } }: Machine): string[] => {
  const parts = [
    ...(environment === null ? [] : [words.forEnvironment(bytes(environment))]),
    ...(cache === null ? [] : [words.forDownloads(bytes(cache))]),
  ];
  return parts.length === 0 ? [] : [parts.join(' · ')];
};
