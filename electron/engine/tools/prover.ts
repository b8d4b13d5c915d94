import { proofDetails as say } from '../../../shared/wording/proofs.ts';
import type { RunCommand } from '../interfaces/command.ts';
import type { ProofOptions, Prover } from '../interfaces/prover.ts';
import { calculation } from './prover/calculation.ts';
import { answerSchema, failed, judge } from './prover/judge.ts';
import { bytecodeArguments } from './python/bytecode-arguments.ts';
import { cleanVariables } from './python/inspect.ts';

/** The first use of CUDA on a cold machine loads gigabytes of libraries. */
const limitMs = 180_000;

export const createProver = (command: RunCommand, { timeLimitMs = limitMs } = {}): Prover => {
  const start = (python: string, args: readonly string[], options: ProofOptions) =>
    command(python, [...flags(options), ...args], { signal: options.signal, timeLimitMs, env: cleanVariables });
  const tooLong = (): string => say.tooLong(timeLimitMs / 1000);
  return {
    accelerator: async (python, accelerator, options) => {
      const result = await start(python, ['-c', calculation, accelerator], options);
      // A driver that hangs holds whoever calls it; only on the CPU is there none.
      if (result.timedOut)
        return failed(accelerator, null, tooLong(), accelerator === 'cpu' ? 'time-limit' : 'restart-needed');
      const parsed = answerSchema.safeParse(parseLastLine(result.stdout));
      return parsed.success
        ? judge(accelerator, parsed.data, options.cardsSeen)
        : failed(accelerator, null, result.tail.at(-1) ?? say.silent(result.exitCode), 'unknown');
    },
    module: async (python, module, args, options) => {
      const result = await start(python, ['-m', module, ...args], options);
      const ok = result.exitCode === 0;
      const why = result.timedOut ? tooLong() : (result.tail.at(-1) ?? say.silent(result.exitCode));
      return { subject: module, version: null, ok, detail: ok ? say.runs(module) : say.doesNotRun(module, why) };
    },
  };
};

const flags = ({ bytecode }: ProofOptions): string[] => ['-I', ...bytecodeArguments(bytecode), '-X', 'utf8'];

const parseLastLine = (text: string): unknown => {
  try {
    return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
  } catch {
    // Not JSON is an answer, too: the schema refuses it and the caller shows the output's end.
    return null;
  }
};
