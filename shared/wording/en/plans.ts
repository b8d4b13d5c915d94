import type { Rung } from '../../plan.ts';

export const plans = {
  /** How far a repair goes, from the least to the last. */
  rungs: {
    leftovers: 'only what was left over',
    interpreter: 'only the environment’s own Python',
    package: 'only the packages concerned',
    layer: 'whole layers',
    cache: 'whole layers, downloaded again',
    environment: 'a new environment',
    python: 'a new environment with another Python',
  } satisfies Record<Rung, string>,
  asAsked: (rung: string): string => `As you asked: ${rung}.`,
  further: (rung: string): string => `Less has not helped before, so this time: ${rung}.`,
  least: (rung: string): string => `The least that can help: ${rung}.`,
  nothingHelped: 'Nothing that could be tried has helped.',
  unpublished: 'No index has it, so it has to be installed again from where it came.',
  movesAside: (amount: string): string => `moves ${amount} aside until it is proven`,
  downloadUnknown: 'downloads an unknown amount',
  downloadsNothing: 'downloads nothing, for all of it is here',
  downloads: (amount: string): string => `downloads ${amount}`,
  /** Parts such as "downloads 16 MB", by one mark between them. */
  both: (download: string, aside: string): string => `${download}; ${aside}`,
  inAll: (size: string): string => `In all it ${size}.`,
};
