import type { IndexChoice } from '../../electron/engine/tools/index-choice.ts';

/** What is chosen where nobody says anything, with changes on top. */
export const indexChoice = (changes: Partial<IndexChoice> = {}): IndexChoice => ({
  defaultIndex: null,
  furtherIndexes: [],
  findLinks: [],
  noIndex: false,
  offline: false,
  trustedHosts: [],
  certificates: null,
  proxy: null,
  ...changes,
});
