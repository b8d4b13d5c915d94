import type { Finding } from '../../shared/finding.ts';
import type { Rung } from '../../shared/plan.ts';
import type { Choice } from './choose-layers.ts';

/** What the plan is made from; all of it plain data. */
export interface PlanInput {
  findings: readonly Finding[];
  choice: Choice;
  /** Packages that the manifest wants absent. */
  remove: readonly string[];
  /** Normalised name → the layer that installs it, for all that the layers need. */
  homes: ReadonlyMap<string, string>;
  /** What is installed now, for those that no layer needs. */
  packages: readonly { name: string; version: string; local: boolean }[];
  /** The user's --rebuild: a new environment whatever was found. */
  rebuild: boolean;
  /** `findingKey` → the rungs that failed on it before. */
  tried: ReadonlyMap<string, readonly Rung[]>;
  /** Rungs that cannot be taken here: no Python to renew the interpreter from, no network to fetch again. */
  unavailable: ReadonlySet<Rung>;
  /** The manifest's Python range, and whether this machine has a Python in it. */
  python: { wanted: string; found: boolean };
}

/** A finding that the plan answers, and on which rung. */
export interface Answer {
  /** Position of the finding in the plan. */
  at: number;
  finding: Finding;
  rung: Rung;
}
