import type { Fact } from '../../../shared/events.ts';
import type { Machine } from '../../../shared/machine.ts';
import type { Layer, Manifest } from '../../../shared/manifest.ts';
import type { Choice } from '../choose-layers.ts';
import type { AuditPackages } from '../interfaces/audit.ts';
import type { Inventory } from '../interfaces/packages.ts';
import type { InspectedPython } from '../interfaces/python.ts';
import type { Tools } from '../tools.ts';

/** What a diagnosis may look at. It changes nothing in the environment, not even bytecode. */
export interface DiagnoseContext {
  root: string;
  manifest: Manifest;
  /** Layers of the profile, as the manifest has them and with their builds chosen. */
  layers: readonly Layer[];
  choice: Choice;
  machine: Machine;
  tools: Tools;
  audit: AuditPackages;
  signal: AbortSignal;
  emit: (fact: Fact) => void;
  inventory: Inventory;
  /** Path of the environment's own interpreter. */
  python: string;
  /** What it is; null where it cannot be used, and then only files are looked at. */
  interpreter: InspectedPython | null;
  /** Every file is hashed (--deep). */
  deep: boolean;
}
