import { join } from 'node:path';
import type { FileEvidence } from '../../../../shared/finding.ts';
import type { DistInfo } from '../packages/dist-info.ts';
import { comparableHash } from './comparable-hash.ts';
import { unlike } from './hash-jobs.ts';
import type { Pool } from './pool.ts';
import type { Claim, HashJob, Look } from './task.ts';

/**
 * Some packages bring the same file with different contents (`nvidia/__init__.py`); the one that was
 * installed last has won. It is whole for all of them if it is as one of them lists it.
 */
export const forgiveShared = async (
  pool: Pool,
  looks: readonly Pick<Look, 'audit'>[],
  { root, sitePackages, all }: { root: string; sitePackages: string; all: readonly DistInfo[] },
): Promise<void> => {
  const paths = looks.flatMap(({ audit }) =>
    [...audit.truncated, ...audit.altered, ...audit.customized].map(({ path }) => path),
  );
  if (paths.length === 0) return;
  const distInfos = all.map(({ path }) => path);
  const [answer] = await pool.perform([{ kind: 'claims', root, sitePackages, distInfos, paths }], 1);
  const claims = answer?.kind === 'claims' ? answer.claims : [];
  const owners = new Map<string, Set<string>>();
  for (const { path, distInfo } of claims) owners.set(path, (owners.get(path) ?? new Set()).add(distInfo));
  const jobs = claims.filter(({ path }) => (owners.get(path)?.size ?? 0) > 1).flatMap((claim) => jobOf(root, claim));
  const wrong = await unlike(pool, jobs);
  const whole = new Set(jobs.filter((_, at) => wrong[at] === null).map(({ path }) => path));
  const isNotWhole = ({ path }: FileEvidence): boolean => !whole.has(path);
  for (const { audit } of looks) {
    audit.truncated = audit.truncated.filter(isNotWhole);
    audit.altered = audit.altered.filter(isNotWhole);
    audit.customized = audit.customized.filter(isNotWhole);
  }
};

const jobOf = (root: string, { path, size, hash }: Claim): HashJob[] => {
  const listed = comparableHash(hash);
  if (listed === null) return [];
  return [{ path, full: join(root, path), bytes: /^\d{1,15}$/.test(size) ? Number(size) : 0, ...listed }];
};
