import { relative, sep } from 'node:path';
import { readOrEmpty, recordBytes } from '../packages/read-beginning.ts';
import { parseRecord } from '../packages/record.ts';
import { recordPlace } from '../packages/record-place.ts';
import type { Claim, Task } from './task.ts';

/** What the RECORDs of these dist-infos say of these files. One that cannot be read claims nothing. */
export const claimsOf = async (task: Extract<Task, { kind: 'claims' }>): Promise<Claim[]> => {
  const { root, sitePackages, distInfos } = task;
  const wanted = new Set(task.paths);
  const claims: Claim[] = [];
  for (const distInfo of distInfos)
    for (const { path: entry, size, hash } of parseRecord(await readOrEmpty(distInfo, 'RECORD', recordBytes))) {
      const place = recordPlace(root, sitePackages, entry);
      const path = place === null ? null : relative(root, place).split(sep).join('/');
      if (path !== null && wanted.has(path)) claims.push({ path, distInfo, size, hash });
    }
  return claims;
};
