import type { LaunchCause, LaunchCauseKind } from '../../../shared/launch-cause.ts';
import { abiMix, missingLibrary, tornNumpy } from '../diagnose/import-cause.ts';
import type { LaunchEnd } from '../interfaces/launcher.ts';
import { troubleOf } from '../tools/prover/trouble.ts';
import { meaningOf } from './codes.ts';
import { lineRules, quoted } from './rules.ts';
import { exceptionLine, tellingLines } from './traceback.ts';

type Matched = Pick<LaunchCause, 'kind' | 'subject' | 'evidence'>;
type Ended = Pick<LaunchEnd, 'exitCode' | 'signal' | 'how' | 'lines'>;

const none = { subject: null, evidence: null } as const;

/**
 * Why a program could not be launched, or ended with an error. Pure: from how it ended and what it
 * said, the last line that tells something first, then the code that it ended with.
 */
export const matchCause = (end: Ended): Matched => {
  const { evidence, ...matched } = causeOf(end);
  return { ...matched, evidence: evidence === null ? null : shortEnough(evidence) };
};

/** It becomes part of a sentence; the failure's last lines have all of it. */
const longestEvidence = 300;

const shortEnough = (line: string): string =>
  line.length > longestEvidence ? `${line.slice(0, longestEvidence)}…` : line;

const causeOf = (end: Ended): Matched => {
  const last = end.lines.findLast((line) => line.trim() !== '') ?? null;
  switch (end.how) {
    case 'too-slow':
      return { kind: 'too-slow', ...none };
    case 'in-use':
      return { kind: 'address-in-use', ...none };
    case 'not-started':
      return { kind: 'interpreter-broken', subject: null, evidence: last };
    case 'ended':
      return end.exitCode === 0 ? { kind: 'ended-early', ...none } : causeOfEnd(end);
  }
};

const causeOfEnd = (end: Ended): Matched => {
  const code = meaningOf(end);
  const byCode = code === null ? null : { ...code, evidence: null };
  // Who was ended from outside has said nothing about it: its last lines are about something else.
  if (byCode !== null && (byCode.kind === 'ended-from-outside' || byCode.kind === 'killed')) return byCode;
  const telling = tellingLines(end.lines);
  for (const line of telling.toReversed()) {
    const found = causeInLine(line);
    if (found !== null) return { ...found, evidence: line.trim() };
  }
  if (byCode !== null) return byCode;
  const own = exceptionLine(telling);
  return own === null
    ? { kind: 'unknown', ...none }
    : { kind: 'own-error', subject: own.split(':')[0]?.split('.').at(-1) ?? null, evidence: own };
};

const causeInLine = (line: string): Omit<Matched, 'evidence'> | null => {
  if (tornNumpy.test(line)) return { kind: 'numpy-torn', subject: null };
  if (abiMix.test(line)) return { kind: 'abi-mix', subject: null };
  const gpu = gpuCause(line);
  if (gpu !== null) return { kind: gpu, subject: null };
  for (const { pattern, kind } of lineRules) {
    const match = pattern.exec(line);
    if (match !== null) return { kind, subject: subjectOf(kind, match.groups ?? {}, line) };
  }
  const library = missingLibrary(line);
  if (library === null) return null;
  return { kind: 'library-missing', subject: library.name ?? /while importing (\w+)/.exec(line)?.[1] ?? null };
};

/** PyTorch's own words for what is wrong with a card, told apart where they are for a proof. */
const gpuCause = (line: string): LaunchCauseKind | null => {
  if (!/CUDA|HIP|NVIDIA|cublas|\bMPS\b/i.test(line)) return null;
  switch (troubleOf(line, false)) {
    case 'cpu-build':
      return 'wrong-build';
    case 'no-kernels':
      return 'no-kernels';
    case 'driver-too-old':
      return 'driver-too-old';
    case 'driver-missing':
      return 'driver-missing';
    case 'restart-needed':
      return 'gpu-unavailable';
    case 'gpu-busy':
      return /out of memory/i.test(line) ? 'gpu-memory' : 'gpu-unavailable';
    default:
      return null;
  }
};

const subjectOf = (kind: LaunchCauseKind, groups: Record<string, string | undefined>, line: string): string | null => {
  switch (kind) {
    case 'address-in-use': {
      const port = groups['port'] ?? groups['range'] ?? groups['named'];
      return port === undefined ? null : `port ${port}`;
    }
    case 'name-missing':
      return nameOf(groups);
    case 'version-conflict':
      return groups['subject'] ?? groups['found'] ?? null;
    case 'permission-denied':
    case 'file-missing':
    case 'file-in-use':
      return quoted.exec(line)?.groups?.['subject'] ?? null;
    default:
      return groups['subject'] ?? null;
  }
};

const nameOf = ({ name, of, owner, attribute, removed }: Record<string, string | undefined>): string =>
  removed === undefined ? `${of ?? owner}.${name ?? attribute}` : `numpy.${removed}`;
