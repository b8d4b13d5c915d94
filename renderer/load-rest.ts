import { takeRest } from './rest.ts';

/** Rejects where the host is gone; the next call tries anew. */
export const loadRest = async (): Promise<void> => takeRest(await import('./rest-parts.ts'));
