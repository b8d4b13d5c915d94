import { z } from 'zod';
import type { AcceleratorTrouble } from '../../../shared/accelerator-trouble.ts';
import { proofDetails as say } from '../../../shared/wording/proofs.ts';
import type { RunCommand } from '../interfaces/command.ts';
import type { ProofOptions, ProofReport, Prover } from '../interfaces/prover.ts';
import { capabilitiesOf, hasCodeFor } from './prover/archs.ts';
import { calculation } from './prover/calculation.ts';
import { troubleOf } from './prover/trouble.ts';
import { cleanVariables } from './python/inspect.ts';

const answer = z.object({
  version: z.string().nullable(),
  /** `right` is null where the calculation did not come to its end. */
  devices: z.array(
    z.object({
      name: z.string(),
      capability: z.tuple([z.number(), z.number()]).nullable(),
      right: z.boolean().nullable(),
    }),
  ),
  archs: z.array(z.string()),
  error: z.string().nullable(),
  hidden: z.boolean(),
});

/** The first use of CUDA on a cold machine loads gigabytes of libraries. */
const limitMs = 180_000;

export const createProver = (command: RunCommand, { timeLimitMs = limitMs } = {}): Prover => ({
  accelerator: async (python, accelerator, options) => {
    const result = await command(python, [...flags(options), '-c', calculation, accelerator], {
      signal: options.signal,
      timeLimitMs,
      env: cleanVariables,
    });
    if (result.timedOut) return failed(accelerator, null, say.tooLong(timeLimitMs / 1000), 'time-limit');
    const parsed = answer.safeParse(parseLastLine(result.stdout));
    if (!parsed.success) return failed(accelerator, null, result.tail.at(-1) ?? say.silent(result.exitCode), 'unknown');
    return judge(accelerator, parsed.data);
  },
  module: async (python, module, args, options) => {
    const result = await command(python, [...flags(options), '-m', module, ...args], {
      signal: options.signal,
      timeLimitMs,
    });
    const ok = result.exitCode === 0;
    const why = result.timedOut ? say.tooLong(timeLimitMs / 1000) : (result.tail.at(-1) ?? say.silent(result.exitCode));
    return { subject: module, version: null, ok, detail: ok ? `${module} runs` : `${module} does not run: ${why}` };
  },
});

/** What a card lacks explains an error, and counts without one: another calculation would fail. */
const judge = (
  accelerator: string,
  { version, devices, archs, error, hidden }: z.infer<typeof answer>,
): ProofReport => {
  const unserved = devices.find(({ capability }) => capability !== null && !hasCodeFor(archs, capability));
  if (unserved !== undefined && unserved.capability !== null) {
    const [major, minor] = unserved.capability;
    const why = say.noKernels(unserved.name, major + minor / 10, capabilitiesOf(archs));
    return failed(accelerator, version, why, 'no-kernels');
  }
  if (error !== null) return failed(accelerator, version, firstLine(error), troubleOf(error, hidden));
  const wrong = devices.find(({ right }) => right !== true);
  if (wrong !== undefined) return failed(accelerator, version, say.wrongResult(wrong.name), 'wrong-result');
  const names = devices.map(({ name }) => name);
  const [subject] = names;
  if (subject === undefined || version === null) return failed(accelerator, version, say.silent(0), 'unknown');
  return { subject, version, ok: true, detail: say.right(names, version) };
};

const failed = (
  accelerator: string,
  version: string | null,
  why: string,
  trouble: AcceleratorTrouble,
): ProofReport => ({ subject: accelerator, version, ok: false, detail: say.failed(accelerator, why), trouble });

/** CUDA's errors go on with advice for developers. */
const firstLine = (error: string): string => error.split('\n', 1)[0]?.trim() ?? error;

const flags = ({ writeBytecode }: ProofOptions): string[] => ['-I', ...(writeBytecode ? [] : ['-B']), '-X', 'utf8'];

const parseLastLine = (text: string): unknown => {
  try {
    return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
  } catch {
    // Not JSON is an answer, too: the schema refuses it and the caller shows the output's end.
    return null;
  }
};
