import { z } from 'zod';
import { acceleratorTroubles } from './accelerator-trouble.ts';
import { findingSchema } from './finding.ts';
import { launchCauses } from './launch-cause.ts';
import { type NetworkReason, networkProblemSchema } from './network-problem.ts';
import { settingProblems } from './setting-problem.ts';

/**
 * A failure as plain data: a code, the evidence that its wording needs, and nothing else.
 * The sentence and the one next action for each code are in wording.ts, so that a window in
 * another language needs no other engine. Everything here survives JSON.
 */
const path = z.string();
const problem = networkProblemSchema.nullable();
const detail = z.array(z.string()); // last lines of a tool's output, already redacted

export const failureSchema = z.discriminatedUnion('code', [
  // asked for the wrong thing (exit code 2)
  z.object({ code: z.literal('usage'), message: z.string() }),
  z.object({ code: z.literal('manifest-missing'), path }),
  z.object({ code: z.literal('manifest-invalid'), path, problems: z.array(z.string()) }),
  z.object({ code: z.literal('profile-unknown'), profile: z.string(), known: z.array(z.string()) }),
  z.object({ code: z.literal('accelerator-unknown'), accelerator: z.string(), known: z.array(z.string()) }),
  /** The manifest names no program. */
  z.object({ code: z.literal('launch-missing'), manifest: z.string() }),
  // the environment's folder
  z.object({ code: z.literal('environment-is-a-file'), path }),
  z.object({ code: z.literal('environment-not-ours'), path, found: z.string() }),
  z.object({ code: z.literal('environment-not-writable'), path }),
  /** A link where a folder of the environment has to be; `target` lies outside. */
  z.object({ code: z.literal('link-leads-out'), path, target: z.string() }),
  z.object({ code: z.literal('environment-missing'), path }),
  /** `since`: milliseconds since the epoch at which the owner started. */
  z.object({ code: z.literal('environment-busy'), path, pid: z.number().int(), since: z.number() }),
  // Python
  z.object({ code: z.literal('python-not-found'), wanted: z.string(), rejected: z.array(z.string()) }),
  z.object({ code: z.literal('python-unusable'), path, reason: z.string() }),
  z.object({ code: z.literal('environment-creation-failed'), python: z.string(), detail }),
  z.object({ code: z.literal('uv-unavailable'), reason: z.string() }),
  // fetching
  /** `problem` is null where only another tool has asked, which tells less; then `cause` has its words. */
  z.object({ code: z.literal('index-unreachable'), index: z.string(), cause: z.string(), problem }),
  z.object({ code: z.literal('download-failed'), package: z.string().nullable(), cause: z.string(), problem }),
  z.object({ code: z.literal('hash-mismatch'), package: z.string().nullable(), detail }),
  z.object({ code: z.literal('package-not-found'), requirement: z.string(), detail }),
  /** No wheel of it will do, and it is to be had as source code, which nobody has allowed to be built. `version` is null where the installer names none. */
  z.object({ code: z.literal('source-only'), package: z.string(), version: z.string().nullable(), detail }),
  /** What the indexes have under the wanted version is another build of torch than the accelerator needs. */
  z.object({ code: z.literal('build-not-served'), version: z.string(), build: z.string(), accelerator: z.string() }),
  /** `package-not-found` while offline, where a cache or a folder of wheels lacks it. */
  z.object({ code: z.literal('not-downloaded'), requirement: z.string(), detail }),
  /** Offline, what is needed is known, and these wheels of it are not here. */
  z.object({
    code: z.literal('wheels-missing'),
    wheels: z.array(z.object({ name: z.string(), version: z.string(), bytes: z.number().nullable() })),
  }),
  z.object({ code: z.literal('requirements-conflict'), detail }),
  /** A source archive whose own code made no wheel, or not the one that was wanted. */
  z.object({
    code: z.literal('build-failed'),
    package: z.string(),
    version: z.string().nullable(),
    tool: z.string(),
    exitCode: z.number().int().nullable(),
    detail,
  }),
  // changing
  /** `holders`: programs that were found to use it; left out where none was. */
  z.object({
    code: z.literal('file-locked'),
    path,
    holders: z.array(z.object({ pid: z.number().int(), name: z.string() })).optional(),
  }),
  z.object({ code: z.literal('permission-denied'), path }),
  z.object({ code: z.literal('path-too-long'), path }),
  z.object({ code: z.literal('disk-full'), path }),
  z.object({
    code: z.literal('disk-space-low'),
    path,
    freeBytes: z.number().int(),
    neededBytes: z.number().int(),
  }),
  z.object({
    code: z.literal('install-failed'),
    layer: z.string(),
    tool: z.string(),
    exitCode: z.number().int().nullable(),
    detail,
  }),
  z.object({ code: z.literal('command-timed-out'), command: z.string(), seconds: z.number() }),
  z.object({ code: z.literal('command-failed'), command: z.string(), exitCode: z.number().int().nullable(), detail }),
  // proving
  /** `fresh`: the environment was made anew in the same run, so doing that once more heals nothing. */
  z.object({
    code: z.literal('proof-failed'),
    layer: z.string(),
    /** A module, or the accelerator of a calculation. */
    module: z.string(),
    detail,
    fresh: z.boolean(),
    /** Why, where it is a calculation. */
    trouble: z.enum(acceleratorTroubles).optional(),
  }),
  /** Everything runs, and yet the environment is not as the manifest wants it. */
  z.object({ code: z.literal('not-healed'), findings: z.array(findingSchema), fresh: z.boolean() }),
  // launching
  z.object({
    code: z.literal('launch-failed'),
    command: z.array(z.string()),
    /** Both null where it did not come to its own end: it could not be started, or was stopped by us. */
    exitCode: z.number().int().nullable(),
    signal: z.string().nullable(),
    /** It was ready before. */
    ready: z.boolean(),
    cause: z.object({
      kind: z.enum(launchCauses),
      /** What it is about: a module, a library, an address, a kind of exception; null where nothing names it. */
      subject: z.string().nullable(),
      /** Normalised name of the package that it is about; null where that cannot be told. */
      package: z.string().nullable(),
      /** The line of the output that tells it; null where the exit code or the signal does. */
      evidence: z.string().nullable(),
    }),
    /** The finding of the diagnosis afterwards that corresponds to the cause. */
    finding: findingSchema.nullable(),
    /** How many findings ask for a repair; null where the environment was not looked at. */
    findings: z.number().int().nullable(),
    /** The profile that the environment was looked at for. */
    profile: z.string(),
    detail,
  }),
  // exporting logs; null: of any environment
  z.object({ code: z.literal('no-logs'), environment: z.string().nullable() }),
  // calls from a window or page
  z.object({ code: z.literal('call-invalid'), call: z.string(), problems: z.array(z.string()) }),
  z.object({ code: z.literal('call-refused'), reason: z.string() }),
  z.object({ code: z.literal('run-in-progress'), run: z.string() }),
  z.object({ code: z.literal('no-such-run'), run: z.string() }),
  /** `setting`: its key. */
  z.object({ code: z.literal('setting-invalid'), setting: z.string(), why: z.enum(settingProblems) }),
  // an unforeseen error: a defect of this program, not of the user's machine
  z.object({ code: z.literal('bug'), message: z.string(), journal: z.string().nullable() }),
]);

export type Failure = z.infer<typeof failureSchema>;
export type FailureCode = Failure['code'];

/** What every host answers to a call; a thrown error never crosses a boundary. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/**
 * Codes that can get better by themselves, so that the runner may try the same step again.
 * Source: the recovery table of the original (locked file, download) and facts on uv and pip.
 */
const passing: ReadonlySet<FailureCode> = new Set([
  'index-unreachable',
  'download-failed',
  'hash-mismatch',
  'file-locked',
  'command-timed-out',
]);

export const canGetBetter = (failure: Failure): boolean =>
  passing.has(failure.code) &&
  !('problem' in failure && failure.problem !== null && lasting.has(failure.problem.reason));

/** What no second try changes: somebody has to do something first. */
const lasting: ReadonlySet<NetworkReason> = new Set<NetworkReason>([
  'proxy-auth',
  'tls',
  'tls-inspection',
  'captive-portal',
  'unauthorized',
  'forbidden',
  'not-found',
]);

/** How long a server asked to be left alone, in milliseconds; 0 where none did. */
export const askedToWaitMs = (failure: Failure): number =>
  'problem' in failure ? (failure.problem?.retryAfterMs ?? 0) : 0;
