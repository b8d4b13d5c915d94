import type { PackageAudit } from '../../interfaces/audit.ts';

/** What a worker is asked for. Survives a structured clone. */
export type Task =
  | { kind: 'look'; look: LookRequest }
  | { kind: 'hash'; jobs: readonly HashJob[] }
  | { kind: 'claims'; root: string; sitePackages: string; distInfos: readonly string[]; paths: readonly string[] }
  | FollowTask;

/** Hashing a wheel while it is downloaded; see followFile. */
export interface FollowTask {
  kind: 'follow';
  full: string;
  /** A BigInt64 for each `slot`. */
  shared: SharedArrayBuffer;
}

export interface LookRequest {
  /** The environment's root as it was given, and without links. */
  root: string;
  realRoot: string;
  sitePackages: string;
  package: string;
  /** The package's name as it writes it. */
  written: readonly string[];
  version: string;
  distInfo: string;
  abi: string | null;
}

/** One file whose content is to be compared. */
export interface HashJob {
  /** Relative to the environment, with `/`. */
  path: string;
  /** Full path, without links in its folders. */
  full: string;
  bytes: number;
  /** One of Node's names for it. */
  algorithm: string;
  /** URL-safe base64 without padding. */
  digest: string;
}

/** What the first look at a package told: all but the contents of its files. */
export interface Look {
  audit: PackageAudit;
  /** What is small or native code. */
  jobs: HashJob[];
  /** All else. */
  rest: HashJob[];
}

/** What another package's RECORD says of a file. */
export interface Claim {
  path: string;
  distInfo: string;
  size: string;
  hash: string;
}

export type Answer =
  | { kind: 'look'; look: Look }
  /** For each job the digest that was found, or a word on why there is none. */
  | { kind: 'hash'; found: string[] }
  | { kind: 'claims'; claims: Claim[] }
  /** `code`: of the system error that kept the file from being read. */
  | { kind: 'follow'; sha256: string | null; code: string | null };

export type FromWorker = { answer: Answer } | { bytes: number } | { problem: string };
