import type { CacheSize, HostFacts } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { RunState } from '../shared/run-state.ts';
import { type Language, language } from '../shared/wording/language.ts';
import type { LinkState } from './client/link.ts';

/** All that the page shows. */
export interface View {
  link: LinkState;
  /** What the host says of itself; null before the first snapshot. */
  host: HostFacts | null;
  /** What the page speaks: the host’s language, where its texts could be loaded. */
  language: Language;
  run: RunState | null;
  /** A run was asked for, and nothing of it has been heard yet. */
  isStarting: boolean;
  /** The last thing that was asked for and refused, until the next one is asked for. */
  refused: Failure | null;
  /** The run whose plan was put away with Back. */
  putAway: string | null;
  areSettingsOpen: boolean;
  /** What could not be used of the settings has been read by the user. */
  areTroublesRead: boolean;
  /** What is kept of downloads; null until it was measured. */
  cache: CacheSize | null;
  /** Whether the log of all runs is looked at. */
  isLogOpen: boolean;
}

/** Before anything was heard of the host. */
export const firstView = (): View => ({
  link: 'connecting',
  host: null,
  language: language(),
  run: null,
  isStarting: false,
  refused: null,
  putAway: null,
  areSettingsOpen: false,
  areTroublesRead: false,
  cache: null,
  isLogOpen: false,
});
