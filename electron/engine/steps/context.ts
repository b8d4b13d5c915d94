import type { Machine } from '../../../shared/machine.ts';
import type { Layer, Manifest } from '../../../shared/manifest.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { Choice } from '../choose-layers.ts';
import { Failing } from '../failing.ts';
import type { Backend } from '../interfaces/backends.ts';
import type { IndexOptions } from '../interfaces/indexes.ts';
import type { InstalledPackage } from '../interfaces/packages.ts';
import type { Pin, StoredWheel } from '../interfaces/wheels.ts';
import type { Kept } from '../kept.ts';
import type { Questions } from '../questions.ts';
import type { Progress } from '../repair/context.ts';
import type { StepRun } from '../runner.ts';
import type { Tools } from '../tools.ts';

import type { Ahead } from './unpack-ahead.ts';

/** What the steps of one run hand on to each other. */
export interface Work {
  /** True where the plan makes the environment anew. */
  fresh: boolean;
  /** The environment's Python does not start, or there is none yet: `basePython` has to stand in for it. */
  withoutPython: boolean;
  /** The machine's own interpreter, for new environments; null until one is known. */
  basePython: string | null;
  /** Looks for it where nothing else needed one yet: that starts each Python. */
  findBasePython: () => Promise<string | null>;
  backend: Backend | null;
  /** What each layer installs; empty until the step `resolve` is done. */
  pins: Map<string, Pin[]>;
  /** The index of a variant that they were resolved with; null for none. */
  variantIndex: string | null;
  /** Which of a layer's sources is used, from 0; those before it were given up in this run. */
  round: number;
  /** What the look found installed; what is changed looks again. */
  installed: readonly InstalledPackage[];
  /** What is on the disk for the layers, by normalised name; empty until the step `download` is done. */
  wheels: ReadonlyMap<string, StoredWheel>;
  /** Unpacks them while others are on their way; null before the download, and where that cannot be done. */
  ahead: Ahead | null;
  /** What is installed in the right version, kept by the resolution where it can be. */
  keep: readonly Kept[];
  /** Normalised name → the layer that needs it; the resolution adds what it has found out. */
  homes: Map<string, string>;
  /** See Progress; the proof does not ask for these packages. */
  leftAlone: Progress['leftAlone'];
  /** Programs whose files are moved aside while they run, by pid and identity. */
  tolerated: Set<string>;
  /** How many questions were asked. */
  asked: number;
  /** Whether pyvenv.cfg let in the computer's own packages, once the step `renew-interpreter` has read it. */
  systemPackages?: boolean;
  /** What the run changed, for the outcome: packages, names of leftovers or, in its own words, the environment. */
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
  /** Whether there is somebody who answers questions. */
  asks: boolean;
  questions: Questions;
  /** The user's consent, given beforehand, to end the environment's own programs. */
  endHolders: boolean;
  /** Normalised names of what may be built from source code, by the user's or the manifest's word. */
  buildFromSource: ReadonlySet<string>;
  layers: readonly Layer[];
  choice: Choice;
  machine: Machine;
  plan: Plan;
  /** Keeps beside the run's journal what was resolved. */
  keepLock: (pins: readonly Pin[]) => Promise<void>;
  work: Work;
}

/** Interpreter that packages are resolved for: the environment's own, or the one it will be made from. */
export const targetPython = ({ work, tools, root }: StepContext): string => {
  const python = work.withoutPython ? work.basePython : tools.environments.pythonOf(root);
  if (python === null) throw new Failing({ code: 'python-not-found', wanted: '3.10 or newer', rejected: [] });
  return python;
};

/** Names of the packages that stay as they are. */
export const namesLeftAlone = ({ leftAlone }: Pick<Work, 'leftAlone'>): Set<string> =>
  new Set([...leftAlone.keys()].map((one) => one.split('==')[0] ?? one));
