import type { Failure } from '../../../../shared/failure.ts';
import { redact } from '../../../../shared/redact.ts';
import type { CommandResult } from '../../interfaces/command.ts';
import { normalizeName } from '../../requirement.ts';
import { indexOfUrl, packageOfFile } from '../index-url.ts';
import { networkCause } from '../network-cause.ts';
import { failureInOutput } from '../system-failure.ts';

/** The failure for an exit that no rule here explains. */
export type PipOtherwise = (result: Pick<CommandResult, 'exitCode' | 'tail'>) => Failure;

/**
 * What pip's log and output mean, for pip 22 to 26. `path` is what a system error is about where pip
 * names nothing.
 */
export const pipFailure = (
  output: string,
  { path, otherwise }: { path: string; otherwise: () => Failure },
): Failure => {
  const text = output.replace(/^\d{4}-\d\d-\d\dT[\d:,]+ /gm, '');
  return (
    tooOld(text) ??
    badFile(text) ??
    unreachable(text) ??
    noMatch(text) ??
    conflict(text) ??
    failureInOutput(text, path) ??
    badDownload(text) ??
    otherwise()
  );
};

/** A venv of an old Python carries the pip of its day. */
const tooOld = (text: string): Failure | null => {
  const option = /no such option: (--[a-z-]+)/.exec(text)?.[1];
  if (option === undefined) return null;
  const detail = [
    `this pip is older than 22.2 and does not know ${option}; renew it with: python -m pip install --upgrade pip`,
  ];
  return { code: 'command-failed', command: 'pip', exitCode: 2, detail };
};

/** pip 23 says this of a download that was cut short, too. */
const badFile = (text: string): Failure | null => {
  const found = /THESE PACKAGES DO NOT MATCH THE HASHES[^\n]*\n\s+(.+?):\s*\n\s+(Expected .+)\n\s+(Got .+)/.exec(text);
  if (found === null) return null;
  const name = /^([A-Za-z0-9._-]*[A-Za-z0-9])(?:\[[^\]]*\])?(?:[<>=!~]\S*)? from /.exec(found[1] ?? '')?.[1];
  return {
    code: 'hash-mismatch',
    package: name === undefined ? null : normalizeName(name),
    detail: [found[1], found[2], found[3]].map((line) => (line ?? '').replace(/\s+/g, ' ')),
  };
};

/** A page that an index did not give, which pip takes for a project without files. 404 is its way to say that it has none. */
const unreachable = (text: string): Failure | null => {
  if (!/No matching distribution found|ResolutionImpossible/.test(text)) return null;
  for (const [, url, reason] of text.matchAll(/Could not fetch URL (\S+): (.*) - skipping/g)) {
    if (url === undefined || reason === undefined || /^404 /.test(reason)) continue;
    return {
      code: 'index-unreachable',
      index: redact(indexOfUrl(url)),
      cause: networkCause(reason) ?? reason.slice(-200),
      problem: null,
    };
  }
  const ignored = /repository located at (\S+) is not a trusted or secure host/.exec(text);
  return ignored?.[1] === undefined
    ? null
    : { code: 'index-unreachable', index: ignored[1], cause: networkCause(ignored[0]) ?? ignored[0], problem: null };
};

const errorLines = (text: string): string[] => [
  ...new Set([...text.matchAll(/^ *ERROR: (.+)$/gm)].map((match) => match[1] ?? '')),
];

const noMatch = (text: string): Failure | null => {
  const requirement = /ERROR: No matching distribution found for (.+?)(?: \(from .*)?$/m.exec(text)?.[1];
  return requirement === undefined ? null : { code: 'package-not-found', requirement, detail: errorLines(text) };
};

const conflict = (text: string): Failure | null => {
  if (!/ResolutionImpossible/.test(text)) return null;
  const causes = /The conflict is caused by:\n((?: {4}.+\n?)+)/.exec(text)?.[1] ?? '';
  const detail = causes
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { code: 'requirements-conflict', detail: detail.length > 0 ? detail : errorLines(text).slice(0, 1) };
};

/** A file or page that ended before its end, came too slowly, or with an error instead. */
const badDownload = (text: string): Failure | null => {
  const failed =
    /ERROR: HTTP error [45]\d\d while getting (\S+)/.exec(text) ??
    /Max retries exceeded with url: (\S+)/.exec(text) ??
    /Unable to fetch (\S+)/.exec(text) ??
    /^(?:ERROR: )?.*(?:IncompleteRead|Connection broken|Read timed out|ReadTimeoutError|ProtocolError|JSONDecodeError|incomplete-download|ConnectionResetError).*$/m.exec(
      text,
    );
  if (failed === null) return null;
  const last = [...text.matchAll(/Downloading (\S+\.whl)\b(?!\.metadata)/g)].at(-1)?.[1] ?? '';
  const reason = networkCause(text.slice(failed.index)) ?? errorLines(text).at(-1) ?? failed[0];
  return {
    code: 'download-failed',
    package: packageOfFile(failed[1] ?? '') ?? packageOfFile(last),
    cause: reason,
    problem: null,
  };
};
