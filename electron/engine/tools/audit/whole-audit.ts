import type { PackageAudit } from '../../interfaces/audit.ts';

/** Of a package with which nothing is wrong yet. */
export const wholeAudit = ({
  package: name,
  version,
  distInfo,
}: Pick<PackageAudit, 'package' | 'version' | 'distInfo'>): PackageAudit => ({
  package: name,
  version,
  distInfo,
  metadata: 'whole',
  record: 'whole',
  unsafe: [],
  missing: [],
  truncated: [],
  altered: [],
  customized: [],
  linked: [],
  foreignAbi: [],
  protected: [],
  wrongOwner: [],
  gone: false,
});
