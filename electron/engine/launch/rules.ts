import type { LaunchCauseKind } from '../../../shared/launch-cause.ts';

/** A line that tells a cause; what the group `subject` takes is what it is about. */
export interface LineRule {
  pattern: RegExp;
  kind: LaunchCauseKind;
}

/** What names a file or an address in a line of Python's own errors. */
export const quoted = /'(?<subject>[^']{1,500})'\s*$/;

/**
 * Causes by codes, names of modules and Python's own words; the first that fits a line counts.
 * Sentences of the system are translated on some machines, so numbers stand before them.
 * Source: errno.h, winerror.h and winsock2.h, CPython's Python/import.c and Lib/importlib,
 * argparse.py, glibc's ld.so, pkg_resources, and the texts of transformers, gradio and Tk.
 */
export const lineRules: readonly LineRule[] = [
  {
    pattern:
      /Failed to import encodings|No module named 'encodings'|loading shared libraries: libpython|^No Python at |did not find executable at|Fatal Python error: (?:init_|Py_Initialize)/,
    kind: 'interpreter-broken',
  },
  { pattern: /should not try to import numpy from its source directory/, kind: 'numpy-torn' },
  {
    pattern:
      /operator torchvision::\w+ does not exist|PyTorch and (?:torchvision|torchaudio) (?:were compiled|have)|undefined symbol: _ZN?K?(?:3c10|2at|5torch)/,
    kind: 'torch-mismatch',
  },
  { pattern: /libcuda\.so\.1: cannot open shared object|nvcuda\.dll/, kind: 'driver-missing' },
  { pattern: /version [`'](?<subject>(?:GLIBC|GLIBCXX|CXXABI)_[\d.]+)' not found/, kind: 'system-too-old' },
  { pattern: /\[WinError (?:225|1260|4551)\]|\(os error (?:225|1260)\)/, kind: 'blocked' },
  {
    pattern:
      /^(?:numpy\.\S*)?(?:Array)?MemoryError\b|\[Errno 12\]|\[WinError (?:8|14|1450|1455)\]|\(os error (?:12|1455)\)|DefaultCPUAllocator: can't allocate|std::bad_alloc/,
    kind: 'memory',
  },
  { pattern: /died with <Signals\.SIGKILL/, kind: 'killed' },
  { pattern: /died with <Signals\.(?<subject>SIG[A-Z]+)/, kind: 'crashed' },
  { pattern: /^Windows fatal exception: (?<subject>.+)$/, kind: 'crashed' },
  {
    pattern:
      /\[Errno (?:98|48|10048)\].*?(?:\('(?:[^']*)', (?<port>\d+)|$)|\[WinError 10048\]|EADDRINUSE|Cannot find empty port in range: (?<range>\d+)|\bport (?<named>\d+) is (?:already )?in use|address already in use/i,
    kind: 'address-in-use',
  },
  { pattern: /\[Errno (?:28|122)\]|\[WinError (?:39|112)\]|\(os error (?:28|112)\)/, kind: 'disk-full' },
  { pattern: /\[WinError (?:32|33)\]|\[Errno 26\]/, kind: 'file-in-use' },
  {
    pattern:
      /\[Errno (?:-2|-3|-5|101|104|110|111|113|11001|11002)\]|\[WinError 100(?:51|53|54|60|61|65)\]|Max retries exceeded with url|NameResolutionError|LocalEntryNotFoundError|^OSError: We couldn't connect to/,
    kind: 'network',
  },
  { pattern: /PermissionError|\[Errno (?:1|13)\]|\[WinError (?:5|10013)\]/, kind: 'permission-denied' },
  {
    pattern:
      /no display name and no \$DISPLAY|(?:couldn't|could not) connect to display|could not load the Qt platform plugin/i,
    kind: 'display-missing',
  },
  {
    pattern:
      /: error: (?:unrecognized arguments|the following arguments are required|argument \S+: |ambiguous option)|^Error: No such (?:option|command)|is a package and cannot be directly executed/,
    kind: 'wrong-arguments',
  },
  {
    pattern:
      /cannot contain null bytes|bad marshal data|marshal data too short|bad magic number in|: file too short|invalid ELF header/,
    kind: 'file-damaged',
  },
  {
    pattern:
      /(?:PackageNotFoundError: (?:No package metadata was found for )?|DistributionNotFound: The ')(?<subject>[\w.-]+)/,
    kind: 'metadata-missing',
  },
  {
    pattern:
      /VersionConflict: \((?<subject>[\w.-]+) |ImportError: (?<found>[\w.-]+)\S* is required for a normal functioning/,
    kind: 'version-conflict',
  },
  { pattern: /No module named '?(?<subject>[A-Za-z_][\w.]*)/, kind: 'module-missing' },
  {
    pattern:
      /cannot import name '(?<name>\w+)' from (?:partially initialized module )?'(?<of>[\w.]+)'|module '(?<owner>[\w.]+)' has no attribute '(?<attribute>\w+)'|`np\.(?<removed>\w+)` was removed in the NumPy/,
    kind: 'name-missing',
  },
  { pattern: /FileNotFoundError|\[Errno 2\]|\[WinError [23]\]/, kind: 'file-missing' },
];
