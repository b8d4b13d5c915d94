import { parse } from 'smol-toml';
import { z } from 'zod';
import { normalizeName } from '../../requirement.ts';
import type { Pin } from '../../tools.ts';
import { withoutCredentials } from '../index-url.ts';
import { chooseWheel } from './wheel-choice.ts';

const wheelSchema = z.object({
  url: z.string().optional(),
  path: z.string().optional(),
  name: z.string().optional(),
  size: z.number().optional(),
  hashes: z.record(z.string(), z.string()).default({}),
});

const lockSchema = z.object({
  'requires-python': z.string().optional(),
  packages: z
    .array(z.object({ name: z.string(), version: z.string(), wheels: z.array(wheelSchema).default([]) }))
    .default([]),
});

/**
 * The pins of a pylock.toml (PEP 751) that uv wrote for one interpreter. Throws where it is none.
 * `graph` is the same resolution with its annotations, because the lock does not tell who needs whom.
 */
export const pinsOfLock = (toml: string, graph: string): Pin[] => {
  const lock = lockSchema.parse(parse(toml));
  const python = /(\d+)\.(\d+)/.exec(lock['requires-python'] ?? '');
  const requires = requirementsOf(graph);
  return lock.packages.map(({ name, version, wheels }) => {
    const wheel = chooseWheel(wheels, python === null ? null : { major: Number(python[1]), minor: Number(python[2]) });
    return {
      name: normalizeName(name),
      version,
      bytes: wheel.bytes,
      sha256: wheel.only?.hashes['sha256'] ?? null,
      url: wheel.only?.url === undefined ? null : withoutCredentials(wheel.only.url),
      requires: requires.get(normalizeName(name)) ?? [],
    };
  });
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
