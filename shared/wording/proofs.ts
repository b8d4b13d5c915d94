import { type AcceleratorTrouble, outsideTrouble } from '../accelerator-trouble.ts';
import type { Proof } from '../events.ts';
import { listed, capability as wordCapability } from './amounts.ts';
import { wordAccelerator } from './builds.ts';
import { texts } from './catalogue.ts';
import { ended, sentences } from './sentences.ts';

/** A device as its maker names it; those that have no name of their own by their kind. */
const wordDevice = (device: string): string => {
  const said = texts().proofs;
  const kinds: ReadonlyMap<string, string> = new Map([
    ['cpu', said.cpu],
    ['mps', said.appleGpu],
    ['xpu', said.intelGpu],
  ]);
  return kinds.get(device) ?? device;
};

const wordBuild = (accelerator: string): string =>
  wordDevice(accelerator) === accelerator ? wordAccelerator(accelerator) : wordDevice(accelerator);

/** What a proof says; without a full stop, for it is put together with other sentences. */
export const proofDetails = {
  right: (devices: readonly string[], version: string) =>
    texts().proofs.right(listed([...new Set(devices)].map(wordDevice)), version),
  failed: (accelerator: string, why: string) => texts().proofs.failed(wordBuild(accelerator), why),
  /** Of one device where it is right on another. */
  onDevice: (device: string, why: string) => texts().proofs.onDevice(wordDevice(device), why),
  noCode: (device: string) => texts().proofs.noCode(device),
  busy: (device: string) => texts().proofs.busy(device),
  noKernels: (device: string, capability: number, served: readonly string[]) =>
    texts().proofs.noKernels(device, wordCapability(capability), listed(served)),
  wrongResult: (device: string) => texts().proofs.wrongResult(wordDevice(device)),
  tooLong: (seconds: number) => texts().proofs.tooLong(seconds),
  /** Null: a signal ended it, which is how Python crashes but on Windows. */
  silent: (exitCode: number | null) => (exitCode === null ? texts().proofs.crashed : texts().proofs.exitCode(exitCode)),
  runs: (module: string) => texts().proofs.runs(module),
  doesNotRun: (module: string, why: string) => texts().proofs.doesNotRun(module, why),
} as const;

/** What the user does about it; null for what a repair answers. */
export const acceleratorNext = (trouble: AcceleratorTrouble | undefined): string | null => {
  const outside = outsideTrouble(trouble);
  return outside === null ? null : texts().proofs.next[outside];
};

/** A proof in whole sentences, with what to do where it could not be made. */
export const wordProof = ({ detail, trouble }: Proof): string =>
  sentences([ended(detail), acceleratorNext(trouble) ?? '']);
