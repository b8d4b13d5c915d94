import type { AcceleratorTrouble } from '../../shared/accelerator-trouble.ts';
import type { DownloadProgress } from '../../shared/download.ts';
import type { Event } from '../../shared/events.ts';
import type { FileEvidence } from '../../shared/finding.ts';
import type { Interpreter, Machine } from '../../shared/machine.ts';
import type { NetworkProblem } from '../../shared/network-problem.ts';
import type { Rung } from '../../shared/plan.ts';

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
  audit: AuditPackages;
  wheels: Wheels;
  explainIndex: ExplainIndex;
  findSources: FindSources;
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
  /** Where it was found, also where its import failed after that; null for a module without a file and for one that was not found. */
  file: string | null;
  /** Exception class and message, or how the process ended; null where it went well. */
  error: string | null;
  /** Last lines of the traceback, or of what a module printed on stderr though it imports (NumPy's ABI warning). */
  detail: string[];
}

/** Something that bears a module's name and is found before the package it is taken for. */
export interface Shadow {
  module: string;
  path: string;
  /** Beside the environment's programs, where a repair may rename it. */
  inside: boolean;
  /** In the environment's own folder: found only by a program that is started there. */
  atRoot: boolean;
}

/** An interpreter and where it installs into. */
export interface InspectedPython extends Interpreter {
  /** Folder that it installs below (sys.prefix), without links. */
  prefix: string;
  /** False for a computer's own Python, which no run may change. */
  inEnvironment: boolean;
  /** Tag of its ABI in extension modules' names, such as cp312 or cp313t; null where it is no CPython. */
  abi: string | null;
  /** What PEP 508 markers compare with, such as `python_version` → `3.12`. */
  markers: Readonly<Record<string, string>>;
  /** Normalised names of what an environment made with `--system-site-packages` finds in the computer's own Python. */
  systemPackages: readonly string[];
}

