import type { Fact } from '../../../shared/events.ts';
import type { Layer, Manifest } from '../../../shared/manifest.ts';
import type { Choice } from '../choose-layers.ts';
import type { Inventory, Tools } from '../tools.ts';

/** What a diagnosis may look at. It changes nothing in the environment, not even bytecode. */
export interface DiagnoseContext {
  root: string;
  manifest: Manifest;
  /** Layers of the profile, as the manifest has them and with their builds chosen. */
  layers: readonly Layer[];
  choice: Choice;
  tools: Tools;
  signal: AbortSignal;
  emit: (fact: Fact) => void;
  inventory: Inventory;
  /** The environment's own interpreter. */
  python: string;
}
