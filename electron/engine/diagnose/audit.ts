import { evidenceLimit, type FileEvidence, type Finding } from '../../../shared/finding.ts';
import { asksForRepair } from '../../../shared/severity.ts';
import { dependenciesOf } from '../homes.ts';
import type { PackageAudit } from '../interfaces/audit.ts';
import type { Inventory } from '../interfaces/packages.ts';
import { normalizeName } from '../requirement.ts';
import type { DiagnoseContext } from './context.ts';

/** What is installed against the packages' own RECORDs: the files, the dist-infos, and both together. */
export const auditFindings = async (context: DiagnoseContext): Promise<Finding[]> => {
  const { root, deep, interpreter, audit, signal, emit, inventory } = context;
  const audits = await audit({
    root,
    deep,
    abi: interpreter?.abi ?? null,
    signal,
    onProgress: (done, total) => emit({ type: 'audit-progressed', done, total }),
  });
  return [...duplicateFindings(inventory), ...findingsOf(audits, inventory), ...(await undocumentedFindings(context))];
};

const duplicateFindings = ({ duplicates }: Inventory): Finding[] =>
  duplicates.map(({ package: name, versions, paths }) => ({
    code: 'dist-info-duplicated',
    package: name,
    versions: [...versions],
    paths: [...paths],
  }));

/** Pure. One cause is one finding: of two dist-infos one cannot fit, and what is gone misses every file. */
export const findingsOf = (
  audits: readonly PackageAudit[],
  { duplicates }: Pick<Inventory, 'duplicates'>,
): Finding[] => {
  const twice = new Set(duplicates.map(({ package: name }) => name));
  // A folder that packages have in common is in the list of one of them.
  const closed = new Set(audits.flatMap((audit) => audit.protected.map(({ path }) => path)));
  const told = audits.filter((audit) => !twice.has(audit.package));
  const findings = told.map((audit) => ofPackage(audit, closed));
  const damaged = told.filter((_, at) => findings[at]?.some(asksForRepair));
  return told.flatMap((audit, at) => [...(findings[at] ?? []), ...rightsOf(audit, damaged)]);
};

/** What is read-only hinders nobody but a repair, and that only on the way to a package that is damaged. */
const rightsOf = (audit: PackageAudit, damaged: readonly PackageAudit[]): Finding[] => {
  const infos = damaged.map(({ distInfo }) => distInfo.replaceAll('\\', '/'));
  const isInTheWay =
    damaged.includes(audit) || audit.protected.some(({ path }) => infos.some((info) => info.includes(`/${path}/`)));
  const { package: name, protected: closed, wrongOwner } = audit;
  const isHindering = ({ hinders }: { hinders: boolean }): boolean => hinders;
  return [
    ...some(closed, {
      code: 'files-protected',
      package: name,
      ...evidenceOf(closed),
      hinders: isInTheWay || closed.some(isHindering),
    }),
    ...some(wrongOwner, {
      code: 'wrong-owner',
      package: name,
      ...evidenceOf(wrongOwner),
      hinders: wrongOwner.some(isHindering),
    }),
  ];
};

const ofPackage = (audit: PackageAudit, closed: ReadonlySet<string>): Finding[] => {
  const { package: name, version, distInfo: path, metadata, record, unsafe } = audit;
  const findings: Finding[] = [];
  if (metadata !== 'whole')
    findings.push({ code: metadata === 'missing' ? 'metadata-missing' : 'metadata-empty', package: name, path });
  if (record !== 'whole')
    findings.push({ code: record === 'missing' ? 'record-missing' : 'record-empty', package: name, path });
  if (unsafe.length > 0)
    findings.push({
      code: 'record-unsafe',
      package: name,
      path,
      entries: unsafe.slice(0, evidenceLimit).map(shortPath),
      count: unsafe.length,
    });
  if (audit.gone) return [...findings, { code: 'package-gone', package: name, version, path }];
  return [...findings, ...filesOf(audit, closed)];
};

/** What a finding of its own is about already is not said again: METADATA, and what nobody may look at. */
const filesOf = (
  { package: name, version, metadata, ...audit }: PackageAudit,
  closed: ReadonlySet<string>,
): Finding[] => {
  const folder = /[^\\/]+$/.exec(audit.distInfo)?.[0] ?? audit.distInfo;
  const isNews = ({ path, found }: FileEvidence): boolean =>
    !(found.startsWith('unreadable') && isWithin(closed, path)) &&
    (metadata === 'whole' || !path.endsWith(`${folder}/METADATA`));
  const missing = audit.missing.filter(isNews);
  const truncated = audit.truncated.filter(isNews);
  const altered = audit.altered.filter(isNews);
  const { customized } = audit;
  return [
    ...some(missing, { code: 'files-missing', package: name, version, ...evidenceOf(missing) }),
    ...some(truncated, { code: 'files-truncated', package: name, version, ...evidenceOf(truncated) }),
    ...some(altered, { code: 'files-altered', package: name, version, ...evidenceOf(altered) }),
    ...some(customized, { code: 'files-customized', package: name, version, ...evidenceOf(customized) }),
    ...some(audit.linked, { code: 'files-linked', package: name, version, ...evidenceOf(audit.linked) }),
    ...some(audit.foreignAbi, { code: 'foreign-abi', package: name, version, ...evidenceOf(audit.foreignAbi) }),
  ];
};

const some = <F extends Finding>(files: readonly FileEvidence[], finding: F): F[] =>
  files.length === 0 ? [] : [finding];

const evidenceOf = (files: readonly FileEvidence[]): { files: FileEvidence[]; count: number } => ({
  files: files.slice(0, evidenceLimit).map(({ path, expected, found }) => ({ path: shortPath(path), expected, found })),
  count: files.length,
});

/** So many characters of a path are shown: a RECORD may name what no system takes. */
const mostShown = 300;

const shortPath = (path: string): string =>
  path.length <= mostShown ? path : `${path.slice(0, mostShown - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** A path or a folder above it is one of these. */
const isWithin = (closed: ReadonlySet<string>, path: string): boolean =>
  closed.size > 0 &&
  (closed.has(path) || (path.includes('/') && isWithin(closed, path.slice(0, path.lastIndexOf('/')))));

/** Packages that are needed and there, but for the dist-info that says so: an interrupted uninstall takes it first. */
const undocumentedFindings = async ({
  root,
  choice,
  inventory,
  interpreter,
  tools,
}: DiagnoseContext): Promise<Finding[]> => {
  const needed = new Set([
    ...choice.layers.flatMap(({ packages }) => packages.map(({ name }) => name)),
    ...inventory.packages.flatMap((one) =>
      interpreter === null ? [] : dependenciesOf(one, interpreter.markers, new Set()).map(({ name }) => name),
    ),
  ]);
  for (const { name } of inventory.packages) needed.delete(name);
  const names = new Set(inventory.entries.map((entry) => normalizeName(entry.replace(/\.py$/, ''))));
  const asked = [...needed].filter((name) => names.has(name));
  if (asked.length === 0) return [];
  const files = await tools.packages.filesOfEach(root, asked);
  return asked.flatMap((name, at): Finding[] => {
    const [path] = files[at] ?? [];
    return path === undefined ? [] : [{ code: 'dist-info-missing', package: name, path }];
  });
};
