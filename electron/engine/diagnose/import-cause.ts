import type { Finding } from '../../../shared/finding.ts';
import type { InstalledPackage } from '../interfaces/packages.ts';
import type { ImportReport } from '../interfaces/python.ts';

/** What the cause of a failed import is told from. */
export interface ImportSituation {
  layer: string;
  packages: readonly InstalledPackage[];
  /** The environment's root without links, and where packages lie in it. */
  realRoot: string;
}

/**
 * What keeps a module from being imported, told apart by the text of Python's error; null where the
 * module imports and says nothing that matters. Texts of the system are translated on some machines,
 * so only names of modules and libraries, codes and Python's own words are looked at.
 * Source: NumPy's numpy/_core/__init__.py and its troubleshooting page, CPython's dynload_win.c,
 * glibc's ld.so and dyld.
 */
export const importCause = (report: ImportReport, situation: ImportSituation): Finding | null => {
  const { layer, packages } = situation;
  const { module, detail } = report;
  const text = [report.error ?? '', ...detail].join('\n');
  const numpy = packages.find(({ name }) => name === 'numpy')?.version ?? null;
  const owner = ownerOf(module, packages);
  if (abiMix.test(text) && (owner ?? '') !== '') {
    const compiled = innermostPackage(detail, packages) ?? owner ?? module;
    return { code: 'abi-mix', layer, module, package: compiled, numpy, detail };
  }
  if (report.file !== null && !isBelow(situation.realRoot, report.file) && owner !== null)
    return { code: 'module-shadowed', layer, module, path: report.file, inside: false };
  if (report.ok) return null;
  const error = report.error ?? 'unknown';
  if (tornNumpy.test(text)) return { code: 'numpy-torn', layer, module, package: 'numpy', detail };
  const library = missingLibrary(text);
  if (library !== null)
    return {
      code: 'library-missing',
      layer,
      module,
      package: innermostPackage(detail, packages) ?? owner,
      library: library.name,
      detail,
    };
  return { code: 'import-broken', layer, module, package: owner, error, detail };
};

/** What NumPy and extension modules say where one was compiled for another NumPy. */
export const abiMix =
  /compiled using NumPy 1\.x cannot be run in|numpy\.dtype size changed|_ARRAY_API not found|Numpy is not available|module compiled against ABI version/i;

/** NumPy's own extension module is not there, is none for this Python, or was cut short (glibc's words are not translated). */
export const tornNumpy = new RegExp(
  [
    String.raw`No module named '?numpy\.(?:_core|core)\b`,
    String.raw`cannot import name '\w+' from (?:partially initialized module )?'numpy\b`,
    String.raw`_multiarray_umath\S{0,300}: (?:file too short|invalid ELF header|cannot read file data|wrong ELF class)`,
  ].join('|'),
);

/** A library that could not be loaded; `name` is null where the system names none. */
export const missingLibrary = (text: string): { name: string | null } | null => {
  const named =
    /(?:^|[\s:])([^\s:]+\.so(?:\.[\d.]+)?): cannot open shared object file/m.exec(text)?.[1] ??
    /Library not loaded: (\S+)/.exec(text)?.[1] ??
    /\[WinError (?:126|127|193|1114)\].{0,300}?"([^"]{1,500}\.dll)"/i.exec(text)?.[1];
  if (named !== undefined) return { name: named.split(/[\\/]/).at(-1) ?? named };
  const unnamed = /DLL load failed while importing \w+|\[WinError (?:126|127|193|1114)\]|undefined symbol: \w+/.test(
    text,
  );
  return unnamed ? { name: null } : null;
};

/** The package whose import name the module begins with. */
export const ownerOf = (module: string, packages: readonly InstalledPackage[]): string | null => {
  const top = module.split('.')[0] ?? module;
  return packages.find(({ modules }) => modules.includes(top))?.name ?? null;
};

/** The innermost package in the traceback that is not NumPy itself: its extension module is what did not fit. */
export const innermostPackage = (detail: readonly string[], packages: readonly InstalledPackage[]): string | null => {
  const tops = detail.flatMap((line) => /site-packages[\\/]+([A-Za-z0-9_]+)/.exec(line)?.[1] ?? []);
  const owners = tops.flatMap((top) => packages.find(({ modules }) => modules.includes(top))?.name ?? []);
  return owners.findLast((name) => name !== 'numpy') ?? null;
};

const isBelow = (root: string, path: string): boolean =>
  path.startsWith(root) && /^[\\/]/.test(path.slice(root.length));
