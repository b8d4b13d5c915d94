import type { EventOf } from '../../events.ts';
import { product } from '../../product.ts';

export const launches = {
  /** That a launched program is ready, by how that is known; the text is the time since its start. */
  ready: {
    output: (after) => `Ready after ${after}`,
    port: (after) => `Ready after ${after}: its port takes connections`,
    url: (after) => `Ready after ${after}: its address answers`,
    time: (after) => `It has run for ${after}, and counts as ready`,
  } satisfies Record<EventOf<'launch-ready'>['how'], (after: string) => string>,
  endedBy: (signal: string, time: string): string => `The program was ended by ${signal} after ${time}`,
  stopped: (time: string): string => `The program was stopped after ${time}`,
  ended: (exitCode: number, time: string): string => `The program has ended with exit code ${exitCode} after ${time}`,
  /** What begins the sentence of a failed launch; its cause follows. */
  endedAfterReady: 'The program has ended after it was ready',
  notLaunched: 'The program could not be launched',
  itSaid: (evidence: string): string => `It said: ${evidence}.`,
  needsRepairToo: 'The environment needs a repair, too.',
  environmentWhole: 'The environment is as the manifest wants it.',
  repair: (profile: string | null): string =>
    `Run ${product.id} repair with the same options${profile === null ? '' : ` and --profile ${profile}`}, then launch again.`,
  repairBefore: (profile: string | null): string =>
    `Before that, run ${product.id} repair with the same options${profile === null ? '' : ` and --profile ${profile}`}, then launch again.`,
};
