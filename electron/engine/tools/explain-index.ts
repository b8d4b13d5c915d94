import { redact } from '../../../shared/redact.ts';
import type { ExplainIndex } from '../interfaces/indexes.ts';
import { createHttp } from './http.ts';
import { readIndexChoice } from './index-choice.ts';
import { probeIndex } from './index-probe.ts';

/** Telling why may take no longer than this: the failure itself is known already. */
const limits = { connectMs: 10_000, stallMs: 10_000 };

/** See ExplainIndex. Of the indexes that the run uses, it asks the one that the failure names. */
export const explainIndex: ExplainIndex = async ({ named, project, variantIndex, index, signal, onLine }) => {
  const choice = await readIndexChoice(index, variantIndex, onLine);
  const all = [choice.defaultIndex, ...choice.furtherIndexes].filter((url) => url !== null);
  // The failure has it without its password, and perhaps with another end.
  const url = all.find((one) => withoutEnd(redact(one)) === withoutEnd(named)) ?? named;
  if (!/^https?:\/\//i.test(url)) return null;
  const http = await createHttp(choice, limits);
  try {
    return await probeIndex(http, url, project, signal);
  } finally {
    await http.close();
  }
};

const withoutEnd = (url: string): string => url.replace(/\/+$/, '');
