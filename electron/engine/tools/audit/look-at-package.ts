import { join } from 'node:path';
import type { PackageAudit } from '../../interfaces/audit.ts';
import { isFrameFile } from '../frame-files.ts';
import { isInstallPlace } from '../packages/install-place.ts';
import type { RecordEntry } from '../packages/record.ts';
import { recordPlace } from '../packages/record-place.ts';
import { comparableHash } from './comparable-hash.ts';
import { isCustomizedSize } from './customized.ts';
import { metadataState, recordEntries } from './dist-info-state.ts';
import { findForeignModules } from './find-foreign-modules.ts';
import { native } from './native-code.ts';
import { createRightsCheck } from './owner-rights.ts';
import { createPlaces, type Place } from './places.ts';
import type { Look, LookRequest } from './task.ts';
import { hasUnlistedBeginning } from './unlisted-beginning.ts';
import { wholeAudit } from './whole-audit.ts';

/** Everything about a package but the contents of its files, which `jobs` and `rest` are for. */
export const lookAtPackage = async (request: LookRequest): Promise<Look> => {
  const { distInfo, root, sitePackages } = request;
  const listed = await recordEntries(distInfo);
  const entries = typeof listed !== 'string' && (await hasUnlistedBeginning(request, listed)) ? 'empty' : listed;
  const audit: PackageAudit = {
    ...wholeAudit(request),
    metadata: await metadataState(distInfo),
    record: typeof entries === 'string' && entries !== 'none' ? entries : 'whole',
  };
  if (typeof entries === 'string')
    return { audit: { ...audit, foreignAbi: await findForeignModules(request, null) }, jobs: [], rest: [] };

  const placeOf = createPlaces(request);
  const { check, rights } = createRightsCheck(request.realRoot);
  const look: Look = { audit, jobs: [], rest: [] };
  const there: string[] = [];
  const outsideDistInfo = { listed: 0, found: 0 };
  const metadataPlace = join(distInfo, 'METADATA');
  for (const entry of entries) {
    if (isBytecode(entry.path)) {
      if (recordPlace(root, sitePackages, entry.path) === null) audit.unsafe.push(entry.path);
      continue;
    }
    const place = placeOf(entry.path);
    if (place === 'unsafe') {
      audit.unsafe.push(entry.path);
      continue;
    }
    if (isFrameFile(place.path)) continue;
    // Of what may be the user's neither rights nor owner are a package's matter.
    if (isInstallPlace(root, sitePackages, place.named)) check(place);
    const isThere = place.stats !== null || place.isLinked || place.problem !== null;
    if (!place.top.endsWith('.dist-info')) {
      outsideDistInfo.listed += 1;
      if (isThere) outsideDistInfo.found += 1;
    }
    if (isThere) there.push(place.path);
    // METADATA has a field of its own.
    if (place.named !== metadataPlace || audit.metadata === 'whole') compare(entry, place, look);
  }
  audit.gone = outsideDistInfo.listed > 0 && outsideDistInfo.found === 0;
  audit.foreignAbi = await findForeignModules(request, there);
  return { ...look, audit: { ...audit, ...rights } };
};

/** Python writes it again whenever it likes. */
const isBytecode = (path: string): boolean => path.endsWith('.pyc') || path.includes('__pycache__/');

/** What is small or native code is hashed always: the one costs nothing, the other crashes instead of failing. */
const smallBytes = 64 * 1024;
const mostNativeBytes = 32 * 1024 * 1024;

const isHashedAlways = (path: string, bytes: number): boolean =>
  bytes <= smallBytes || (bytes <= mostNativeBytes && native.test(path));

const compare = (
  entry: RecordEntry,
  { path, full, stats, isLinked, problem }: Place,
  { audit, jobs, rest }: Look,
): void => {
  if (isLinked) {
    audit.linked.push({ path, expected: 'a file', found: 'a link' });
    return;
  }
  if (stats === null) {
    if (problem === null) audit.missing.push({ path, expected: 'present', found: 'missing' });
    else audit.altered.push({ path, expected: 'present', found: `unreadable (${problem})` });
    return;
  }
  if (!stats.isFile()) {
    audit.altered.push({ path, expected: 'a file', found: stats.isDirectory() ? 'a folder' : 'not a regular file' });
    return;
  }
  if (/^\d{1,15}$/.test(entry.size) && Number(entry.size) !== stats.size) {
    const list = isCustomizedSize(path, Number(entry.size), stats.size) ? audit.customized : audit.truncated;
    list.push({ path, expected: `${Number(entry.size)} bytes`, found: `${stats.size} bytes` });
    return;
  }
  const hash = comparableHash(entry.hash);
  if (hash === null) return;
  (isHashedAlways(path, stats.size) ? jobs : rest).push({ path, full, bytes: stats.size, ...hash });
};
