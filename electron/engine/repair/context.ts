import type { Fact, LineLevel, Undo } from '../../../shared/events.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Machine } from '../../../shared/machine.ts';
import type { Layer } from '../../../shared/manifest.ts';
import type { Choice } from '../choose-layers.ts';
import type { FoundPython } from '../interfaces/python.ts';
import type { Questions } from '../questions.ts';
import type { RunRequest } from '../run-request.ts';
import type { Tools } from '../tools.ts';
import type { Waits } from '../waits.ts';

/** How far a run has come with its changes, for its outcome. */
export interface Progress {
  /** Packages, or `environment`, that it has changed and not put back. */
  changed: Set<string>;
  undo: Undo;
  /** name==version of damaged packages beside the stack that stay as they are, and why: none is to be had, or nothing helped. */
  leftAlone: Map<string, 'not-on-index' | 'tried-in-vain'>;
}

/** A repair's surroundings: what the machine is like and what is wanted is known by now. */
export interface RepairContext {
  run: string;
  request: RunRequest;
  root: string;
  layers: readonly Layer[];
  choice: Choice;
  machine: Machine;
  tools: Tools;
  waits: Waits;
  questions: Questions;
  signal: AbortSignal;
  emit: (fact: Fact) => void;
  line: (step: string | null, level: LineLevel, text: string) => void;
  unforeseen: (error: unknown) => Failure;
  /** The machine's interpreters, looked for once a run and only where it needs one. */
  findPython: () => Promise<FoundPython>;
  progress: Progress;
}
