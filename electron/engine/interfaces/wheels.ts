import type { DownloadProgress } from '../../../shared/download.ts';
import type { Arrived } from '../arrival.ts';
import type { IndexOptions } from './indexes.ts';
import type { InstalledTorch } from './packages.ts';

export interface Pin {
  /** Normalised name (PEP 503). */
  name: string;
  /** With its local part where it has one. */
  version: string;
  /** Size of the file; null where the index does not say. */
  bytes: number | null;
  sha256: string | null;
  /** http(s) or file; never with credentials. Of a wheel, or of a source archive (source-archive.ts) that one has to be built from. */
  url: string | null;
  /** Normalised names of the resolved packages that this one needs; empty where the resolver does not tell. */
  requires: readonly string[];
}

/** A wheel (or the source archive of one) in the wheelhouse, whose content was compared with its hash in this run. */
export interface StoredWheel {
  /** Normalised name (PEP 503). */
  name: string;
  version: string;
  path: string;
  /** Hexadecimal. */
  sha256: string;
  bytes: number;
}

/** How wheels are made of source archives. */
export interface WheelBuilder {
  /** uv or pip. */
  tool: string;
  /** For which Python and system a wheel is that it makes: there it serves again. */
  tag: string;
  /** Leaves one wheel in `folder`, which is empty. Throws Failing build-failed. */
  build: (source: StoredWheel, folder: string) => Promise<void>;
}

/** What one fetch tells while it goes on. */
export interface FetchNote {
  kind: 'resumed' | 'restarted' | 'awaited' | 'damaged' | 'building';
  /** Normalised name. */
  package: string;
  /** For people, such as how far it had come or why it begins again. */
  detail: string;
}

/** Where wheels come from: it tells credentials, proxy and certificates. */
export interface NetworkRequest {
  variantIndex: string | null;
  index: IndexOptions;
  onLine: (line: string) => void;
}

export interface FetchRequest extends NetworkRequest {
  pins: readonly Pin[];
  /** null where no pin is a source archive. */
  builder: WheelBuilder | null;
  signal: AbortSignal;
  /** Twice a second at most, and once at the end. */
  onProgress: (progress: DownloadProgress) => void;
  onNote: (note: FetchNote) => void;
  /** More of a wheel is on the disk, in whatever order they come; its hash is the one that its pin tells, in small letters. */
  onArrived?: (sha256: string, arrived: Arrived) => void;
}

/** The wheelhouse, which all environments of this user share, and the way into it. */
export interface Wheels {
  /** Loads what `fetch` needs while something else is waited for. Asks nobody and throws nothing. */
  prepare: (request: NetworkRequest) => void;
  /** What still has to be downloaded of each, by normalised name, what a broken download has left counted; null where no index tells its size. Hashes nothing. */
  missing: (pins: readonly Pin[]) => Promise<ReadonlyMap<string, number | null>>;
  /**
   * The pins' wheels, each on the disk and with the right hash: found there, or downloaded from where
   * a broken download ended, several at a time. Of a source archive it is the wheel that was built of
   * it before for the same Python, or is now. Throws Failing download-failed, hash-mismatch,
   * wheels-missing (offline; it names all of them), disk-full, build-failed; what arrived until then stays.
   */
  fetch: (request: FetchRequest) => Promise<StoredWheel[]>;
  /** What the wheels hold unpacked, in bytes. */
  unpackedBytes: (wheels: readonly StoredWheel[]) => Promise<number>;
  /** Which build of torch a wheel of it holds. */
  torch: (wheel: Pick<StoredWheel, 'path' | 'version'>) => Promise<InstalledTorch>;
  /** Folders that hold a wheel each, as `file:` URLs, for a resolution without network. */
  links: () => Promise<string[]>;
  /** Until the returned function is called, nobody prunes what is found or fetched. */
  hold: (signal: AbortSignal) => Promise<() => Promise<void>>;
  /** Forgets the wheels of these packages (normalised names). */
  evict: (names: readonly string[]) => Promise<void>;
  /** `bytes` counts what broken downloads have left, too. */
  usage: () => Promise<{ folder: string; bytes: number; wheels: number }>;
  /** Removes what was used longest ago and by nobody now; says how much that was. */
  prune: (request: { maxAgeMs?: number; maxBytes?: number }) => Promise<{ bytes: number; wheels: number }>;
}
