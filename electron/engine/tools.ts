import type { Event } from '../../shared/events.ts';
import type { Interpreter, Machine } from '../../shared/machine.ts';

/**
 * What the engine may do to the world, as interfaces. Each is implemented by a file of the same
 * name under tools/; steps and diagnoses get them through their context and touch nothing else.
 * Every method that takes a signal throws Cancelled soon after it is aborted, and Failing for what
 * it can name. Times are milliseconds, sizes bytes, paths absolute.
 */
export interface Tools {
  clock: Clock;
  command: RunCommand;
  hardware: Hardware;
  python: PythonTool;
  prover: Prover;
  backends: Backends;
  environments: Environments;
  packages: Packages;
  trash: Trash;
  locks: Locks;
  journals: Journals;
  disk: Disk;
  /** The application's cache, whose volume must have room for downloads. */
  cacheFolder: string;
}

export interface Clock {
  now: () => number;
  /** Resolves after `ms`; throws Cancelled when the signal is aborted before. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface CommandOptions {
  signal: AbortSignal;
  cwd?: string;
  /** Added to the process's own environment; undefined removes a variable. */
  env?: Record<string, string | undefined>;
  /** Ends the whole process tree after that long. */
  timeLimitMs?: number;
  /** Each line as it comes, without its end, redacted; a carriage return counts as a line's end. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  input?: string;
}

export interface CommandResult {
  /** null where the program could not be started or was ended by a signal. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** The last 20 lines of both streams as they came, redacted. */
  tail: string[];
  timedOut: boolean;
  /** The program does not exist or may not be executed. */
  notStarted: boolean;
}

/**
 * Starts a program by an argv array, never through a shell, without a console window on Windows.
 * Ends its whole process tree on cancel (asks first, then kills) and throws Cancelled after that.
 * A program that fails is a result, not a throw.
 */
export type RunCommand = (file: string, args: readonly string[], options: CommandOptions) => Promise<CommandResult>;

export interface Hardware {
  /** Never throws but Cancelled: what cannot be found is null or named in `gpuProblem`. Interpreters and free space are left empty here. */
  detect: (signal: AbortSignal) => Promise<Machine>;
}

export interface FoundPython {
  chosen: Interpreter | null;
  all: Interpreter[];
  /** Each candidate that was looked at and cannot serve, with the reason, for the failure's evidence. */
  rejected: string[];
}

export interface ImportReport {
  module: string;
  ok: boolean;
  version: string | null;
  /** Exception class and message, or how the process ended; null where it went well. */
  error: string | null;
  detail: string[];
}

/** An interpreter and where it installs into. */
export interface InspectedPython extends Interpreter {
  /** Folder that it installs below (sys.prefix), without links. */
  prefix: string;
  /** False for a computer's own Python, which no run may change. */
  inEnvironment: boolean;
}

export interface PythonTool {
  /**
   * Looks in this order: `preferred`, the `py` launcher, PATH, uv's own. `preferred` that cannot be
   * used throws Failing python-unusable. `range` is a PEP 440 specifier set.
   */
  find: (request: { range: string; preferred: string | null; signal: AbortSignal }) => Promise<FoundPython>;
  /** Asks one interpreter what it is; null where it does not start or is no Python 3. */
  inspect: (python: string, signal: AbortSignal) => Promise<InspectedPython | null>;
  /**
   * Imports each module in its own turn in one child of `python` (-I, UTF-8 mode, neutral folder,
   * time limit). A module that crashes the process is named and the rest go on in a new child.
   * `writeBytecode` false leaves the environment's files as they are.
   */
  importModules: (
    python: string,
    modules: readonly string[],
    options: { writeBytecode: boolean; timeLimitMs: number; signal: AbortSignal },
  ) => Promise<ImportReport[]>;
}

export interface ProofOptions {
  /** False leaves the environment's files as they are. */
  writeBytecode: boolean;
  signal: AbortSignal;
}

