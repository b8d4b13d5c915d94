import { lstatSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileEvidence } from '../../../shared/finding.ts';
import { throwIfCancelled } from '../failing.ts';
import type { AuditInTwo, AuditPackages, AuditRequest, BeginAudit, PackageAudit } from '../interfaces/audit.ts';
import { isCustomizedContent } from './audit/customized.ts';
import { forgiveShared } from './audit/forgive-shared.ts';
import { unlike } from './audit/hash-jobs.ts';
import { createPool, type Pool } from './audit/pool.ts';
import { rateLimited } from './audit/rate-limited.ts';
import type { Look, Task } from './audit/task.ts';
import { wholeAudit } from './audit/whole-audit.ts';
import { type DistInfo, readDistInfos } from './packages/dist-info.ts';
import { findSitePackages } from './packages/site-packages.ts';

/** See AuditPackages. */
export const createAudit = (): AuditPackages => async (request) => {
  const { wrong, close } = await beginAudit(request);
  await close();
  return wrong;
};

/** See BeginAudit. Sizes first, then contents, the largest files first so that the workers end together. */
export const beginAudit: BeginAudit = async (request) => {
  const { root, signal, deep } = request;
  throwIfCancelled(signal);
  const sitePackages = await findSitePackages(root);
  if (sitePackages === null) return nothingThere;
  const only = request.only === undefined ? null : new Set(request.only);
  const all = await readDistInfos(sitePackages);
  const infos = all.filter(({ name }) => only === null || only.has(name));
  if (infos.length === 0) return nothingThere;
  const progress = rateLimited(request.onProgress ?? (() => undefined));
  const pool = createPool(signal, progress.add);
  const hash = async (looks: readonly Listed[]): Promise<PackageAudit[]> => {
    await compareContents(pool, looks, progress);
    await forgiveShared(pool, looks, { root, sitePackages, all });
    onlyFirst(looks);
    return looks.map(({ audit }) => worded(audit)).filter(isWrong);
  };
  try {
    const looks = await lookAt(pool, request, { sitePackages, infos });
    const rest = looks.map((look) => ({ audit: onlyRights(look.audit), jobs: look.rest }));
    const wrong = await hash(
      looks.map(({ audit, jobs, rest: more }) => ({ audit, jobs: deep ? [...jobs, ...more] : jobs })),
    );
    return { wrong, hashRest: async () => (deep ? [] : hash(rest)), close: pool.close };
  } catch (error) {
    await pool.close();
    throw error;
  }
};

const nothingThere: AuditInTwo = { wrong: [], hashRest: async () => [], close: async () => undefined };

/** What hinders a repair is one with what is found now: a second look, too, must know of it. */
const onlyRights = (audit: PackageAudit): PackageAudit => ({
  ...wholeAudit(audit),
  protected: audit.protected,
  wrongOwner: audit.wrongOwner,
});

type Listed = Pick<Look, 'audit' | 'jobs'>;

const compareContents = async (
  pool: Pool,
  looks: readonly Listed[],
  progress: ReturnType<typeof rateLimited>,
): Promise<void> => {
  const jobs = looks.flatMap(({ jobs: own }, at) => own.map((job) => ({ at, job })));
  progress.begin(jobs.reduce((sum, { job }) => sum + job.bytes, 0));
  const wrong = await unlike(
    pool,
    jobs.map(({ job }) => job),
  );
  jobs.forEach(({ at, job }, position) => {
    const found = wrong[position] ?? null;
    const audit = looks[at]?.audit;
    if (found === null || audit === undefined) return;
    const list = isCustomizedContent(job.path, found) ? audit.customized : audit.altered;
    list.push({ path: job.path, expected: job.digest, found });
  });
  progress.end();
};

const lookAt = async (
  pool: Pool,
  { root, abi }: AuditRequest,
  { sitePackages, infos }: { sitePackages: string; infos: readonly DistInfo[] },
): Promise<Look[]> => {
  const realRoot = await realpath(root);
  const bySize = infos.map((info) => ({ info, bytes: recordBytes(info.path) })).sort((a, b) => b.bytes - a.bytes);
  const tasks = bySize.map(
    ({ info }): Task => ({
      kind: 'look',
      look: {
        root,
        realRoot,
        sitePackages,
        package: info.name,
        written: info.written,
        version: info.version,
        distInfo: info.path,
        abi,
      },
    }),
  );
  // Starting a worker takes as long as looking at about 2,000 files, for each of which RECORD has some 100 bytes.
  const bytes = bySize.reduce((sum, one) => sum + one.bytes, 0);
  const answers = await pool.perform(tasks, 1 + Math.floor(bytes / 200_000));
  return answers
    .flatMap((answer) => (answer.kind === 'look' ? [answer.look] : []))
    .sort((a, b) => (a.audit.distInfo < b.audit.distInfo ? -1 : 1));
};

/** 0 where there is none: then there is little to look at. */
const recordBytes = (distInfo: string): number =>
  lstatSync(join(distInfo, 'RECORD'), { throwIfNoEntry: false })?.size ?? 0;

/** What two packages have in common, such as site-packages itself, is said of the first. */
const onlyFirst = (looks: readonly Listed[]): void => {
  for (const key of ['protected', 'wrongOwner'] as const) {
    const seen = new Set<string>();
    for (const { audit } of looks)
      audit[key] = audit[key].filter(({ path }) => !seen.has(path) && seen.add(path).has(path));
  }
};

/** Digests as people compare them: by their first letters. */
const worded = (audit: PackageAudit): PackageAudit => ({
  ...audit,
  altered: audit.altered.map(withShortDigests),
  customized: audit.customized.map(withShortDigests),
});

const withShortDigests = ({ path, expected, found }: FileEvidence): FileEvidence => ({
  path,
  expected: short(expected),
  found: short(found),
});

const short = (text: string): string => (/^[A-Za-z0-9_-]{43,}$/.test(text) ? `sha256=${text.slice(0, 12)}…` : text);

const isWrong = (audit: PackageAudit): boolean =>
  audit.metadata !== 'whole' ||
  audit.record !== 'whole' ||
  audit.gone ||
  [
    audit.unsafe,
    audit.missing,
    audit.truncated,
    audit.altered,
    audit.customized,
    audit.linked,
    audit.foreignAbi,
    audit.protected,
    audit.wrongOwner,
  ].some((list) => list.length > 0);
