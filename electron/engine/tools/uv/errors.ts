import type { Failure } from '../../../../shared/failure.ts';
import { redact } from '../../../../shared/redact.ts';
import type { CommandResult } from '../../interfaces/command.ts';
import { normalizeName } from '../../requirement.ts';
import { buildFailed } from '../backends/build-failed.ts';
import { indexOfUrl, packageOfFile } from '../index-url.ts';
import { networkCause } from '../network-cause.ts';
import { failureInOutput } from '../system-failure.ts';

/** The failure for an exit that no rule here explains. */
export type UvOtherwise = (result: Pick<CommandResult, 'exitCode' | 'tail'>) => Failure;

/**
 * What uv's stderr means, for uv 0.8 (boxes around the chain of causes, lines wrapped) and 0.13
 * (`cause:` lines). `path` is what a system error is about where uv names nothing.
 */
export const uvFailure = (stderr: string, { path, otherwise }: { path: string; otherwise: () => Failure }): Failure => {
  const text = flat(stderr);
  return (
    badBuild(text, stderr, otherwise) ??
    (noConnection.test(text) ? null : failureInOutput(unboxed(stderr), path)) ??
    badFile(text) ??
    unreachable(text) ??
    badDownload(text) ??
    noSolution(text) ??
    otherwise()
  );
};

const noConnection = /client error \(Connect\)|tcp connect error|dns error|invalid peer certificate|tunnel error/;

const unboxed = (stderr: string): string => stderr.replace(/[×│├╰─▶]+/g, '');
const flat = (stderr: string): string => unboxed(stderr).replace(/\s+/g, ' ');

const downloaded = (text: string): string | null => {
  const name = /Failed to (?:download|fetch|read|unpack|prepare)[^`]*`([A-Za-z0-9._-]+?)(?:==[^`]*)?`/.exec(text)?.[1];
  return name === undefined ? null : name.replace(/[-_.]+/g, '-').toLowerCase();
};

/** A wheel that arrived whole and is not what it should be. */
const badFile = (text: string): Failure | null => {
  const broken = /Hash mismatch for|Bad CRC|Failed to extract archive/.exec(text);
  if (broken === null || networkCause(text) !== null) return null;
  return { code: 'hash-mismatch', package: downloaded(text), detail: [text.slice(broken.index).trim().slice(0, 500)] };
};

const fetchedUrl = (text: string): string | null =>
  /Failed to fetch: `?(\S+?)`?(?: |$)/.exec(text)?.[1] ?? /for url \((\S+?)\)/.exec(text)?.[1] ?? null;

const index = (text: string, url: string, cause: string): Failure => ({
  code: 'index-unreachable',
  index: redact(indexOfUrl(url)),
  cause: networkCause(text) ?? cause,
  problem: null,
});

/** No connection, no permission, or no answer for a project's page. */
const unreachable = (text: string): Failure | null => {
  const refused = /An index(?: URL)? \((\S+)\) (?:could not be queried|returned a)[^.]*/.exec(text);
  if (refused?.[1] !== undefined) return index(refused[0], `${refused[1]}x/`, 'it refused the request');
  const url = fetchedUrl(text);
  if (url === null) return null;
  if (noConnection.test(text)) return index(text, url, 'no connection');
  return packageOfFile(url) === null && !/Failed to download/.test(text)
    ? index(text, url, 'it gave no usable answer')
    : null;
};

const badDownload = (text: string): Failure | null => {
  const url = fetchedUrl(text);
  if (!/Failed to download/.test(text) && url === null) return null;
  const name = downloaded(text) ?? (url === null ? null : packageOfFile(url));
  return {
    code: 'download-failed',
    package: name,
    cause: networkCause(text) ?? text.slice(-200).trim(),
    problem: null,
  };
};

/** Comes first: what else the output seems to say, the package's own code has said. */
const badBuild = (text: string, stderr: string, otherwise: () => Failure): Failure | null => {
  const needs = /Failed to resolve requirements from `build-system/.test(text) && fetchedUrl(text) === null;
  if (!needs && !/The build backend returned an error/.test(text)) return null;
  const [, name, version] = /Failed to (?:download and )?build `([^`=]+)==([^`]+)`/.exec(text) ?? [];
  // `uv build` names a path.
  if (name === undefined || version === undefined) return otherwise();
  const exitCode = Number(/exit (?:status|code): (\d+)/.exec(text)?.[1] ?? Number.NaN);
  return buildFailed(
    { name: normalizeName(name), version },
    'uv',
    Number.isNaN(exitCode) ? null : exitCode,
    unboxed(stderr).split('\n'),
  );
};

const missing: readonly RegExp[] = [
  /Because (\S+) was not found in (?:the|any)/,
  /there (?:is|are) no versions? of (\S+)/,
  /(\S+) has no wheels with a matching/,
  /does not satisfy Python\S* and (\S+) depends on Python/,
  /\b(?:is|are) available and you require ([^,]+), we can conclude that your requirements are unsatisfiable/,
];

const noSolution = (text: string): Failure | null => {
  const reason = /No solution found when resolving dependencies.*?(Because .*)/.exec(text)?.[1];
  if (reason === undefined) return null;
  const detail = sentences(reason);
  const source = sourceOnly(reason);
  if (source !== null) return { code: 'source-only', ...source, detail };
  for (const pattern of missing) {
    const requirement = pattern.exec(reason)?.[1];
    if (requirement !== undefined) return { code: 'package-not-found', requirement, detail };
  }
  return { code: 'requirements-conflict', detail };
};

/** uv gives this hint where its proof rests on a source archive that it may not build (uv 0.9 to 0.13). */
const sourceOnly = (reason: string): { package: string; version: string | null } | null => {
  const name = /Wheels are required for `([^`]+)` because building from source is disabled/.exec(reason)?.[1];
  if (name === undefined) return null;
  const versions = [...reason.matchAll(/(\S+?)==(\S+) has no usable wheels/g)];
  return { package: normalizeName(name), version: versions.find(([, one]) => one === name)?.[2] ?? null };
};

/** uv's proof, a sentence a line, and its hints. */
const sentences = (reason: string): string[] =>
  reason.split(/ (?=And because |hint: )/).map((sentence) => sentence.trim());
