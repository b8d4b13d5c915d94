import type { Machine } from '../../../shared/machine.ts';
import type { Layer, Manifest } from '../../../shared/manifest.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { Choice } from '../choose-layers.ts';
import { Failing } from '../failing.ts';
import type { StepRun } from '../runner.ts';
import type { Backend, IndexOptions, Pin, Tools } from '../tools.ts';

/** What the steps of one run hand on to each other. */
export interface Work {
  /** True where the plan makes the environment anew. */
  fresh: boolean;
  /** The environment's Python does not start, or there is none yet: `basePython` has to stand in for it. */
  withoutPython: boolean;
  /** The machine's own interpreter, for new environments and for fetching uv; null until one is known. */
  basePython: string | null;
  backend: Backend | null;
  /** What each layer installs; empty until the step `resolve` is done. */
  pins: Map<string, { pins: Pin[]; variantIndex: string | null }>;
  /** name==version of what is installed and whole, kept by the resolution where it can be. */
  keep: string[];
  /** Packages beside the stack that no index has in their version; the proof does not ask for them. */
  leftAlone: Set<string>;
  /** What the run changed, for the outcome; packages or, in its own words, the environment. */
  changed: Set<string>;
}

/** All that a step may reach. */
export interface StepContext extends StepRun {
  /** Under this name the changes are recorded and what is moved aside is kept. */
  run: string;
  root: string;
  tools: Tools;
  signal: AbortSignal;
  index: IndexOptions;
  wantedBackend: 'auto' | 'uv' | 'pip';
  manifest: Manifest;
  layers: readonly Layer[];
  choice: Choice;
  machine: Machine;
  plan: Plan;
  work: Work;
}

/** Interpreter that packages are resolved for: the environment's own, or the one it will be made from. */
export const targetPython = ({ work, tools, root }: StepContext): string => {
  const python = work.withoutPython ? work.basePython : tools.environments.pythonOf(root);
  if (python === null) throw new Failing({ code: 'python-not-found', wanted: '3.10 or newer', rejected: [] });
  return python;
};