export interface PythonTool {
  /**
   * Looks in this order: `preferred`, the `py` launcher, PATH, uv's own. `preferred` that cannot be
   * used throws Failing python-unusable. `range` is a PEP 440 specifier set.
   */
  find: (request: { range: string; preferred: string | null; signal: AbortSignal }) => Promise<FoundPython>;
  /** Asks one interpreter what it is; null where it does not start or is no Python 3. */
  inspect: (python: string, signal: AbortSignal) => Promise<InspectedPython | null>;
  /** What shadows these top-level modules for a program that is started in the usual way; starts nothing. */
  shadows: (request: { root: string; modules: readonly string[] }) => Promise<Shadow[]>;
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
  /** Why an accelerator's calculation failed. */
  trouble?: AcceleratorTrouble;
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
  /** Size of the file; null where the index does not say. */
  bytes: number | null;
  sha256: string | null;
  /** http(s) or file; never with credentials. Of a wheel, or of a source archive (source-archive.ts) that one has to be built from. */
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
  /** Folders with wheels (`file:` URLs) that are looked at beside the indexes. */
  wheelLinks: readonly string[];
  /** Normalised names of packages that are taken as source archives; of all others only wheels are. */
  fromSource: readonly string[];
  /** Whether the pins' `requires` is asked for; uv has to run twice for it, and leaves it empty otherwise. */
  graph: boolean;
  signal: AbortSignal;
  onLine: (line: string) => void;
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

export interface InstallRequest {
  environment: string;
  /**
   * Folder that is filled with the environment's own layout (lib/…/site-packages, bin, share) and
   * moved into its place later; absent or empty. The environment itself is not changed. Scripts name
   * the environment's Python.
   */
  staging: string;
  /** Empty folder on the same volume for what the tool unpacks; afterwards it has no file in it. */
  scratch: string;
  wheels: readonly StoredWheel[];
  signal: AbortSignal;
  onLine: (line: string) => void;
  /** One package was installed, as far as the backend tells. */
  onInstalled: (name: string) => void;
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
  /** From the wheels alone: no network, no resolution, and every hash is checked once more. */
  install: (request: InstallRequest) => Promise<void>;
  /** Forgets what its cache holds of these packages (normalised), so that they are looked up again. */
  evict: (request: { names: readonly string[]; signal: AbortSignal; onLine: (line: string) => void }) => Promise<void>;
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
  /** The last run that changed it and came to its end. */
  run: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** name==version of damaged packages beside the stack that the run had to leave as they are. */
  leftAlone?: string[] | undefined;
}

/** What an environment's own Python consists of on the disk. */
export interface EnvironmentFrame {
  /** `dangling`: a link to a Python that is not there any more. */
  python: 'present' | 'missing' | 'dangling';
  /** Where the link leads; null where it is none. */
  target: string | null;
  configuration: 'whole' | 'missing' | 'damaged';
  /** pyvenv.cfg says `include-system-site-packages = true`. */
  systemPackages: boolean;
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
  /** What there is of the environment's Python, without starting it. */
  frame: (root: string) => Promise<EnvironmentFrame>;
  /** Path of the interpreter inside an environment, by platform; it need not exist. */
  pythonOf: (root: string) => string;
  /** Full path of a relative one in the environment, `/`-separated or as the system writes it. */
  inside: (root: string, path: string) => string;
  /** Folder of our own inside the environment (marker, lock, trash). */
  ownFolder: (root: string) => string;
  /** Major and minor version of the Python that its packages are for, such as 3.12, told by its files; null where they do not tell. */
  pythonVersion: (root: string) => Promise<string | null>;
  /** Our marker in the environment; null where there is none or it cannot be read. */
  readMark: (root: string) => Promise<EnvironmentMark | null>;
  /** Writes the marker in one atomic step. */
  writeMark: (root: string, mark: EnvironmentMark) => Promise<void>;
}

export interface InstalledPackage {
  /** Normalised name (PEP 503). */
  name: string;
  version: string;
  /** Path of its dist-info folder, or of the egg-info or egg-link that an older installer left. */
  distInfo: string;
  /** METADATA's Requires-Dist, as written there (PEP 508); empty where it cannot be read. */
  requires: readonly string[];
  /** It came from a folder, a file or a URL (it has a direct_url.json, PEP 610): no index need have it. */
  local: boolean;
  /** The import names that are its own (folders and modules directly in site-packages, without an ending). */
  modules: readonly string[];
}

export interface Inventory {
  sitePackages: string;
  /** One for each name; of two dist-infos for one package the whole one, or the newer. */
  packages: InstalledPackage[];
  /** Packages with more than one dist-info, and what each of them says. */
  duplicates: readonly { package: string; versions: readonly string[]; paths: readonly string[] }[];
  /** Names of all that lies in site-packages. */
  entries: readonly string[];
  /**
   * `~name` and `-name` folders that interrupted uninstalls left, with the package they belong to;
   * `only`: no whole package of that name (dist-info and its files) is there beside it.
   */
  leftovers: { path: string; package: string; only: boolean }[];
}

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

export interface Packages {
  /**
   * Reads site-packages without starting Python; null where the environment has none. `expected` are
   * names by which a leftover may be told when nothing else of its package is there any more.
   */
  list: (root: string, expected?: readonly string[]) => Promise<Inventory | null>;
  /**
   * Every existing file and folder that belongs to a package: its dist-info, what its RECORD lists
   * (inside the environment only, and not what another package lists too), and, without a RECORD, the
   * code in what bears its name. `stale`: also code in its own folders that nobody lists.
   */
  filesOf: (root: string, name: string, options?: { stale?: boolean }) => Promise<string[]>;
  /** Sum of the sizes in each package's RECORD, by normalised name. */
  sizes: (root: string) => Promise<ReadonlyMap<string, number>>;
  /** The installed torch without importing it; null where there is none. */
  torch: (root: string) => Promise<InstalledTorch | null>;
}

export interface InstalledTorch {
  /** As its dist-info says; null where that is gone. */
  version: string | null;
  /** cpu, cu124, rocm6.2 or xpu, by its version.py; null where nothing tells. */
  build: string | null;
}

/** A run that began to change an environment and neither committed nor was put back. */
export interface OpenRun {
  run: string;
  /** Milliseconds since the epoch at which it began. */
  at: number;
}

/** `committed`: the run is proven, and nothing was done; `nothing`: no such run is open. */
export type PutBack = 'restored' | 'committed' | 'nothing';

/** The system's code for why, or `unexplained`: the index no longer tells where it belongs, and it may be the only copy. */
export interface LeftInTrash {
  path: string;
  code: string;
}

/**
 * The environment's trash, and the journal of changes that stands before each of them on the disk
 * (write-ahead), so that a run can be undone at any moment, also by a later process. A run is open
 * from `begin` to `commit` or `putBack`. All paths are absolute; one outside `root` throws. Needs the
 * environment's lock.
 */
export interface Trash {
  /** Opens the run's journal of changes. Throws Failing disk-full or permission-denied before anything is changed. */
  begin: (request: { root: string; run: string; at: number }) => Promise<void>;
  /** A folder of the run's own on the environment's volume, empty and new at each call; `empty` deletes it. */
  stagingFolder: (root: string, run: string) => Promise<string>;
  /**
   * Moves files or folders aside by rename to the run's own folder in the environment's trash. What
   * is no longer there is passed over. Throws Failing file-locked, and link-leads-out where a folder
   * above is a link out of the environment.
   */
  moveAside: (request: { root: string; paths: readonly string[]; run: string; signal: AbortSignal }) => Promise<void>;
  /**
   * Gives the user's own file or folder another name beside it, `numpy.py.moved-aside`, with a number
   * where that is taken, and returns its new path: it is not deleted with the trash. Null where it is
   * no longer there. Throws as `moveAside` does, and Failing disk-full.
   */
  keepBeside: (request: { root: string; path: string; run: string; signal: AbortSignal }) => Promise<string | null>;
  /**
   * Moves what a staging folder holds to the same relative places in the environment, by rename, whole
   * folders where nothing has their name yet, and through links that stay in the environment. Throws
   * Failing file-locked or link-leads-out, and an Error where a file stands in the way: what is
   * replaced has to be moved aside before.
   */
  place: (request: { root: string; staging: string; run: string; signal: AbortSignal }) => Promise<void>;
  /**
   * Another program is about to make these paths; `putBack` takes away what it made. One that is there
   * already throws, but for `folders`, which that program leaves as they are. Throws Failing
   * link-leads-out where what it makes would come to lie outside.
   */
  announce: (request: {
    root: string;
    paths: readonly string[];
    folders: readonly string[];
    run: string;
  }) => Promise<void>;
  /** What was made at announced paths becomes the environment's owner's, where an administrator repairs it. */
  giveToOwner: (request: { root: string; run: string }) => Promise<void>;
  /**
   * Gives the owner the right to read, write and (folders) search, where it is missing; `putBack` takes
   * it back. Returns what it changed of these paths: links and files with a second name stay as they are.
   */
  letOwnerWrite: (request: { root: string; paths: readonly string[]; run: string }) => Promise<string[]>;
  /**
   * Paths that have to be moved aside before `place`: the `old` ones, and those where it would meet a
   * file, or a folder in a file's place. Of an old link where staging has a folder it is what lies
   * behind it. Throws Failing link-leads-out.
   */
  inTheWay: (request: { root: string; staging: string; old: readonly string[] }) => Promise<string[]>;
  /** From here on the run is never undone. Throws what keeps it from reaching the disk; then it is still open. */
  commit: (root: string, run: string) => Promise<void>;
  /** Makes everything as it was at `begin`: paths, contents, modes, links. May be interrupted and called again. */
  putBack: (root: string, run: string) => Promise<PutBack>;
  /** Runs that are open, oldest first; changes nothing. */
  open: (root: string) => Promise<OpenRun[]>;
  /** Whether a dead run left something in our own folder that `empty` deletes, or a lock; changes nothing. */
  hasRemains: (root: string) => Promise<boolean>;
  /** Deletes all trash and staging of runs that are not open; what cannot be deleted stays for the next time and is returned. */
  empty: (root: string, signal: AbortSignal) => Promise<LeftInTrash[]>;
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

/** What an earlier run tried in vain; see the fact `rung-failed`. */
export interface FailedAttempt {
  /** `findingKey` of the finding. */
  finding: string;
  rung: Rung;
  /** What was wanted then; see the fact. */
  stack: string;
}

export interface Journals {
  /** Keeps beside a run's journal exactly what it resolved to, as a lock file (PEP 751); the last one of a run wins. */
  keepLock: (run: string, pins: readonly Pin[]) => Promise<void>;
  /** One folder a run under the application's data folder; old ones are pruned. */
  open: (run: string) => Promise<Journal>;
  /**
   * Attempts that failed on this environment since its last successful repair, from the journals
   * kept; at most `maxAgeMs` old. A journal that cannot be read is passed over.
   */
  failedAttempts: (request: { environment: string; now: number; maxAgeMs: number }) => Promise<FailedAttempt[]>;
}

export interface Disk {
  /** Free bytes for this user on the volume of a path (or of the nearest folder above that exists); null where unknown. */
  freeBytes: (path: string) => Promise<number | null>;
  /** Whether both paths (or the nearest folders above that exist) are on one volume. */
  isSameVolume: (one: string, other: string) => Promise<boolean>;
}
