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
