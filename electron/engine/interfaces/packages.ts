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
  /** The same of several packages, each as if it alone were meant; what all packages list is read once for them. */
  filesOfEach: (root: string, names: readonly string[], options?: { stale?: boolean }) => Promise<string[][]>;
  /** Sum of the sizes in the RECORDs of those of these packages that are there, by normalised name. */
  sizes: (root: string, names: ReadonlySet<string>) => Promise<ReadonlyMap<string, number>>;
  /** The installed torch without importing it; null where there is none. */
  torch: (root: string) => Promise<InstalledTorch | null>;
}

export interface InstalledTorch {
  /** As its dist-info says; null where that is gone. */
  version: string | null;
  /** cpu, cu124, rocm6.2 or xpu, by its version.py; null where nothing tells. */
  build: string | null;
}