export interface ProofReport {
  subject: string;
  version: string | null;
  ok: boolean;
  detail: string;
}

/** Proofs beyond an import, each in a child of the environment's interpreter with a time limit. */
export interface Prover {
  /** A calculation on the accelerator, compared with the CPU's. */
  accelerator: (python: string, accelerator: string, options: ProofOptions) => Promise<ProofReport>;
  /** `python -m module arguments…` must end with exit code 0. */
  module: (python: string, module: string, args: readonly string[], options: ProofOptions) => Promise<ProofReport>;
}

export interface Pin {
  /** Normalised name (PEP 503). */
  name: string;
  /** With its local part where it has one. */
  version: string;
  /** Size of the wheel; null where the index does not say. */
  bytes: number | null;
  sha256: string | null;
  url: string | null;
  /** Normalised names of the resolved packages that this one needs; empty where the resolver does not tell. */
  requires: readonly string[];
}

export interface IndexOptions {
  /** The user's --index-url; null is what the user's pip or uv configuration says. */
  indexUrl: string | null;
  extraIndexUrls: readonly string[];
  findLinks: string | null;
  offline: boolean;
}

export interface ResolveRequest {
  /** Interpreter that the packages are for. */
  python: string;
  requirements: readonly string[];
  /** name==version that must be kept where these packages are needed; empty for none. */
  constraints: readonly string[];
  /** Index that a variant names, looked at before the default one; null for none. */
  variantIndex: string | null;
  index: IndexOptions;
  signal: AbortSignal;
  onLine: (line: string) => void;
}

export interface InstallRequest {
  environment: string;
  /** name==version of this layer's packages and what they need. */
  pins: readonly Pin[];
  /** Normalised names that are replaced even where their version is already there. */
  reinstall: readonly string[];
  variantIndex: string | null;
  index: IndexOptions;
  signal: AbortSignal;
  onLine: (line: string) => void;
  /** Something happened to one package, as far as the backend tells. */
  onPackage: (name: string, state: 'downloading' | 'downloaded' | 'installed') => void;
}

/** uv or pip, seen alike. Every method maps the tool's own errors to Failing. Retries nothing by itself. */
export interface Backend {
  name: 'uv' | 'pip';
  /** All requirements together to exact wheels. Needs no environment. */
  resolve: (request: ResolveRequest) => Promise<Pin[]>;
  /** A new virtual environment in `root`, which is absent, empty, or holds only our own folder. */
  createEnvironment: (request: {
    root: string;
    python: string;
    signal: AbortSignal;
    onLine: (line: string) => void;
  }) => Promise<void>;
  install: (request: InstallRequest) => Promise<void>;
  /** Installs a Python of its own in `range` and returns its path; null where this backend cannot. */
  installPython:
    | ((request: { range: string; signal: AbortSignal; onLine: (line: string) => void }) => Promise<string>)
    | null;
}

export interface Backends {
  /**
   * `auto` is uv, or pip where uv cannot be had (`fallbackReason` says why); `uv` throws Failing
   * uv-unavailable instead. uv comes from the packaged resources, PATH, or a hash-pinned wheel that
   * `python`'s pip fetches from `index` into the application's cache.
   */
  choose: (request: {
    wanted: 'auto' | 'uv' | 'pip';
    python: string | null;
    index: IndexOptions;
    signal: AbortSignal;
    onLine: (line: string) => void;
  }) => Promise<{ backend: Backend; detail: string; fallbackReason: string | null }>;
}

export type FolderKind =
  | { kind: 'absent' }
  | { kind: 'empty' }
  | { kind: 'environment' }
  | { kind: 'file' }
  /** Not empty and no environment; `found` is the name of one thing in it. */
  | { kind: 'foreign'; found: string };

/** What we keep about an environment inside it. */
export interface EnvironmentMark {
  manifest: string;
  profile: string;
  /** The last run that changed it, and whether it came to its end. */
  run: string;
  state: 'changing' | 'ready';
  /** Milliseconds since the epoch. */
  at: number;
}

