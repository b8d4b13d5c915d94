import type { InstalledTorch } from '../interfaces/packages.ts';

/** What a choice finds already there. */
export interface Present {
  /** Version of the environment's Python, or of the one that it will be made with; null where that is open. */
  python: string | null;
  torch: InstalledTorch | null;
}

export const nothingPresent: Present = { python: null, torch: null };
