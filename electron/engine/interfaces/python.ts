import type { Interpreter } from '../../../shared/machine.ts';

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
   * `bytecode`: folder for compiled code, null for none; the environment's files stay as they are.
   */
  importModules: (
    python: string,
    modules: readonly string[],
    options: { bytecode: string | null; timeLimitMs: number; signal: AbortSignal },
  ) => Promise<ImportReport[]>;
}
