import { z } from 'zod';
import { type AcceleratorTrouble, outsideTrouble } from '../../../../shared/accelerator-trouble.ts';
import { proofDetails as say } from '../../../../shared/wording/proofs.ts';
import type { ProofReport } from '../../interfaces/prover.ts';
import { capabilitiesOf, hasCodeFor } from './archs.ts';
import { hidesCards, troubleOf } from './trouble.ts';

/** What the calculation prints. */
export const answerSchema = z.object({
  version: z.string().nullable(),
  devices: z.array(
    z.object({
      name: z.string(),
      capability: z.tuple([z.number(), z.number()]).nullable(),
      /** Null where the calculation did not come to its end. */
      right: z.boolean().nullable(),
      error: z.string().nullable(),
    }),
  ),
  archs: z.array(z.string()),
  /** What kept it from any device. */
  error: z.string().nullable(),
  /** CUDA_VISIBLE_DEVICES, null where it is not set. */
  visible: z.string().nullable(),
});

export type Answer = z.infer<typeof answerSchema>;
type Device = Answer['devices'][number];

interface Problem {
  name: string;
  trouble: AcceleratorTrouble;
  why: string;
}

/**
 * What the calculation proves. One card on which it is right proves the packages: another one that
 * the build has no code for, or that is busy, is only said, and what else is wrong with another one
 * lies with that card. `cardsSeen`: the driver's own tool sees NVIDIA cards. Pure.
 */
export const judge = (accelerator: string, answer: Answer, cardsSeen: boolean): ProofReport => {
  const { version, devices, error } = answer;
  const isHidden = hidesCards(answer.visible, cardsSeen);
  if (error !== null) return failed(accelerator, version, firstLine(error), troubleOf(error, isHidden));
  const judged = devices.map((device) => ({ name: device.name, problem: problemOf(device, answer.archs, isHidden) }));
  const problems = judged.flatMap(({ problem }) => problem ?? []);
  const names = judged.filter(({ problem }) => problem === null).map(({ name }) => name);
  const [subject] = names;
  if (subject === undefined || version === null) {
    // What can get better on one card says more than what another one can never do.
    const first = problems.find(({ trouble }) => trouble !== 'no-kernels') ?? problems[0];
    return first === undefined
      ? failed(accelerator, version, say.silent(0), 'unknown')
      : failed(accelerator, version, first.why, first.trouble);
  }
  const grave = problems.find(({ trouble }) => trouble !== 'no-kernels' && trouble !== 'gpu-busy');
  if (grave !== undefined) {
    const trouble = outsideTrouble(grave.trouble) ?? 'restart-needed';
    const why = grave.why.includes(grave.name) ? grave.why : say.onDevice(grave.name, grave.why);
    return failed(accelerator, version, why, trouble);
  }
  const rest = problems.map(({ name, trouble }) => (trouble === 'no-kernels' ? say.noCode(name) : say.busy(name)));
  return { subject, version, ok: true, detail: [say.right(names, version), ...new Set(rest)].join('; ') };
};

/** A calculation that was not proven, in a sentence. */
export const failed = (
  accelerator: string,
  version: string | null,
  why: string,
  trouble: AcceleratorTrouble,
): ProofReport => ({ subject: accelerator, version, ok: false, detail: say.failed(accelerator, why), trouble });

/** What a card lacks explains an error, and counts without one: another calculation would fail. */
const problemOf = (device: Device, archs: readonly string[], isHidden: boolean): Problem | null => {
  const { name, capability, right, error } = device;
  if (capability !== null && !hasCodeFor(archs, capability)) {
    const [major, minor] = capability;
    return { name, trouble: 'no-kernels', why: say.noKernels(name, major + minor / 10, capabilitiesOf(archs)) };
  }
  if (error !== null) return { name, trouble: troubleOf(error, isHidden), why: firstLine(error) };
  return right === true ? null : { name, trouble: 'wrong-result', why: say.wrongResult(name) };
};

/** CUDA's errors go on with advice for developers. */
const firstLine = (error: string): string => error.split('\n', 1)[0]?.trim() ?? error;
