import type { NetworkProblem } from '../../../shared/network-problem.ts';

export interface IndexOptions {
  /** The user's --index-url; null is what the user's pip or uv configuration says. */
  indexUrl: string | null;
  extraIndexUrls: readonly string[];
  findLinks: string | null;
  offline: boolean;
}

/**
 * Why an index could not be reached, asked by ourselves, because uv and pip tell less of what they
 * met; null where it answers now, or cannot be asked. `named` is its address as the failure has it.
 */
export type ExplainIndex = (request: {
  named: string;
  /** A project (normalised name) whose page is asked for. */
  project: string;
  variantIndex: string | null;
  index: IndexOptions;
  signal: AbortSignal;
  onLine: (line: string) => void;
}) => Promise<NetworkProblem | null>;

/**
 * The newest source archive of a package that may be taken for this Python, looked up by ourselves,
 * because uv calls one that is withdrawn or made for other Pythons a source archive, too.
 */
export type FindSources = (request: {
  /** Normalised name. */
  package: string;
  /** All of them have to be met (PEP 440). */
  specifiers: readonly string[];
  /** Its version. */
  python: string;
  variantIndex: string | null;
  index: IndexOptions;
  signal: AbortSignal;
  onLine: (line: string) => void;
}) => Promise<{
  version: string | null;
  /** Every place has answered that the installer looks at; else there may be others. */
  isComplete: boolean;
}>;
