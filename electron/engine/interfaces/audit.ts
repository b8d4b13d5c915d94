import type { FileEvidence } from '../../../shared/finding.ts';

/** What rights a file or folder has; `hinders`: they keep somebody from using it, or from replacing it. */
export interface RightsEvidence extends FileEvidence {
  hinders: boolean;
}

/** What is wrong with one dist-info and what it lists; every list is empty for a whole package. */
export interface PackageAudit {
  package: string;
  version: string;
  distInfo: string;
  metadata: 'whole' | 'missing' | 'empty';
  record: 'whole' | 'missing' | 'empty';
  /** Entries of RECORD that lead out of the environment, by name or through a link to neither file nor folder; never opened. */
  unsafe: string[];
  missing: FileEvidence[];
  truncated: FileEvidence[];
  altered: FileEvidence[];
  /** Settings and the like that are not as RECORD lists them, because users and tools change them on purpose. */
  customized: FileEvidence[];
  /** Links to files outside of the environment, which are not compared. */
  linked: FileEvidence[];
  foreignAbi: FileEvidence[];
  /** Files and folders that their owner may not read (files, folders) or write (folders). */
  protected: RightsEvidence[];
  wrongOwner: RightsEvidence[];
  /** RECORD lists files and none of them is there. */
  gone: boolean;
}

export interface AuditRequest {
  root: string;
  /** Hashes every file; else what is small or native code, and looks at existence and size of the rest. */
  deep: boolean;
  /** Normalised names; only these packages, then. */
  only?: readonly string[];
  /** The environment's ABI tag, to tell foreign extension modules by; null does not look. */
  abi: string | null;
  signal: AbortSignal;
  /** Bytes that were hashed, of all that will be; at most ten a second. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Compares what is installed with the packages' RECORDs, off the main thread, without starting
 * Python and without changing anything. Lists only dist-infos with something wrong, each of two for
 * one package by itself. An editable install's and an unknown installer's dist-info are read alike.
 */
export type AuditPackages = (request: AuditRequest) => Promise<PackageAudit[]>;

/** The same in two parts, for whoever decides by the first whether the second is worth its time. */
export interface AuditInTwo {
  /** Without `deep`, what AuditPackages answers. */
  wrong: PackageAudit[];
  /** Hashes what was not hashed yet; lists what that finds, and again what rights files and folders have. */
  hashRest: () => Promise<PackageAudit[]>;
  /** Gives the threads back. Whoever began it calls this, whatever became of it. */
  close: () => Promise<void>;
}

export type BeginAudit = (request: AuditRequest) => Promise<AuditInTwo>;
