import type { Layer, Manifest } from '../../../shared/manifest.ts';
import type { Choice } from '../choose-layers.ts';
import { Failing } from '../failing.ts';
import type { StepRun } from '../runner.ts';
import type { Backend, IndexOptions, Pin, Tools } from '../tools.ts';

/** What the steps of one run hand on to each other. */
export interface Work {
  /** True where the plan makes the environment anew. */
  fresh: boolean;
  /** The machine's own interpreter, for new environments and for fetching uv; null until one is known. */
  basePython: string | null;
  backend: Backend | null;
  /** What each layer installs; empty until the step `resolve` is done. */
  pins: Map<string, { pins: Pin[]; variantIndex: string | null }>;
  /** name==version of what is installed and whole, kept by the resolution where it can be. */
  keep: string[];
  /** Packages (normalised) whose files were moved aside because they were broken. */
  broken: Set<string>;
  /** What the run changed, for the outcome; packages or, in its own words, the environment. */
  changed: Set<string>;
}

/** All that a step may reach. */
export interface StepContext extends StepRun {
  run: string;
  root: string;
  tools: Tools;
  signal: AbortSignal;
  index: IndexOptions;
  wantedBackend: 'auto' | 'uv' | 'pip';
  manifest: Manifest;
  layers: readonly Layer[];
  choice: Choice;
  work: Work;
}

/** Interpreter that packages are resolved for: the environment's own, or the one it will be made from. */
export const targetPython = ({ work, tools, root }: StepContext): string => {
  const python = work.fresh ? work.basePython : tools.environments.pythonOf(root);
  if (python === null) throw new Failing({ code: 'python-not-found', wanted: '3.10 or newer', rejected: [] });
  return python;
};
