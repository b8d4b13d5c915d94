import { useSyncExternalStore } from 'react';
import type * as RestParts from './rest-parts.ts';

/** The parts of the page that no first screen needs (rest-parts.ts): they come once that is drawn, so that it need not wait for them. */
export type Rest = typeof RestParts;

let rest: Rest | null = null;
const listeners = new Set<() => void>();

const subscribe = (listen: () => void): (() => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

export const takeRest = (parts: Rest): void => {
  rest = parts;
  for (const listen of listeners) listen();
};

/** Null until it is loaded. */
export const useRest = (): Rest | null => useSyncExternalStore(subscribe, () => rest);
