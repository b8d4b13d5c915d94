import { z } from 'zod';
import type { Pin } from '../../interfaces/wheels.ts';
import { normalizeName } from '../../requirement.ts';
import { withoutCredentials } from '../index-url.ts';

/** pip's installation report, version 1: https://pip.pypa.io/en/stable/reference/installation-report/ */
const reportSchema = z.object({
  version: z.literal('1'),
  install: z.array(
    z.object({
      download_info: z.object({
        url: z.string(),
        archive_info: z
          .object({ hash: z.string().optional(), hashes: z.record(z.string(), z.string()).optional() })
          .optional(),
      }),
      requested_extras: z.array(z.string()).default([]),
      metadata: z.object({ name: z.string(), version: z.string(), requires_dist: z.array(z.string()).default([]) }),
    }),
  ),
});

type Reported = z.infer<typeof reportSchema>['install'][number];

/** The pins of a report. The report knows no sizes. Throws where it is none. */
export const pinsOfReport = (json: string): Pin[] => {
  const { install } = reportSchema.parse(JSON.parse(json));
  const names = new Set(install.map(({ metadata }) => normalizeName(metadata.name)));
  const extras = extrasOf(install);
  return install.map(({ download_info: { url, archive_info: archive }, metadata }) => {
    const name = normalizeName(metadata.name);
    const needs = metadata.requires_dist.filter((requirement) => applies(requirement, extras.get(name)));
    return {
      name,
      version: metadata.version,
      bytes: null,
      sha256: archive?.hashes?.['sha256'] ?? /^sha256=(.+)$/.exec(archive?.hash ?? '')?.[1] ?? null,
      url: withoutCredentials(url),
      requires: [...new Set(needs.map(projectOf))].filter((need) => need !== name && names.has(need)),
    };
  });
};

const projectOf = (requirement: string): string =>
  normalizeName(/^[A-Za-z0-9._-]*[A-Za-z0-9]/.exec(requirement)?.[0] ?? '');

/** Normalised name → the extras that somebody asks for. */
const extrasOf = (install: readonly Reported[]): Map<string, Set<string>> => {
  const extras = new Map<string, Set<string>>();
  const ask = (name: string, wanted: readonly string[]): void => {
    extras.set(name, new Set([...(extras.get(name) ?? []), ...wanted.map(normalizeName)]));
  };
  for (const { metadata, requested_extras } of install) {
    ask(normalizeName(metadata.name), requested_extras);
    for (const requirement of metadata.requires_dist) {
      const listed = /^[A-Za-z0-9._-]+\s*\[([^\]]*)\]/.exec(requirement)?.[1];
      if (listed !== undefined)
        ask(
          projectOf(requirement),
          listed.split(',').map((extra) => extra.trim()),
        );
    }
  }
  return extras;
};

/** Of the markers only extras are looked at: what another marker rules out is not in the report either. */
const applies = (requirement: string, extras: ReadonlySet<string> | undefined): boolean => {
  const extra = /;.*\bextra\s*==\s*['"]([^'"]+)['"]/.exec(requirement)?.[1];
  return extra === undefined || extras?.has(normalizeName(extra)) === true;
};
