import type { NetworkProblem } from '../../../shared/network-problem.ts';

/** How the network is reached; each goes before what the system's variables and pip's configuration say. */
export interface NetworkOptions {
  /** Address without credentials; null leaves it to the system. */
  proxy: string | null;
  /** Entries of NO_PROXY; an empty list leaves it to the system. */
  noProxy: readonly string[];
  /** File of certificates (PEM) to trust beside the system's. */
  certificates: string | null;
}

export interface IndexOptions {
  /** The user's --index-url; null is what the user's pip or uv configuration says. */
  indexUrl: string | null;
  extraIndexUrls: readonly string[];
  findLinks: string | null;
  offline: boolean;
  /** The settings of the window; left out by the command line, which goes by the system. */
  network?: NetworkOptions;
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
