import { z } from 'zod';
import { acceleratorTroubles, outsideTroubles } from './accelerator-trouble.ts';

/**
 * One thing that is wrong with an environment, with its evidence. The wording is in
 * wording/findings.ts, the answer in the engine's ladder.ts and plan.ts.
 */
const layer = z.string();
const name = z.string(); // a package's normalised name (PEP 503)
const version = z.string();
const path = z.string(); // absolute, if not said otherwise
const detail = z.array(z.string()); // last lines of a tool's output, already redacted

/** One file that is not as its package's RECORD lists it. */
export const fileEvidenceSchema = z.object({
  /** Relative to the environment, with `/`. */
  path: z.string(),
  /** A size such as `120 bytes`, a `sha256=…`, or a word such as `present`, `cp312`; as the wording prints it. */
  expected: z.string(),
  found: z.string(),
});

/** The first of them, at most `evidenceLimit`; `count` is how many there are in all. */
const files = z.array(fileEvidenceSchema);
const count = z.number().int().min(1);

/** So many files are named in one finding: enough to see the pattern, few enough to read. */
export const evidenceLimit = 10;

export const findingSchema = z.discriminatedUnion('code', [
  // the environment and its Python
  z.object({ code: z.literal('environment-absent'), path }),
  /** A run that was killed before its proof: its journal of changes is still open. `at`: ms since the epoch. */
  z.object({ code: z.literal('unfinished-run'), run: z.string(), at: z.number() }),
  /** The environment has no Python program, or nothing to start at its place. */
  z.object({ code: z.literal('interpreter-missing'), path }),
  /** A link to a Python that is not there any more: it was moved, updated or removed. */
  z.object({ code: z.literal('interpreter-dangling'), path, target: z.string() }),
  /** Without pyvenv.cfg the environment's Python is the computer's own. */
  z.object({ code: z.literal('configuration-missing'), path }),
  /** It is there and does not start, or belongs elsewhere; `noPackages`: or has no folder for packages any more. */
  z.object({ code: z.literal('interpreter-broken'), path, detail, noPackages: z.literal(true).optional() }),
  z.object({ code: z.literal('interpreter-outside-range'), version, wanted: z.string() }),
  z.object({ code: z.literal('disk-low'), path, freeBytes: z.number().int(), wantedBytes: z.number().int() }),
  // what interrupted installers left
  /** A `~name` or `-name` folder of an interrupted uninstall; `only`: the package itself is not there whole. */
  z.object({ code: z.literal('leftover'), path, package: name, only: z.boolean() }),
  // packages against their RECORD
  z.object({ code: z.literal('files-missing'), package: name, version, files, count }),
  /** Of another size than RECORD says. */
  z.object({ code: z.literal('files-truncated'), package: name, version, files, count }),
  /** Of the right size and with another SHA-256. */
  z.object({ code: z.literal('files-altered'), package: name, version, files, count }),
  /** Settings and the like that users and tools change on purpose. */
  z.object({ code: z.literal('files-customized'), package: name, version, files, count }),
  /** Links to files outside of the environment, such as a cache's, which are not compared. */
  z.object({ code: z.literal('files-linked'), package: name, version, files, count }),
  /** Extension modules built for another Python (`cp311` in a 3.12), or for another system. */
  z.object({ code: z.literal('foreign-abi'), package: name, version, files, count }),
  z.object({ code: z.literal('metadata-missing'), package: name, path }),
  z.object({ code: z.literal('metadata-empty'), package: name, path }),
  z.object({ code: z.literal('record-missing'), package: name, path }),
  z.object({ code: z.literal('record-empty'), package: name, path }),
  /** RECORD names files outside the environment, which are never touched. */
  z.object({ code: z.literal('record-unsafe'), package: name, path, entries: z.array(z.string()), count }),
  z.object({
    code: z.literal('dist-info-duplicated'),
    package: name,
    versions: z.array(version),
    paths: z.array(path),
  }),
  /** A dist-info and nothing of what it lists. */
  z.object({ code: z.literal('package-gone'), package: name, version, path }),
  /** A package's folder that no dist-info lists. */
  z.object({ code: z.literal('dist-info-missing'), package: name, path }),
  /** Files or folders that their owner may not read or write; `hinders`: not even read, or a repair has to write there. */
  z.object({ code: z.literal('files-protected'), package: name, files, count, hinders: z.boolean().default(true) }),
  /** Files or folders that belong to another user than the environment; `hinders`: so that they cannot be read or replaced. */
  z.object({ code: z.literal('wrong-owner'), package: name, files, count, hinders: z.boolean().default(true) }),
  // the manifest
  /** `version` is null for what is importable but has no dist-info: a torn uninstall leaves that. */
  z.object({ code: z.literal('unwanted-package'), package: name, version: version.nullable() }),
  z.object({ code: z.literal('requirement-missing'), layer, requirement: z.string() }),
  z.object({ code: z.literal('version-outside'), layer, package: name, requirement: z.string(), version }),
  /** `by` needs `requirement`; `needed` is false where the manifest's packages do not need `by`. */
  z.object({
    code: z.literal('dependency-missing'),
    package: name,
    requirement: z.string(),
    by: name,
    needed: z.boolean(),
  }),
  z.object({
    code: z.literal('dependency-conflict'),
    package: name,
    version,
    requirement: z.string(),
    by: name,
    needed: z.boolean(),
  }),
  // PyTorch
  /** `asked`: the user named the build that is wanted. */
  z.object({
    code: z.literal('wrong-build'),
    layer,
    package: name,
    build: z.string(),
    wanted: z.string(),
    asked: z.literal(true).optional(),
  }),
  /** torch, torchvision and torchaudio that were not built for each other. */
  z.object({ code: z.literal('torch-mismatch'), layer, package: name, version, torch: version, wanted: version }),
  // what does not run
  /** `package`: whose module it is, null where that cannot be told. */
  z.object({
    code: z.literal('import-broken'),
    layer,
    module: z.string(),
    package: name.nullable(),
    error: z.string(),
    detail,
  }),
  /** NumPy's own extension modules are not there or not for this Python. */
  z.object({ code: z.literal('numpy-torn'), layer, module: z.string(), package: name, detail }),
  /** A library that an extension module needs cannot be loaded; `library` is null where the system does not name it. */
  z.object({
    code: z.literal('library-missing'),
    layer,
    module: z.string(),
    package: name.nullable(),
    library: z.string().nullable(),
    detail,
  }),
  /** A module that was compiled for NumPy 1.x beside NumPy 2; it may only warn. */
  z.object({ code: z.literal('abi-mix'), layer, module: z.string(), package: name, numpy: version.nullable(), detail }),
  /**
   * Another file bears the module's name and is found first; `inside`: beside the environment's
   * programs, where a repair may rename it; `atRoot`: in the environment's own folder.
   */
  z.object({
    code: z.literal('module-shadowed'),
    layer,
    module: z.string(),
    path,
    inside: z.boolean(),
    atRoot: z.literal(true).optional(),
  }),
  /** The accelerator could not be proven, for a reason outside of the environment: its build is the right one. */
  z.object({
    code: z.literal('accelerator-unproven'),
    layer,
    accelerator: z.string(),
    trouble: z.enum(outsideTroubles),
    detail: z.string(),
  }),
  /** A check beyond an import failed: a calculation on the accelerator, or a module that is run. */
  z.object({
    code: z.literal('check-failed'),
    layer,
    subject: z.string(),
    detail: z.string(),
    /** Why, where it is a calculation. */
    trouble: z.enum(acceleratorTroubles).optional(),
  }),
]);

export type FileEvidence = z.infer<typeof fileEvidenceSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type FindingCode = Finding['code'];
export type FindingOf<C extends FindingCode> = Extract<Finding, { code: C }>;
