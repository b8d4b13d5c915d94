import type { AcceleratorTrouble } from '../../../shared/accelerator-trouble.ts';

export interface ProofOptions {
  /** Folder for compiled code, outside of the environment; null for none. */
  bytecode: string | null;
  signal: AbortSignal;
}

export interface CalculationOptions extends ProofOptions {
  /** The driver's own tool sees NVIDIA cards, so a variable of the user's may hide them from PyTorch. */
  cardsSeen: boolean;
}

export interface ProofReport {
  subject: string;
  version: string | null;
  ok: boolean;
  detail: string;
  /** Why an accelerator's calculation failed. */
  trouble?: AcceleratorTrouble;
}

/** Proofs beyond an import, each in a child of the environment's interpreter with a time limit. */
export interface Prover {
  /** A calculation on the accelerator, compared with the CPU's. */
  accelerator: (python: string, accelerator: string, options: CalculationOptions) => Promise<ProofReport>;
  /** `python -m module arguments…` must end with exit code 0. */
  module: (python: string, module: string, args: readonly string[], options: ProofOptions) => Promise<ProofReport>;
}
