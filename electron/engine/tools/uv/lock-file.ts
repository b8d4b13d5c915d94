import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Pin } from '../../interfaces/wheels.ts';
import { normalizeName } from '../../requirement.ts';
import { withoutCredentials } from '../index-url.ts';
import { bestWheel } from './best-wheel.ts';

const fileSchema = z.object({
  url: z.string().optional(),
  path: z.string().optional(),
  size: z.number().optional(),
  hashes: z.record(z.string(), z.string()).default({}),
});

type LockedFile = z.infer<typeof fileSchema>;

const lockSchema = z.object({
  packages: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        wheels: z.array(fileSchema).default([]),
        sdist: fileSchema.optional(),
      }),
    )
    .default([]),
});

/**
 * The pins of a pylock.toml (PEP 751) that uv wrote into `folder` for one interpreter, with the best
 * wheel of each package that suits it, or the source archive of one that has none. Throws where it is none. `graph` is the same resolution with its annotations, because the lock does not tell who needs whom.
 */
export const pinsOfLock = (toml: string, graph: string, folder: string): Pin[] => {
  const lock = lockSchema.parse(parse(toml));
  const requires = requirementsOf(graph);
  return lock.packages.map(({ name, version, wheels, sdist }) => {
    const wheel = wheels.length === 0 ? sdist : chosenOf(wheels);
    if (wheel === undefined) throw new Error(`the lock does not tell the wheel of ${name}`);
    const url = wheel.url ?? (wheel.path === undefined ? null : pathToFileURL(resolve(folder, wheel.path)).href);
    return {
      name: normalizeName(name),
      version,
      bytes: wheel.size ?? null,
      sha256: wheel.hashes['sha256'] ?? null,
      url: url === null ? null : withoutCredentials(url),
      requires: requires.get(normalizeName(name)) ?? [],
    };
  });
};

/** One that lies in a folder of wheels and in an index is listed twice. */
const chosenOf = (wheels: readonly LockedFile[]): LockedFile | undefined => {
  const [first] = wheels;
  if (wheels.every(({ hashes }) => hashes['sha256'] === first?.hashes['sha256'])) return first;
  const at = bestWheel(wheels.map(({ url, path }) => (url ?? path ?? '').replace(/^.*[\\/]/, '')));
  return at === null ? undefined : wheels[at];
};

/** Out of `mpmath==1.3.0  # via sympy`: what each package needs. */
const requirementsOf = (graph: string): Map<string, string[]> => {
  const needs = new Map<string, string[]>();
  for (const line of graph.split(/\r?\n/)) {
    const [, name, parents] = /^([A-Za-z0-9._-]+)==\S+\s+# via (.*)$/.exec(line) ?? [];
    if (name === undefined || parents === undefined) continue;
    for (const parent of parents.split(', ').filter((one) => !one.startsWith('-')))
      needs.set(normalizeName(parent), [...(needs.get(normalizeName(parent)) ?? []), normalizeName(name)]);
  }
  return needs;
};