export interface Environments {
  /** What is at `root`, without changing anything. A folder that holds only our own folder is `empty`. */
  look: (root: string) => Promise<FolderKind>;
  /** Whether this user may create and change files there (or in the nearest folder above that exists). */
  isWritable: (root: string) => Promise<boolean>;
  /**
   * Full paths of what the environment consists of, without our own folder and without what the user
   * keeps beside it; empty where there is none. Programs come first and pyvenv.cfg last: without
   * it the environment's Python is the computer's own, so moved in this order it is never left so.
   */
  parts: (root: string) => Promise<string[]>;
  /** The root without links, as an interpreter's prefix is told; the root itself where nothing is there. */
  realRoot: (root: string) => Promise<string>;
  /** Path of the interpreter inside an environment, by platform; it need not exist. */
  pythonOf: (root: string) => string;
  /** Folder of our own inside the environment (marker, lock, trash). */
  ownFolder: (root: string) => string;
  /** Our marker in the environment; null where there is none or it cannot be read. */
  readMark: (root: string) => Promise<EnvironmentMark | null>;
  /** Writes the marker in one atomic step. */
  writeMark: (root: string, mark: EnvironmentMark) => Promise<void>;
}

export interface InstalledPackage {
  /** Normalised name (PEP 503). */
  name: string;
  version: string;
  /** Path of its dist-info folder. */
  distInfo: string;
}

export interface Inventory {
  sitePackages: string;
  packages: InstalledPackage[];
  /** Names of all that lies in site-packages. */
  entries: readonly string[];
  /** `~name` and `-name` folders that interrupted uninstalls left, with the package they belong to. */
  leftovers: { path: string; package: string }[];
}

export interface Packages {
  /**
   * Reads site-packages without starting Python; null where the environment has none. `expected` are
   * names by which a leftover may be told when nothing else of its package is there any more.
   */
  list: (root: string, expected?: readonly string[]) => Promise<Inventory | null>;
  /**
   * Every existing file and folder that belongs to a package: what its RECORD lists (inside the
   * environment only), its dist-info, and a folder of its import name that no other package claims.
   */
  filesOf: (root: string, name: string) => Promise<string[]>;
  /** CPU or CUDA build of an installed torch without importing it, such as cpu or cu124; null if unknown. */
  torchBuild: (root: string) => Promise<string | null>;
}

export interface Trash {
  /**
   * Moves files or folders aside by rename to the run's own folder in the environment's trash.
   * A path outside `root` throws. What is no longer there is passed over. Throws Failing file-locked.
   */
  moveAside: (request: { root: string; paths: readonly string[]; run: string; signal: AbortSignal }) => Promise<void>;
  /** Moves everything of a run back to where it was. */
  putBack: (root: string, run: string) => Promise<void>;
  /** Deletes all that lies in the trash, of every run; what cannot be deleted stays for the next time. */
  empty: (root: string, signal: AbortSignal) => Promise<void>;
}

export interface Locks {
  /** Takes the environment's lock, over a dead owner's body; throws Failing environment-busy for a live one's. Creates what folders it needs. */
  acquire: (root: string, run: string) => Promise<{ release: () => Promise<void>; createdRoot: boolean }>;
  /** Throws Failing environment-busy where a live process holds it; changes nothing. */
  check: (root: string) => Promise<void>;
}

export interface Journal {
  path: string;
  /** Appends in order; returns when the operating system has it. */
  append: (events: readonly Event[]) => Promise<void>;
  close: () => Promise<void>;
}

export interface Journals {
  /** One folder a run under the application's data folder; old ones are pruned. */
  open: (run: string) => Promise<Journal>;
}

export interface Disk {
  /** Free bytes for this user on the volume of a path (or of the nearest folder above that exists); null where unknown. */
  freeBytes: (path: string) => Promise<number | null>;
}
