import type { Failure } from '../../../shared/failure.ts';
import type { Finding } from '../../../shared/finding.ts';
import type { Layer, ReadySignal } from '../../../shared/manifest.ts';
import type { LaunchEnd } from '../interfaces/launcher.ts';
import type { InstalledPackage } from '../interfaces/packages.ts';
import { parseDependency, parseRequirement } from '../requirement.ts';
import type { RunContext } from '../run-context.ts';
import { answeringFinding } from './answering-finding.ts';
import { matchCause } from './cause.ts';
import { packageOf } from './package-of.ts';

export type LaunchFailed = Extract<Failure, { code: 'launch-failed' }>;

/** Lines of the program's output that its failure carries. */
const detailLines = 20;

/** A program that was started and has ended. */
export interface Watched {
  end: LaunchEnd;
  ready: boolean;
}

interface Launched {
  root: string;
  profile: string;
  layers: readonly Layer[];
  command: string[];
  /** null where it was not started, because an interrupted repair has left the environment half changed. */
  watched: Watched | null;
}

/** The failure as far as the program itself tells it. */
export const startOfFailure = async (
  { tools, request }: RunContext,
  { root, profile, layers, command, watched }: Launched,
): Promise<LaunchFailed> => {
  const base = { code: 'launch-failed', command, profile, finding: null, findings: null } as const;
  if (watched === null)
    return {
      ...base,
      exitCode: null,
      signal: null,
      ready: false,
      cause: { kind: 'unfinished-run', subject: null, package: null, evidence: null },
      detail: [],
    };
  const { end, ready } = watched;
  const matched = matchCause(end);
  const subject = end.how === 'in-use' ? portOf(request.manifest.launch?.ready) : matched.subject;
  const packages = (await tools.packages.list(root))?.packages ?? [];
  const known = { packages, required: requiredBy(layers, packages), lines: end.lines };
  return {
    ...base,
    exitCode: end.exitCode,
    signal: end.signal,
    // Without a signal to wait for nobody knows that it was ready.
    ready: ready && request.manifest.launch?.ready !== undefined,
    cause: { ...matched, subject, package: packageOf({ ...matched, subject }, known) },
    detail: end.lines.slice(-detailLines),
  };
};

/** The failure with what a diagnosis has found; `asking`: what a repair would answer. */
export const explain = (failure: LaunchFailed, asking: readonly Finding[]): LaunchFailed => {
  const finding = answeringFinding(failure.cause, asking);
  const { cause } = failure;
  const named = finding !== null && 'package' in finding ? finding.package : null;
  return { ...failure, cause: { ...cause, package: cause.package ?? named }, finding, findings: asking.length };
};

/** Names that the layers ask for, and that what is installed needs, whatever the conditions. */
const requiredBy = (layers: readonly Layer[], packages: readonly InstalledPackage[]): Set<string> => {
  const asked = layers.flatMap(({ requirements, variants = [] }) => [
    ...requirements,
    ...variants.flatMap((one) => one.requirements),
  ]);
  return new Set([
    ...asked.map((requirement) => parseRequirement(requirement).name),
    ...packages.flatMap(({ requires }) => requires.flatMap((line) => parseDependency(line)?.name ?? [])),
  ]);
};

/** What a program was to answer at, for people. */
const portOf = (ready: ReadySignal | undefined): string | null => {
  if (ready === undefined || typeof ready === 'string') return null;
  return 'port' in ready ? `port ${ready.port}` : ready.url;
};
