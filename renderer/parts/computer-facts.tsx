import type { Gpu, Machine } from '../../shared/machine.ts';
import { bytes, memory } from '../../shared/wording.ts';
import { words } from '../words.ts';
import { Fact } from './fact.tsx';

/** The hardware that decides which builds suit, and why more of it may be there than was found. */
export const GpuFacts = ({ machine: { gpus, gpuProblem } }: { machine: Machine }) => (
  <>
    {gpus.map((gpu, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two cards of one kind differ in nothing else
      <Fact key={at} label={words.labels.gpu}>
        {gpuText(gpu)}
      </Fact>
    ))}
    {(gpus.length === 0 || gpuProblem !== null) && <Fact label={words.labels.gpu}>{gpuProblem ?? words.noGpu}</Fact>}
  </>
);

/** The rest of what is known of the computer. */
export const ComputerFacts = ({ machine }: { machine: Machine }) => (
  <>
    <Fact label={words.labels.system}>{machine.system}</Fact>
    <Fact label={words.labels.processor}>
      {machine.architecture} · {words.cores(machine.cpus)}
    </Fact>
    <Fact label={words.labels.memory}>{memory(machine.memoryBytes)}</Fact>
    {machine.freeBytes.environment !== null && (
      <Fact label={words.labels.freeSpace}>{bytes(machine.freeBytes.environment)}</Fact>
    )}
  </>
);

const gpuText = ({ name, memoryBytes, driver }: Gpu): string =>
  [
    name,
    ...(memoryBytes === null ? [] : [memory(memoryBytes)]),
    ...(driver === null ? [] : [words.driver(driver)]),
  ].join(' · ');
