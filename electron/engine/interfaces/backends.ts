import type { Arrival } from '../arrival.ts';
import type { IndexOptions, NetworkOptions } from './indexes.ts';
import type { Pin, StoredWheel } from './wheels.ts';

export interface ResolveRequest {
  /** Interpreter that the packages are for. */
  python: string;
  requirements: readonly string[];
  /** name==version that must be kept where these packages are needed; empty for none. */
  constraints: readonly string[];
  /** Index that a variant names, looked at before the default one; null for none. */
  variantIndex: string | null;
  index: IndexOptions;
  /** Folders with wheels (`file:` URLs) that are looked at beside the indexes. */
  wheelLinks: readonly string[];
  /** Normalised names of packages that are taken as source archives; of all others only wheels are. */
  fromSource: readonly string[];
  /** Whether the pins' `requires` is asked for; uv has to run twice for it, and leaves it empty otherwise. */
  graph: boolean;
  signal: AbortSignal;
  onLine: (line: string) => void;
  /** The tool is at work, and this process waits for it: the time for what it needs next. May be called again, and must not throw. */
  onStart?: () => void;
}

export interface InstallRequest {
  environment: string;
  /**
   * Folder that is filled with the environment's own layout (lib/…/site-packages, bin, share) and
   * moved into its place later; absent or empty. The environment itself is not changed. Scripts name
   * the environment's Python.
   */
  staging: string;
  /** Folder on the same volume for what the tool unpacks, empty or filled by `unpack`. After a failure it has no file in it; else the staged ones may be hard links of those. */
  scratch: string;
  wheels: readonly StoredWheel[];
  signal: AbortSignal;
  onLine: (line: string) => void;
  /** One package was installed, as far as the backend tells. */
  onInstalled: (name: string) => void;
}

/** A wheel that may still be on its way. */
export interface ComingWheel {
  /** Normalised name (PEP 503). */
  name: string;
  version: string;
  /** Where it comes from; its last part is the file's name. */
  url: string;
  /** Hexadecimal. */
  sha256: string;
  /** null where no index tells its size. */
  bytes: number | null;
  arrival: Arrival;
}

export interface UnpackRequest {
  /** Interpreter that the wheels suit; the environment's own may not be there yet. */
  python: string;
  /** Empty folder that a later `install` gets as its `scratch`. */
  cache: string;
  wheels: readonly ComingWheel[];
  signal: AbortSignal;
  onLine: (line: string) => void;
}

export interface BuildRequest {
  /** Interpreter that the wheel is for. */
  python: string;
  source: StoredWheel;
  folder: string;
  variantIndex: string | null;
  index: IndexOptions;
  signal: AbortSignal;
  onLine: (line: string) => void;
}

/** Relative, `/`-separated paths in an environment. */
export interface NewFrame {
  /** Files and links. */
  files: string[];
  /** Folders with nothing in them. */
  folders: string[];
}

/** uv or pip, seen alike. Every method maps the tool's own errors to Failing. Retries nothing by itself. */
export interface Backend {
  name: 'uv' | 'pip';
  /**
   * All requirements together to exact wheels, and to source archives of what `fromSource` names.
   * Needs no environment. Throws Failing source-only where a package cannot be had in any other way,
   * and build-failed where a source archive's own code does not even tell what it needs.
   */
  resolve: (request: ResolveRequest) => Promise<Pin[]>;
  /**
   * Builds a source archive's wheel for `python` into `folder`, which is empty, in an environment of
   * its own that is thrown away. What the build needs comes from the same indexes, as wheels only. The
   * package's own code runs in it. Throws Failing build-failed, index-unreachable.
   */
  buildWheel: (request: BuildRequest) => Promise<void>;
  /**
   * A virtual environment in `root`, which is absent, empty, holds only our own folder, or (where the
   * interpreter is renewed) packages without a Python; what is there already stays.
   */
  createEnvironment: (request: {
    root: string;
    python: string;
    /** Packages of the computer's own Python can be imported too; not where left out. */
    systemPackages?: boolean;
    signal: AbortSignal;
    onLine: (line: string) => void;
  }) => Promise<void>;
  /** What a new environment consists of, told by making one at `scratch`. */
  frame: (request: {
    scratch: string;
    python: string;
    signal: AbortSignal;
    onLine: (line: string) => void;
  }) => Promise<NewFrame>;
  /**
   * Unpacks wheels while their bytes come, so that `install` only has to put them into place. Each
   * hash is checked. Waits as long as they take. Throws as `install` does, also where a wheel begins
   * anew, and leaves nothing that would make that wrong. null where this backend cannot.
   */
  unpack: ((request: UnpackRequest) => Promise<void>) | null;
  /** From the wheels alone: no network, no resolution, and every hash is checked once more. */
  install: (request: InstallRequest) => Promise<void>;
  /** Forgets what its cache holds of these packages (normalised), so that they are looked up again. */
  evict: (request: { names: readonly string[]; signal: AbortSignal; onLine: (line: string) => void }) => Promise<void>;
  /** Installs a Python of its own in `range` and returns its path; null where this backend cannot. */
  installPython:
    | ((request: {
        range: string;
        network?: NetworkOptions | undefined;
        signal: AbortSignal;
        onLine: (line: string) => void;
      }) => Promise<string>)
    | null;
}

export interface Backends {
  /**
   * `auto` is uv, or pip where uv cannot be had (`fallbackReason` says why); `uv` throws Failing
   * uv-unavailable instead. uv comes from the packaged resources, PATH, or a hash-pinned wheel that
   * the pip of `python` fetches from `index` into the application's cache; only for that it is asked for.
   */
  choose: (request: {
    wanted: 'auto' | 'uv' | 'pip';
    python: () => Promise<string | null>;
    index: IndexOptions;
    signal: AbortSignal;
    onLine: (line: string) => void;
  }) => Promise<{ backend: Backend; detail: string; fallbackReason: string | null }>;
}
